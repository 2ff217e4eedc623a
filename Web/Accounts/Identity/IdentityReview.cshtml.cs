using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Silo.Files;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Accounts.Identity;

/// <summary>For advisers: one identity document beside what its holder declared; accepted, or refused with a reason. Its files go with the decision.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class IdentityReviewModel(IGrainFactory grains, FileStore store, FormOperations operations, TimeProvider clock) : PageModel, IStaffPage
{
    private const int MaxReason = 500;

    public StaffShell Frame { get; private set; } = null!;

    /// <summary>Null when it was decided meanwhile.</summary>
    public IdentityReview? Open { get; private set; }

    public IReadOnlyList<(string Type, bool Readable)> Files { get; private set; } = [];

    public bool NeedsReason { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    private string Account => (string)RouteData.Values["account"]!;

    public async Task<IActionResult> OnGet()
    {
        await Load();
        if (Open is null && !HttpContext.IsFragment())
            return NotFound();
        return HttpContext.IsFragment() ? Partial("_IdentityFragment", this) : Page();
    }

    public Task<IActionResult> OnPostAccepter(string cle) => Decide(cle, true, "");

    public async Task<IActionResult> OnPostRefuser(string cle, [Verbatim] string? motif)
    {
        var reason = TypedText.Of(motif).ReplaceLineEndings(" ").Trim();
        if (reason.Length is 0 or > MaxReason)
        {
            NeedsReason = true;
            await Load();
            return Open is null ? NotFound() : Page();
        }
        return await Decide(cle, false, reason);
    }

    private async Task<IActionResult> Decide(string key, bool accepted, string reason)
    {
        var caller = HttpContext.Caller();
        var decided = await grains.GetGrain<IAccountRegistrationGrain>(Account).DecideIdentity(caller, operations.For(caller, key, "identity", Account, accepted.ToString(), reason), accepted, reason);
        return decided.Ok ? new SeeOther("/gestion/inscriptions") : NotFound();
    }

    private async Task Load()
    {
        Frame = PageShells.Staff(HttpContext);
        Open = Account.Length <= 64 ? await grains.GetGrain<IAccountRegistrationGrain>(Account).Case(HttpContext.Caller()) : null;
        var files = new List<(string, bool)>();
        foreach (var file in Open?.Paper.Files ?? [])
            files.Add(await store.Describe(file, HttpContext.RequestAborted) is { } found ? (found.Type, store.MayBeRead(found.Verdict)) : ("", false));
        Files = files;
    }
}
