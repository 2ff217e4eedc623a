using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Shared;

namespace Web.Requests;

public sealed class ThreadModel : PageModel, IPortalPage
{
    public PortalFrame Frame { get; internal set; } = null!;

    public ThreadView Thread { get; internal set; } = null!;

    public IActionResult OnGet() => Page();
}
