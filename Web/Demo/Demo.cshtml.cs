using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Security;

namespace Web.Demo;

public sealed class DemoModel : PageModel
{
    public DemoView Demo { get; internal set; } = null!;

    /// <summary>The page, or what changes on it when its script asks again.</summary>
    public IActionResult OnGet() => HttpContext.IsFragment() ? Partial("_DemoFragment", Demo) : Page();
}
