using System.Globalization;
using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Payments;
using Grains.Mail;

namespace Grains.Payments;

using Outcome = Decision<BankChangeState, Nothing, BankChangeRefusal>;

/// <param name="Links">Of each account that is told: the path by which it answers.</param>
/// <param name="Frozen">
/// A change of the same author was blocked by who was told of it, and no adviser has called back about any of theirs since: none goes on.
/// </param>
/// <param name="SmsLink">The path by which the author answers from their telephone.</param>
internal readonly record struct BankTurn(string Key, Caller By, DateTimeOffset At, Func<string, string> Links, bool Frozen = false, string SmsLink = "");

/// <summary>What is known beside the state when it is asked for.</summary>
/// <param name="Flagged">The number is an unrelated customer's.</param>
/// <param name="Administrators">Accounts that administrate the company.</param>
internal sealed record BankFacts(SealedNumber Iban, bool Flagged, IReadOnlyList<string> Administrators, string Mandate);

/// <summary>The way of another account, step by step: no single person, and no stolen session, moves money by it.</summary>
internal static class BankChangeRules
{
    public const int MaxNote = 500;

    /// <summary>Calendar hours from the last confirmation until it is applied: time to say that one did not ask for it.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromHours(72);

    /// <summary>The same where address or telephone changed within <see cref="Fresh"/>.</summary>
    public static readonly TimeSpan LongHold = TimeSpan.FromDays(7);

    /// <summary>So long the old channel may confirm.</summary>
    public static readonly TimeSpan ConfirmedWithin = TimeSpan.FromDays(7);

    /// <summary>A channel known for less confirms nothing.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromDays(30);

    public static readonly TimeSpan Fresh = TimeSpan.FromDays(7);

    public static Outcome Ask(this BankChangeState state, BankTurn turn, BankChangeAsked asked, BankFacts facts)
    {
        if (state.Exists)
            return Outcome.Unchanged;
        var next = new BankChangeState
        {
            Number = asked.Number, Portal = asked.Portal, Company = asked.Company, Author = asked.Author, AuthorName = asked.AuthorName,
            Purpose = asked.Purpose, Contract = asked.Contract, Holder = asked.Holder, Iban = facts.Iban, Flagged = facts.Flagged,
            ByLink = !turn.Frozen && !IsWithin(asked.EmailSince, KnownFor), NewPhone = IsWithin(asked.PhoneSince, KnownFor),
            BySms = !turn.Frozen && IsWithin(asked.EmailSince, KnownFor) && asked.Mobile && !IsWithin(asked.PhoneSince, KnownFor),
            Former = IsWithin(asked.EmailSince, KnownFor) ? asked.Former : null,
            HeldLonger = IsWithin(asked.EmailSince, Fresh) || IsWithin(asked.PhoneSince, Fresh),
            Stage = BankStage.Confirming, AskedAt = turn.At, DueAt = turn.At + ConfirmedWithin, Mandate = facts.Mandate,
            Told = [asked.Author, .. facts.Administrators.Where(a => a != asked.Author)],
        };
        return Done(next, turn, "bank-change-asked", asked.Number, account => account == asked.Author && next.ByLink ? "bank-change-confirm" : "bank-change-told");

        bool IsWithin(DateTimeOffset? since, TimeSpan span) => since + span > turn.At;
    }

    public static Outcome AnswerLink(this BankChangeState state, BankTurn turn, string account, bool confirmed, bool bySms = false) =>
        !state.Exists || !state.Told.Contains(account) ? BankChangeRefusal.NotFound
        : !confirmed ? state.Stage is BankStage.Blocked ? Outcome.Unchanged
            : state.IsOpen ? state.End(turn, BankStage.Blocked, "", account) : BankChangeRefusal.Over
        : !state.MayConfirm(account, bySms) || turn.Frozen ? BankChangeRefusal.NotAllowed
        : state.Stage is BankStage.Approving or BankStage.Held ? Outcome.Unchanged
        : state.Stage is BankStage.Confirming ? state.Confirmed(turn, account) : BankChangeRefusal.Over;

    /// <summary>By their link: who asked, at an address, or on a telephone, known long enough.</summary>
    public static bool MayConfirm(this BankChangeState state, string account, bool bySms) =>
        account == state.Author && (bySms ? state.BySms : state.ByLink);

    public static Outcome NoteCall(this BankChangeState state, BankTurn turn, string note) =>
        state.Refuses(turn) is { } refusal ? refusal
        : note.Length is 0 or > MaxNote ? BankChangeRefusal.NoReason
        : state.Stage is BankStage.Held && turn.Frozen ? Done(state.Called(turn, note), turn, "bank-change-called", turn.By.Account, _ => "")
        : state.Stage is not (BankStage.Confirming or BankStage.Approving) ? BankChangeRefusal.Over
        : state.Called(turn, note).Confirmed(turn, turn.By.Account);

    public static Outcome Approve(this BankChangeState state, BankTurn turn) =>
        turn.By.IsStaff && state.Refuses(turn) is { } refusal ? refusal
        : !state.Exists ? BankChangeRefusal.NotFound
        : state.Stage is not BankStage.Approving ? BankChangeRefusal.Over
        : turn.By.IsStaff && state.Call is null || turn.Frozen ? BankChangeRefusal.NoCall
        // Two people: one whom somebody talks round must not be enough.
        : turn.By.Account == (turn.By.IsStaff ? state.Call!.By : state.Author) ? BankChangeRefusal.SamePerson
        : (state with { Approval = new AdviserAct(turn.By.Account, turn.By.Name, turn.At) }).Held(turn, turn.By.Account);

