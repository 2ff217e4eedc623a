using Grains.Access;
using Grains.Batches;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Batches;

/// <summary>For advisers: how far a batch is, and what became of each; live.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
public sealed class StaffBatchModel(Rights rights, BatchQueries batches, PageShells frames, TimeProvider clock) : PageModel, IStaffPage
{
    public StaffShell Frame { get; private set; } = null!;

    public BatchPageView List { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string of, string id, string? etat, string? apres)
    {
        var failures = BatchPageView.IsFailures(etat);
        if (await batches.Find(rights.ScopeOf(HttpContext.Caller()), $"{of}/{id}", failures, apres, HttpContext.RequestAborted) is not { } found)
            return NotFound();
        List = new BatchPageView(found, $"/gestion/traitements/{of}/{id}", failures, apres, clock.GetUtcNow());
        if (HttpContext.IsFragment())
            return Partial("_BatchFragment", List);
        Frame = await frames.Staff(HttpContext);
        return Page();
    }
}
