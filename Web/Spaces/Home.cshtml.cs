using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Security;
using Web.Shared;

namespace Web.Spaces;

public sealed class HomeModel : PageModel, IPortalPage
{
    public PortalFrame Frame { get; internal set; } = null!;

    public HomeView Home { get; internal set; } = null!;

    /// <summary>The page, or what waits alone when a live update asks for it.</summary>
    public IActionResult OnGet() => HttpContext.IsFragment() ? Partial("_HomeFragment", Home) : Page();
}