    public static Outcome Refuse(this BankChangeState state, BankTurn turn, string reason) =>
        state.Refuses(turn) is { } refusal ? refusal
        : reason.Length is 0 or > MaxNote ? BankChangeRefusal.NoReason
        : !state.IsOpen ? BankChangeRefusal.Over
        : state.End(turn, BankStage.Refused, reason, turn.By.Account);

    public static Outcome Cancel(this BankChangeState state, BankTurn turn) =>
        !state.Exists || turn.By.IsStaff ? BankChangeRefusal.NotFound
        : state.Stage is BankStage.Cancelled ? Outcome.Unchanged
        : !state.IsOpen ? BankChangeRefusal.Over
        : state.End(turn, BankStage.Cancelled, "", turn.By.Account);

    /// <param name="isClosed">Its request is: taken back, or closed by an adviser.</param>
    public static Outcome Due(this BankChangeState state, BankTurn turn, bool isClosed) =>
        !state.Exists || !state.IsOpen ? Outcome.Unchanged
        // Opened again, it begins nothing anew.
        : isClosed ? state.End(turn, BankStage.Cancelled, "", "")
        : state.DueAt is not { } due || due > turn.At ? Outcome.Unchanged
        : state.Stage is BankStage.Held && !turn.Frozen ? state.End(turn, BankStage.Applied, "", "")
        : state.End(turn, BankStage.Expired, "", "");

    private static BankChangeRefusal? Refuses(this BankChangeState state, BankTurn turn) =>
        !state.Exists || !turn.By.IsStaff ? BankChangeRefusal.NotFound
        : StaffRights.May(turn.By, StaffAct.DecideAccount) ? null : BankChangeRefusal.NotAllowed;

    private static BankChangeState Called(this BankChangeState state, BankTurn turn, string note) =>
        state with { Call = new AdviserAct(turn.By.Account, turn.By.Name, turn.At, note) };

    private static Outcome Confirmed(this BankChangeState state, BankTurn turn, string who) =>
        !state.NeedsApproval ? state.Held(turn, who)
        : Done(state with { Stage = BankStage.Approving, DueAt = null }, turn, "bank-change-confirmed", who, _ => "");

    private static Outcome Held(this BankChangeState state, BankTurn turn, string who) => Done(
        state with { Stage = BankStage.Held, DueAt = turn.At + (state.HeldLonger ? LongHold : Hold) }, turn, "bank-change-held", who, _ => "bank-change-held");

    private static Outcome End(this BankChangeState state, BankTurn turn, BankStage stage, string reason, string who) => Done(
        state with { Stage = stage, Reason = reason, EndedAt = turn.At, DueAt = null }, turn,
        stage is BankStage.Applied ? "bank-change-applied" : "bank-change-stopped", stage is BankStage.Applied ? "" : $"{stage} {who}".Trim(),
        _ => stage is BankStage.Applied ? "bank-change-applied" : "bank-change-stopped");

    /// <param name="template">The mail to each account that is told; empty for none.</param>
    private static Outcome Done(BankChangeState next, BankTurn turn, string action, string detail, Func<string, string> template)
    {
        var effects = new List<Effect>
        {
            new Upsert(next.Row(turn.Key)), JournalRow.Of(turn.Key, turn.At, turn.By.Account, action, detail), new Notify($"request/{turn.Key}"),
            new Notify($"account/{next.Author}"), new Notify("queue/rib"),
        };
        if (next.NeedsApproval)
            effects.Add(new Notify($"company/{next.Company}"));
        if (next.DueAt is { } due)
            effects.Add(new Schedule(BankChangeJob.JobKind, $"{BankChangeJob.JobKind}/{turn.Key}/{(int)next.Stage}", turn.Key, due, JobLane.Grains));
        if (!next.IsOpen)
        {
            var end = JsonSerializer.Serialize(new BankChangeEnd(turn.Key, next.Stage));
            effects.Add(new Schedule(BankChangeEndJob.JobKind, $"{BankChangeEndJob.JobKind}/{turn.Key}", end, turn.At, JobLane.Grains));
        }
        foreach (var account in next.Told.Where(a => template(a).Length > 0))
        {
            var name = template(account);
            effects.Add(new MailJob(name, account, next.Portal, Values(next, turn, account)).At(
                $"{name}/{turn.Key}/{(int)next.Stage}/{account}", turn.At, JobLane.Mail));
        }
        // Whoever took the address over must not be the only one to hear of it.
        if (next.Former is { } former && template(next.Author) is { Length: > 0 } told)
            effects.Add(new MailJob(told, "", next.Portal, Values(next, turn, next.Author), To: former.Email, FirstName: former.FirstName).At(
                $"{told}/{turn.Key}/{(int)next.Stage}/former", turn.At, JobLane.Mail));
        if (next is { Stage: BankStage.Confirming, BySms: true })
            effects.Add(new MailJob("bank-change-confirm", next.Author, next.Portal, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["number"] = next.Number, ["ending"] = next.Iban?.Hint is { Length: > 4 } hint ? hint[^4..] : "", ["link"] = turn.SmsLink,
            }, Sms: true).At($"bank-change-sms/{turn.Key}", turn.At, JobLane.Mail));
        return new(next, default, null, effects);
    }

    private static Dictionary<string, string> Values(BankChangeState next, BankTurn turn, string account)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = next.Number,
            ["author"] = next.AuthorName,
            ["iban"] = next.Iban?.Hint ?? "",
            ["link"] = next.IsOpen ? turn.Links(account) : $"/{next.Portal}/demandes/{next.Number}",
        };
        if (next.Stage is BankStage.Held)
            values["until"] = next.DueAt!.Value.ToString("O", CultureInfo.InvariantCulture);
        if (next.Reason.Length > 0)
            values["reason"] = next.Reason;
        return values;
    }
}
