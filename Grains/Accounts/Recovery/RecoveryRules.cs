using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Grains.Accounts.Passwords;
using Grains.Accounts.Registration;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Mail;

namespace Grains.Accounts.Recovery;

/// <summary>The ways back into an account, as pure functions of its state. An account that does not exist does the same work and changes nothing.</summary>
internal sealed class RecoveryRules(string account, Policy policy, ISealer sealer)
{
    private readonly AccountRegistration _joining = new(account, policy);
    private readonly CodeRules _codes = new(account, policy);

    public (AccountState, IReadOnlyList<Effect>) AskLink(AccountState state, LinkSecret fresh, DateTimeOffset now)
    {
        var current = state with { LinksSent = Recent(state.LinksSent, now) };
        if (state.Disabled || current.LinksSent.Count >= policy.LinksAnHour)
            return (current, []);
        if (!state.Exists)
            return (Counted(current, now), [AccountWork.InsteadOfMail($"{account}/{Convert.ToHexStringLower(fresh.Hash.AsSpan(0, 12))}", now), JournalRow.Of(account, now, "", "link-sent")]);
        var (next, mail) = state.IsPending
            ? _joining.WithLink(current, LinkPurpose.Activation, fresh, "activate-again", now)
            : _joining.WithLink(current, LinkPurpose.Reset, fresh, "reset", now);
        return (Counted(next, now), [mail, JournalRow.Of(account, now, "", "link-sent")]);
    }

    public Decision<AccountState, Nothing, AccountRefusal> Reset(AccountState state, byte[] hash, NewPassword password, DateTimeOffset now)
    {
        if (AccountRegistration.Living(state, LinkPurpose.Reset, hash, now) is null)
            return AccountRefusal.DeadLink;
        if (PasswordStore.IsReused(state, password))
            return AccountRefusal.PasswordReused;
        // Tries in flight go with the counters: whoever holds the mailbox has proved more than a password.
        var next = PasswordStore.Set(state, password, policy, now) with
        {
            Links = [], Sessions = [], Devices = [], Flows = [], Failures = FailureCounter.Zero, AnswerFailures = FailureCounter.Zero,
        };
        return new(next, default, null,
            [.. Ended(state, state.Sessions, now), JournalRow.Of(account, now, account, "password-reset"), Mail("reset-done", state, now, [])]);
    }

    public (AccountState, AccountRefusal?, IReadOnlyList<Effect>) ChangePassword(AccountState state, PasswordChange change, DateTimeOffset now)
    {
        var (settled, right, told) = Settle(state, new PasswordTry(change.Attempt, change.Current), now);
        if (!right)
            return (settled, AccountRefusal.WrongPassword, told);
        if (PasswordStore.IsReused(state, change.Password))
            return (settled, AccountRefusal.PasswordReused, []);
        var others = state.Sessions.RemoveAll(s => s.Id == change.Session);
        // A link that was mailed for the old password must not undo the new one.
        var next = PasswordStore.Set(settled, change.Password, policy, now) with { Links = [], Sessions = state.Sessions.RemoveAll(s => s.Id != change.Session), Flows = [] };
        return (next, null, [.. Ended(state, others, now), JournalRow.Of(account, now, account, "password-changed"), Mail("password-changed", state, now, [])]);
    }

    /// <summary>Whoever finds a session open must not turn it into a way in of his own; its owner hears of each choice.</summary>
    public (AccountState, AccountRefusal?, IReadOnlyList<Effect>) SetQuestions(AccountState state, QuestionChoice choice, DateTimeOffset now)
    {
        var answers = new SecretAnswers(choice.Sheet, choice.Hash);
        // Seeds come without a session. One that ended while its form was on the way is none of them: it proves nothing any more.
        if (choice.Session.Length == 0 && state.Sessions.IsEmpty && state.Answers is null)
            return (state with { Answers = answers }, null, []);
        var next = state;
        if (!(state.Sessions.Find(s => s.Id == choice.Session)?.CreatedAt + policy.StepUpFor > now))
        {
            (next, var right, var told) = Settle(state, choice.Current, now);
            if (!right)
                return (next, AccountRefusal.WrongPassword, told);
        }
        return (next with { Answers = answers }, null, [JournalRow.Of(account, now, account, "questions-set"), Mail("questions-changed", state, now, [])]);
    }

    public (AccountState, SecretChallenge) OpenAnswers(AccountState state, string attempt, DateTimeOffset now)
    {
        var sheet = state.Answers?.Sheet;
        var challenge = new SecretChallenge(false, sheet?.Salt ?? sealer.Mac(Encoding.UTF8.GetBytes(account), "no-answers"), sheet?.Iterations ?? policy.PasswordIterations);
        var (counter, opening) = state.AnswerFailures.Open(attempt, "answers", now, policy);
        return (state with { AnswerFailures = counter }, challenge with { Wait = opening is Opening.Wait });
    }

