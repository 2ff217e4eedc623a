using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Payments;
using Grains.Payments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Payments;

/// <summary>For advisers: bank accounts on their way, to call back about, to approve, to refuse.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class BankChangesModel(Rights rights, BankChangeQueries changes, IGrainFactory grains, FormOperations operations, PageShells frames, TimeProvider clock)
    : PageModel, IStaffPage
{
    public const int MaxNote = 500;

    public StaffShell Frame { get; private set; } = null!;

    public BankDesk Desk { get; private set; } = null!;

    /// <summary>What was done, in a sentence; null for nothing.</summary>
    public string? Done { get; private set; }

    private Caller Caller => HttpContext.Caller();

    public async Task<IActionResult> OnGet(string? fait)
    {
        if (HttpContext.IsFragment())
            return Partial("_BankChangesFragment", await Waiting());
        Done = fait switch
        {
            "appel" => PaymentTexts.DoneCall,
            "approuve" => PaymentTexts.DoneApproved,
            "refuse" => PaymentTexts.DoneRefused,
            _ => null,
        };
        return await Draw(null);
    }

    public Task<IActionResult> OnPostAppel(string? demande, [Verbatim] string? note, string cle)
    {
        var written = TypedText.Of(note).Trim();
        return Do(demande, "appel", written, cle, (grain, operation) => grain.NoteCall(Caller, operation, written));
    }

    public Task<IActionResult> OnPostApprouver(string? demande, string cle) =>
        Do(demande, "approuve", "", cle, (grain, operation) => grain.Approve(Caller, operation));

    public Task<IActionResult> OnPostRefuser(string? demande, [Verbatim] string? motif, string cle)
    {
        // The customer reads it as one sentence.
        var written = TypedText.Of(motif).ReplaceLineEndings(" ").Trim();
        return Do(demande, "refuse", written, cle, (grain, operation) => grain.Refuse(Caller, operation, written));
    }

    private async Task<IActionResult> Do(
        string? number, string what, string typed, string key, Func<IBankChangeGrain, OperationId, Task<Result<BankChangeRefusal>>> act)
    {
        if (string.IsNullOrEmpty(number) || await changes.OfRequest(rights.ScopeOf(Caller), number, HttpContext.RequestAborted) is not { } found)
            return NotFound();
        var done = await act(grains.GetGrain<IBankChangeGrain>(found.Request), operations.For(Caller, key, $"bank/{what}", number, typed));
        if (done.Ok)
            return new SeeOther($"/gestion/rib?fait={what}");
        if (done.Refusal is BankChangeRefusal.NotFound)
            return NotFound();
        if (done.Refusal is BankChangeRefusal.NotAllowed)
            return StatusCode(StatusCodes.Status403Forbidden);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await Draw(new RefusedAct(number, what, typed, BankLabels.Refusal(done.Refusal!.Value)));
    }

    private async Task<BankDesk> Waiting() => new(
        await changes.Waiting(rights.ScopeOf(Caller), HttpContext.RequestAborted), Caller.Account, StaffRights.May(Caller, StaffAct.DecideAccount), clock.GetUtcNow());

    private async Task<IActionResult> Draw(RefusedAct? refused)
    {
        Frame = await frames.Staff(HttpContext);
        Desk = await Waiting() with { Refused = refused };
        return Page();
    }
}

/// <param name="Viewer">The adviser's account.</param>
/// <param name="MayDecide">Their role does.</param>
public sealed record BankDesk(IReadOnlyList<BankChangeView> Waiting, string Viewer, bool MayDecide, DateTimeOffset Now)
{
    /// <summary>What could not be done, with what was typed for it.</summary>
    public RefusedAct? Refused { get; init; }

    public bool MayApprove(BankChangeView of) => MayDecide && of is { Stage: BankStage.Approving, CallAt: not null, Frozen: 0 } && of.CallBy != Viewer;

    public bool MayCall(BankChangeView of) =>
        MayDecide && (of.Frozen == 1 ? of.IsOpen : of.Stage is BankStage.Confirming or BankStage.Approving && of.CallAt is null);

    public string Kept(BankChangeView of, string what) => Refused is { } refused && refused.Number == of.Number && refused.What == what ? refused.Typed : "";

    public string? Fault(BankChangeView of, string what) => Refused is { } refused && refused.Number == of.Number && refused.What == what ? refused.Sentence : null;
}

/// <param name="Number">Of the request.</param>
public sealed record RefusedAct(string Number, string What, string Typed, string Sentence);
