using System.Security.Cryptography;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Employees;
using Grains.Text;

namespace Grains.Employees;

using Proof = Decision<EmployeeState, ProofStep, NoRefusal>;

/// <summary>
/// The way in by a personal link: whoever finds the mail still has to know the birth date and to read the mailbox. A turn counts, compares and commits
/// at once, so that no number of tries in flight gives more than five.
/// </summary>
internal static class AffiliationProof
{
    public static readonly TimeSpan SessionIdle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RenewalPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan LetterPause = TimeSpan.FromDays(3);

    // Whatever a portal says of its accounts: a birth date is guessed in a few thousand tries.
    private static readonly Policy Five = new() { LockoutFailures = 5, LockoutFor = TimeSpan.FromHours(24) };

    public static Proof ProveBirth(this EmployeeState state, EmployeeTurn turn, string attempt, byte[] linkHash, DateOnly birthDate, OneTimeCode code) =>
        !state.IsLink(linkHash, turn.At) ? Answer(ProofOutcome.DeadLink)
        : state.Access.Failures.At(turn.At, Five).IsLocked ? Answer(ProofOutcome.Closed)
        : state.Person!.BirthDate != birthDate ? state.Fail(turn, attempt)
        : state.Access.Code is { } sent && sent.SentAt + Pause > turn.At && sent.ExpiresAt > turn.At
            ? Answer(ProofOutcome.TooSoon, state)
        : new EmployeeChange(state, turn).SendCode(turn, code).Done<ProofStep, NoRefusal>(Step(ProofOutcome.CodeAsked, state));

    public static Proof ProveCode(this EmployeeState state, EmployeeTurn turn, string attempt, byte[] linkHash, byte[] codeHash, byte[] sessionHash) =>
        !state.IsLink(linkHash, turn.At) ? Answer(ProofOutcome.DeadLink)
        : state.Access.Failures.At(turn.At, Five).IsLocked ? Answer(ProofOutcome.Closed)
        : !state.IsCode(codeHash, turn.At) ? state.Fail(turn, attempt)
        : new EmployeeChange(state, turn)
            .With(s => s with { Access = s.Access with { Code = null, Session = sessionHash, SeenAt = turn.At, Failures = s.Access.Failures.Forget() } })
            .Done<ProofStep, NoRefusal>(Step(ProofOutcome.Open, state));

    public static Decision<EmployeeState, Nothing, NoRefusal> AskNewLink(this EmployeeState state, EmployeeTurn turn, PersonalLink link) =>
        state.Invitation is null || state.Access.LastRenewal + (state.IsByLetter() ? LetterPause : RenewalPause) > turn.At ? Decision<EmployeeState, Nothing, NoRefusal>.Unchanged
        : new EmployeeChange(state, turn)
            .With(s => s with { Access = s.Access with { LastRenewal = turn.At, Code = null } })
            .SendLink(turn, state.TemplateOf(turn, "affiliation-reminder"), link).Done<Nothing, NoRefusal>(default);

    /// <summary>Known by the session's hash, and not idle for 30 minutes.</summary>
    public static bool IsOpen(this EmployeeState state, byte[] session, DateTimeOffset now) =>
        state.Access.Session is { } open && state.Access.SeenAt + SessionIdle > now && CryptographicOperations.FixedTimeEquals(open, session);

    public static bool IsCode(this EmployeeState state, byte[] hash, DateTimeOffset now) =>
        state.Access.Code is { } code && code.ExpiresAt > now && CryptographicOperations.FixedTimeEquals(code.Hash, hash);

    public static bool IsClosed(this EmployeeState state, DateTimeOffset now) => state.Access.Failures.At(now, Five).IsLocked;

    public static EmployeeChange SendCode(this EmployeeChange change, EmployeeTurn turn, OneTimeCode code) =>
        change.State.Invitation?.Letter is { } letter ? change.ExpectPrinted(turn, code, letter) : change
        .With(s => s with { Access = s.Access with { Code = new SentCode(code.Salt, code.Hash, CodeChannel.Email, turn.At, turn.At + CodeLife, 0) } })
        .Write("affiliation-code", $"affiliation-code/{turn.Employee}/{turn.At.ToUnixTimeMilliseconds()}", JobLane.Codes, turn.At + CodeLife,
            ("code", code.Clear));

    public static bool MaySendCode(this EmployeeState state, DateTimeOffset now) => !(state.Access.Code?.SentAt + Pause > now);

    /// <summary>Counts one failure; the one that closes the link is told to the employer.</summary>
    public static EmployeeChange Failed(this EmployeeState state, EmployeeTurn turn, string attempt)
    {
        var counter = state.Access.Failures.Open(attempt, "", turn.At, Five).Next!.Fail(attempt, turn.At, Five);
        var change = new EmployeeChange(state, turn).With(s => s with { Access = s.Access with { Failures = counter } });
        return !counter.IsLocked ? change
            : change.With(s => s with { Access = s.Access with { Code = null, Session = null } })
                .Event(EmployeeEventKind.LinkClosed).Tell("affiliation-closed", state.Invitation?.By ?? "");
    }

    private static Proof Fail(this EmployeeState state, EmployeeTurn turn, string attempt)
    {
        var change = state.Failed(turn, attempt);
        return change.Done<ProofStep, NoRefusal>(new ProofStep(change.State.Access.Failures.IsLocked ? ProofOutcome.Closed : ProofOutcome.Wrong));
    }

    private static bool IsLink(this EmployeeState state, byte[] hash, DateTimeOffset now) =>
        state.Invitation is { } invitation && invitation.LinkEndsAt > now && CryptographicOperations.FixedTimeEquals(invitation.LinkHash, hash);

    private static Proof Answer(ProofOutcome outcome, EmployeeState? state = null) =>
        new(null, state is null ? new ProofStep(outcome) : Step(outcome, state), null, []);

    private static ProofStep Step(ProofOutcome outcome, EmployeeState state) => new(outcome, state.Invitation?.Letter is null ? EmailAddress.Mask(state.Email) : ProofStep.Letter);
}
