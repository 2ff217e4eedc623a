using Grains.Access;
using Grains.Batches;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Batches;

/// <summary>How far a batch is that the caller began, and what became of each; live.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class BatchModel(Rights rights, BatchQueries batches, PageShells frames, TimeProvider clock) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public BatchPageView List { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string id, string? etat, string? apres)
    {
        var caller = HttpContext.Caller();
        var failures = BatchPageView.IsFailures(etat);
        if (await batches.Find(rights.ScopeOf(caller), $"{caller.Portal}/{id}", failures, apres, HttpContext.RequestAborted) is not { } found)
            return NotFound();
        List = new BatchPageView(found, $"/{caller.Portal}/traitements/{id}", failures, apres, clock.GetUtcNow());
        if (HttpContext.IsFragment())
            return Partial("_BatchFragment", List);
        Frame = await frames.Portal(HttpContext, PortalSection.None);
        return Page();
    }
}
