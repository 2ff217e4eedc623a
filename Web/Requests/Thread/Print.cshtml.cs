using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Shared;

namespace Web.Requests.Thread;

/// <summary>A request with its whole thread, for paper. Reading it here marks nothing read.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class PrintModel(ThreadViews views, PageShells frames) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public ThreadView Thread { get; private set; } = null!;

    /// <param name="apres">The tick after which a further part begins.</param>
    public async Task<IActionResult> OnGet(string number, long? apres)
    {
        if (await views.Whole(HttpContext.Caller(), number, apres ?? 0) is not { } thread)
            return NotFound();
        Thread = thread with { Place = ListPlace.Of(Request.Query, without: "apres") };
        Frame = await frames.Portal(HttpContext, PortalSection.Requests, thread.Request.Company);
        return Page();
    }
}
