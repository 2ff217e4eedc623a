using System.Security.Cryptography;
using System.Text;
using Actors.Durable;
using Grains.Interfaces.Accounts;
using Grains.Mail;

namespace Grains.Accounts;

/// <summary>The ways back into an account, as pure functions of its state. An account that does not exist does the same work and changes nothing.</summary>
internal sealed class RecoveryRules(string account, Policy policy, ISealer sealer)
{
    private readonly JoiningRules _joining = new(account, policy);

    public (AccountState, IReadOnlyList<Effect>) AskLink(AccountState state, LinkSecret fresh, DateTimeOffset now)
    {
        var current = Recent(state, now);
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
        if (JoiningRules.Living(state, LinkPurpose.Reset, hash, now) is null)
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
        // Seeds and command lines come before anybody ever signed in.
        if (state.Sessions.IsEmpty && state.Answers is null)
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
        if (sheet is null)
            return (state, challenge);
        var (counter, opening) = state.AnswerFailures.Open(attempt, "answers", now, policy);
        return (state with { AnswerFailures = counter }, challenge with { Wait = opening is Opening.Wait });
    }

    public (AccountState, bool, IReadOnlyList<Effect>) SettleAnswers(AccountState state, string attempt, byte[] hash, LinkSecret? reset, DateTimeOffset now)
    {
        var counter = state.AnswerFailures.At(now, policy);
        if (counter.Pending(attempt) is null || policy.SecretQuestions is SecretQuestionRule.Off)
            return (state with { AnswerFailures = counter }, false, []);
        if (!state.MaySignIn || state.Answers is not { } answers || !CryptographicOperations.FixedTimeEquals(answers.Hash, hash))
            return (state with { AnswerFailures = counter.Fail(attempt, now, policy) }, false, [JournalRow.Of(account, now, "", "answers-failed", attempt)]);
        var next = state with { AnswerFailures = counter.TakeBack(attempt).Forget() };
        Effect told = JournalRow.Of(account, now, "", "answers-right", reset is null ? "identifier" : "password");
        if (reset is null)
            return (next, true, [told]);
        if (policy.SecretQuestions is SecretQuestionRule.Alone)
            return (next with { Links = [.. next.Links.RemoveAll(l => l.Purpose is LinkPurpose.Reset), new AccountLink(LinkPurpose.Reset, reset.Hash, now + policy.ResetLinkLife)] }, true, [told]);
        (next, var mail) = _joining.WithLink(Recent(next, now), LinkPurpose.Reset, reset, "reset", now);
        return (Counted(next, now), true, [told, mail]);
    }

    public (AccountState, IReadOnlyList<Effect>) RemindIdentifier(AccountState state, DateTimeOffset now)
    {
        var current = Recent(state, now);
        if (current.LinksSent.Count >= policy.LinksAnHour)
            return (current, []);
        if (!state.MaySignIn)
            return (Counted(current, now), [AccountWork.InsteadOfMail($"{account}/{now.ToUnixTimeMilliseconds()}", now)]);
        var identifier = state.Number.Length > 0 ? state.Number : state.Email;
        return (Counted(current, now), [Mail("identifier", state, now, new(StringComparer.Ordinal) { ["identifier"] = identifier })]);
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
        [.. sessions.Select(s => new Upsert(new SessionRow(account, s.Id, state.Portal, s.CreatedAt, s.SeenAt, now))), new Touch($"account/{account}")];

    private static AccountState Recent(AccountState state, DateTimeOffset now) => state with { LinksSent = state.LinksSent.RemoveAll(at => at + TimeSpan.FromHours(1) <= now) };

    private static AccountState Counted(AccountState state, DateTimeOffset now) => state with { LinksSent = state.LinksSent.Add(now) };

    private Effect Mail(string template, AccountState state, DateTimeOffset now, Dictionary<string, string> values) =>
        new MailJob(template, account, state.Portal, values).At($"{template}/{account}/{now.ToUnixTimeMilliseconds()}", now, JobLane.Mail);
}
