using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Security;
using Web.Shared;

namespace Web.Requests;

public sealed class BenchModel : PageModel, IStaffPage
{
    public StaffFrame Frame { get; internal set; } = null!;

    public BenchView Bench { get; internal set; } = null!;

    /// <summary>The page, or its queues and list alone when a live update asks for them.</summary>
    public IActionResult OnGet() => HttpContext.IsFragment() ? Partial("_BenchFragment", Bench) : Page();
}
