using Grains.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Shared;

namespace Web.Requests;

public sealed class ConfirmationModel : PageModel, IPortalPage
{
    public PortalFrame Frame { get; internal set; } = null!;

    public RequestSummary Sent { get; internal set; } = null!;

    public IActionResult OnGet() => Page();
}