    public (AccountState, RecoveryOutcome, IReadOnlyList<Effect>) SettleAnswers(AccountState state, AnswerTry tried, DateTimeOffset now)
    {
        var counter = state.AnswerFailures.At(now, policy);
        if (counter.Pending(tried.Attempt) is null || policy.SecretQuestions is SecretQuestionRule.Off)
            return (state with { AnswerFailures = counter }, RecoveryOutcome.Refused, []);
        if (!state.MaySignIn || state.Answers is not { } answers || !CryptographicOperations.FixedTimeEquals(answers.Hash, tried.Hash))
            return (state with { AnswerFailures = counter.Fail(tried.Attempt, now, policy) }, RecoveryOutcome.Refused, [JournalRow.Of(account, now, "", "answers-failed", tried.Attempt)]);
        var next = state with { AnswerFailures = counter.TakeBack(tried.Attempt).Forget() };
        var purpose = tried.Reset is null ? FlowPurpose.Identifier : FlowPurpose.NewPassword;
        Effect told = JournalRow.Of(account, now, "", "answers-right", tried.Reset is null ? "identifier" : "password");
        if (policy.SecretQuestions is SecretQuestionRule.Alone)
            return (Opened(next, purpose, tried.Reset, now), RecoveryOutcome.Open, [told]);
        var device = state.Known(tried.Device, now)?.Id;
        // A lock closes this way too, until a mailed link lifts it: the code would be tried against the same counter.
        if (state.CounterOf(device).At(now, policy).IsLocked)
            return (next, RecoveryOutcome.Refused, [told]);
        (next, _, var sent) = _codes.Send(next, new Flow(tried.Flow, device, now, null, purpose), null, tried.Code, now);
        return (next, RecoveryOutcome.CodeAsked, [told, .. sent]);
    }

    public (AccountState, RecoveryOutcome, IReadOnlyList<Effect>) SettleCode(AccountState state, CodeTry tried, DateTimeOffset now)
    {
        if (_codes.Open(state, tried.Flow, now) is not { Purpose: not FlowPurpose.SignIn } flow)
            return (state, RecoveryOutcome.Refused, []);
        var counter = state.CounterOf(flow.Device).At(now, policy);
        if (counter.Pending(tried.Attempt) is not { } pending || pending.Flow != flow.Id)
            return (state.WithCounter(flow.Device, counter), RecoveryOutcome.Refused, []);
        if (_codes.Wrong(state, flow, counter, tried.Attempt, tried.Hash, now) is var (failed, _, effects))
            return (failed, RecoveryOutcome.Refused, effects);
        // The right code alone wipes out no failures: only a completed sign-in or a new password does.
        var next = state.WithCounter(flow.Device, counter.TakeBack(tried.Attempt)) with { Flows = state.Flows.RemoveAll(f => f.Id == flow.Id) };
        return (Opened(next, flow.Purpose, tried.Reset, now), RecoveryOutcome.Open, [JournalRow.Of(account, now, "", "way-back", $"{flow.Purpose}")]);
    }

    // Whoever asked for the identifier gets no link, whatever the caller drew.
    private AccountState Opened(AccountState state, FlowPurpose purpose, LinkSecret? reset, DateTimeOffset now) => purpose is not FlowPurpose.NewPassword || reset is null
        ? state
        : state with { Links = [.. state.Links.RemoveAll(l => l.Purpose is LinkPurpose.Reset), new AccountLink(LinkPurpose.Reset, reset.Hash, now + policy.ResetLinkLife)] };

    public (AccountState, IReadOnlyList<Effect>) RemindIdentifier(AccountState state, DateTimeOffset now)
    {
        var sent = Recent(state.RemindersSent, now);
        if (sent.Count >= policy.LinksAnHour)
            return (state with { RemindersSent = sent }, []);
        var next = state with { RemindersSent = sent.Add(now) };
        if (!state.MaySignIn)
            return (next, [AccountWork.InsteadOfMail($"{account}/{now.ToUnixTimeMilliseconds()}", now)]);
        var identifier = state.Number.Length > 0 ? state.Number : state.Email;
        return (next, [Mail("identifier", state, now, new(StringComparer.Ordinal) { ["identifier"] = identifier })]);
    }

    public (AccountState, IReadOnlyList<Effect>) EndSessions(AccountState state, IReadOnlyList<string> ids, DateTimeOffset now)
    {
        var ending = state.Sessions.Where(s => ids.Contains(s.Id)).ToList();
        return (state with { Sessions = state.Sessions.RemoveRange(ending) }, ending.Count == 0 ? [] : [.. Ended(state, ending, now), JournalRow.Of(account, now, account, "signed-out")]);
    }

    /// <summary>A try of the current password, opened before: right ones are taken back, wrong ones count like those of a sign-in.</summary>
    private (AccountState, bool Right, IReadOnlyList<Effect>) Settle(AccountState state, PasswordTry? tried, DateTimeOffset now)
    {
        if (tried is null)
            return (state, false, []);
        var (_, device) = state.Holder(tried.Attempt);
        var counter = state.CounterOf(device).At(now, policy);
        if (counter.Pending(tried.Attempt) is null)
            return (state.WithCounter(device, counter), false, []);
        if (CryptographicOperations.FixedTimeEquals(state.Password?.Hash ?? new byte[tried.Hash.Length], tried.Hash))
            return (state.WithCounter(device, counter.TakeBack(tried.Attempt)), true, []);
        var failed = counter.Fail(tried.Attempt, now, policy);
        return (state.WithCounter(device, failed), false,
            [JournalRow.Of(account, now, account, "password-change-failed", tried.Attempt), .. SignInRules.LockMail(account, state, device, failed, now)]);
    }

    private IEnumerable<Effect> Ended(AccountState state, IEnumerable<Session> sessions, DateTimeOffset now) =>
        [.. sessions.Select(s => new Upsert(new SessionRow(account, s.Id, state.Portal, s.CreatedAt, s.SeenAt, now))), new Notify($"account/{account}")];

    private static ImmutableList<DateTimeOffset> Recent(ImmutableList<DateTimeOffset> sent, DateTimeOffset now) => sent.RemoveAll(at => at + TimeSpan.FromHours(1) <= now);

    private static AccountState Counted(AccountState state, DateTimeOffset now) => state with { LinksSent = state.LinksSent.Add(now) };

    private Effect Mail(string template, AccountState state, DateTimeOffset now, Dictionary<string, string> values) =>
        new MailJob(template, account, state.Portal, values).At($"{template}/{account}/{now.ToUnixTimeMilliseconds()}", now, JobLane.Mail);
}
