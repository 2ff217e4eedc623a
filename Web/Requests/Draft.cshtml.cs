using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Shared;

namespace Web.Requests;

public sealed class DraftModel : PageModel, IPortalPage
{
    public PortalFrame Frame { get; internal set; } = null!;

    public FormView Form { get; internal set; } = null!;

    public IActionResult OnGet() => Page();
}
