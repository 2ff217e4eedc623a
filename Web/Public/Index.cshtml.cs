using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Web.Portals;

namespace Web.Public;

/// <summary>The insurer's public page: the ways in, help, and when the phone is answered.</summary>
public sealed class IndexModel(PortalDirectory portals, IOptions<SiteOptions> site) : PageModel
{
    public IReadOnlyList<Portal> Portals => portals.Portals;

    public SiteOptions Site => site.Value;

    public void OnGet()
    {
    }
}
