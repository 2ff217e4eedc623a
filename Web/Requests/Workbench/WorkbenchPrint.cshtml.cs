using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Requests.Thread;
using Web.Shared;

namespace Web.Requests.Workbench;

/// <summary>The adviser's counterpart of <see cref="PrintModel"/>.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class WorkbenchPrintModel(ThreadViews views, PageShells frames) : PageModel, IStaffPage
{
    public StaffShell Frame { get; private set; } = null!;

    public ThreadView Thread { get; private set; } = null!;

    /// <param name="apres">The tick after which a further part begins.</param>
    public async Task<IActionResult> OnGet(string number, long? apres)
    {
        if (await views.Whole(HttpContext.Caller(), number, apres ?? 0) is not { } thread)
            return NotFound();
        Thread = thread with { Place = ListPlace.Of(Request.Query, without: "apres") };
        Frame = await frames.Staff(HttpContext);
        return Page();
    }
}
