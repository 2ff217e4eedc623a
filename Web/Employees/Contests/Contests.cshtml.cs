using Grains.Access;
using Grains.Employees;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Contests;

/// <summary>For advisers whose role reads affiliations: who contests what their employer typed, and waits for an answer.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class ContestsModel(Rights rights, ContestQueries contests, PageShells frames, TimeProvider clock) : PageModel, IStaffPage
{
    public StaffShell Frame { get; private set; } = null!;

    public IReadOnlyList<ContestSummary> Waiting { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        if (!StaffRights.May(HttpContext.Caller(), StaffAct.ReadEmployees))
            return NotFound();
        (Frame, Now) = (await frames.Staff(HttpContext), clock.GetUtcNow());
        Waiting = await contests.Waiting(rights.ScopeOf(HttpContext.Caller()), HttpContext.RequestAborted);
        return HttpContext.IsFragment() ? Partial("_ContestsFragment", (Waiting, Now)) : Page();
    }
}
