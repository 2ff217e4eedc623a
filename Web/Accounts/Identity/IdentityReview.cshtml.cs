using Grains.Access;
using Grains.Accounts.Registration;
using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Silo.Files;
using Web.Accounts.Registration;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Accounts.Identity;

/// <summary>For advisers: one identity document beside what its holder declared; accepted, or refused with a reason. Its files go with the decision.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class IdentityReviewModel(IGrainFactory grains, Rights rights, RegistrationQueries registrations, FileStore store, FormOperations operations,
    PageShells frames, TimeProvider clock) : PageModel, IStaffPage
{
    public const int MaxReason = 500;
    private const string List = "/gestion/inscriptions";

    public StaffShell Frame { get; private set; } = null!;

    /// <summary>Null when it was decided meanwhile.</summary>
    public IdentityReview? Open { get; private set; }

    public IReadOnlyList<(string Type, bool Readable, bool Unscanned)> Files { get; private set; } = [];

    public bool NeedsReason { get; private set; }

    /// <summary>The account whose document waits next, in the order of the list and round its end; null when this is the only one.</summary>
    public string? NextPaper { get; private set; }

    /// <summary>What became of the document before this one.</summary>
    public string? Said { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    private string Account => (string)RouteData.Values["account"]!;

    // Every role reads the list.
    private IActionResult? Refused => StaffRights.May(HttpContext.Caller(), StaffAct.ReviewIdentity) ? null : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnGet(string? fin)
    {
        if (Refused is { } refused)
            return refused;
        Said = RegistrationNotice.Of(fin);
        await Load();
        if (Open is null && !HttpContext.IsFragment())
            return NotFound();
        return HttpContext.IsFragment() ? Partial("_IdentityFragment", this) : Page();
    }

    public async Task<IActionResult> OnPostAccepter(string cle) => Refused ?? await Decide(cle, true, "");

    /// <param name="modele">The place of a ready reason in the list, from 1.</param>
    public async Task<IActionResult> OnPostRefuser(string cle, int? modele, [Verbatim] string? motif)
    {
        if (Refused is { } refused)
            return refused;
        var ready = modele is { } place && place >= 1 && place <= IdentityLabels.Reasons.Count ? IdentityLabels.Reasons[place - 1] : "";
        var reason = $"{ready} {TypedText.Of(motif).ReplaceLineEndings(" ").Trim()}".Trim();
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
        var decided = await grains.GetGrain<IAccountRegistrationGrain>(Account)
            .DecideIdentity(caller, operations.For(caller, key, "identity", Account, accepted.ToString(), reason), accepted, reason);
        if (!decided.Ok)
            return NotFound();
        var next = await Following();
        return new SeeOther($"{(next is null ? List : $"{List}/{next}")}?fin={(accepted ? RegistrationNotice.Accepted : RegistrationNotice.Refused)}");
    }

    private async Task<string?> Following()
    {
        var waiting = (await registrations.Identities(rights.ScopeOf(HttpContext.Caller()))).Select(i => i.Account).ToList();
        var here = waiting.IndexOf(Account);
        return waiting.Skip(here + 1).Concat(waiting.Take(Math.Max(here, 0))).FirstOrDefault();
    }

    private async Task Load()
    {
        Frame = await frames.Staff(HttpContext);
        NextPaper = await Following();
        Open = Account.Length <= 64 ? await grains.GetGrain<IAccountRegistrationGrain>(Account).Case(HttpContext.Caller()) : null;
        var files = new List<(string, bool, bool)>();
        foreach (var file in Open?.Paper.Files ?? [])
            files.Add(await store.Describe(file, HttpContext.RequestAborted) is { } found
                ? (found.Type, store.MayBeRead(found.Verdict), found.Verdict is ScanVerdict.None) : ("", false, false));
        Files = files;
    }
}
