using Grains.Access;
using Grains.Batches;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Shared;

namespace Web.Batches;

/// <summary>For advisers: the newest batches.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class StaffBatchesModel(Rights rights, BatchQueries batches, PageShells frames, TimeProvider clock) : PageModel, IStaffPage
{
    public StaffShell Frame { get; private set; } = null!;

    public IReadOnlyList<BatchSummary> Batches { get; private set; } = [];

    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task OnGet()
    {
        Batches = await batches.List(rights.ScopeOf(HttpContext.Caller()), HttpContext.RequestAborted);
        Frame = await frames.Staff(HttpContext);
    }
}
