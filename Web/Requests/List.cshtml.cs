using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Security;
using Web.Shared;

namespace Web.Requests;

public sealed class ListModel : PageModel, IPortalPage
{
    public PortalFrame Frame { get; internal set; } = null!;

    public RequestListView List { get; internal set; } = null!;

    /// <summary>The page, or its list alone when a live update asks for it.</summary>
    public IActionResult OnGet() => HttpContext.IsFragment() ? Partial("_RequestList", List) : Page();
}
