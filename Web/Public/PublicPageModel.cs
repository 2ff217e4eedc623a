using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Web.Portals;

namespace Web.Public;

/// <summary>A page of plain text about the insurer.</summary>
public sealed class PublicPageModel(IOptions<SiteOptions> site) : PageModel
{
    public SiteOptions Site => site.Value;

    public void OnGet()
    {
    }
}
