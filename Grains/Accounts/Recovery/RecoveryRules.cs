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

using Change = Decision<AccountState, AccountRefusal?, NoRefusal>;
using Done = Decision<AccountState, Nothing, NoRefusal>;
using Way = Decision<AccountState, RecoveryOutcome, NoRefusal>;

/// <summary>Recovery of an account, as pure functions of its state. An account that does not exist does the same work and changes nothing.</summary>
internal sealed class RecoveryRules(string account, Policy policy, ISealer sealer)
{
    private readonly AccountRegistration _joining = new(account, policy);
    private readonly CodeRules _codes = new(account, policy);
    private readonly SessionRules _sessions = new(account);

    public Done AskLink(AccountState state, LinkSecret fresh, DateTimeOffset now)
    {
        var current = state with { LinksSent = Recent(state.LinksSent, now) };
        if (state.Disabled || current.LinksSent.Count >= policy.LinksAnHour)
            return new(current, default, null, []);
        if (!state.Exists)
            return new(Counted(current, now), default, null,
                [AccountWork.InsteadOfMail($"{account}/{Convert.ToHexStringLower(fresh.Hash.AsSpan(0, 12))}", now),
                    JournalRow.Of(account, now, "", "link-sent")]);
        var linked = state.IsPending
            ? _joining.WithLink(current, LinkPurpose.Activation, fresh, "activate-again", now)
            : _joining.WithLink(current, LinkPurpose.Reset, fresh, "reset", now);
        return new(Counted(linked.Next!, now), default, null, [.. linked.Effects, JournalRow.Of(account, now, "", "link-sent")]);
    }

    public Decision<AccountState, Nothing, AccountRefusal> Reset(AccountState state, byte[] hash, NewPassword password, DateTimeOffset now)
    {
        if (AccountRegistration.Living(state, LinkPurpose.Reset, hash, now) is null)
            return AccountRefusal.DeadLink;
        if (PasswordStore.IsReused(state, password))
            return AccountRefusal.PasswordReused;
        // Tries in flight go with the counters: the mailbox's holder has proved more than a password.
        var next = PasswordStore.Set(state, password, policy, now) with
        {
            Links = [], Sessions = [], Devices = [], Flows = [], Failures = FailureCounter.Zero, AnswerFailures = FailureCounter.Zero,
        };
        return new(next, default, null,
            [.. _sessions.Ended(state, state.Sessions, now), JournalRow.Of(account, now, account, "password-reset"), Mail("reset-done", state, now, [])]);
    }

    public Change ChangePassword(AccountState state, PasswordChange change, DateTimeOffset now)
    {
        var settled = Settle(state, new PasswordTry(change.Attempt, change.Current), now);
        if (!settled.Value)
            return new(settled.Next, AccountRefusal.WrongPassword, null, settled.Effects);
        if (PasswordStore.IsReused(state, change.Password))
            return new(settled.Next, AccountRefusal.PasswordReused, null, []);
        var others = state.Sessions.RemoveAll(s => s.Id == change.Session);
        // A link that was mailed for the old password must not undo the new one.
        var next =
            PasswordStore.Set(settled.Next!, change.Password, policy, now) with { Links = [], Sessions = state.Sessions.RemoveAll(s => s.Id != change.Session),
                Flows = [] };
        return new(next, null, null,
            [.. _sessions.Ended(state, others, now), JournalRow.Of(account, now, account, "password-changed"), Mail("password-changed", state, now, [])]);
    }

    /// <summary>A stranger who finds a session open must not turn it into a way in of their own; its owner hears of each choice.</summary>
    public Change SetQuestions(AccountState state, QuestionChoice choice, DateTimeOffset now)
    {
        var answers = new SecretAnswers(choice.Sheet, choice.Hash);
        // Seeds come without a session. One that ended while its form was on the way is none of them: it proves nothing any more.
        if (choice.Session.Length == 0 && state.Sessions.IsEmpty && state.Answers is null)
            return new(state with { Answers = answers }, null, null, []);
        var next = state;
        if (!(state.Sessions.Find(s => s.Id == choice.Session)?.CreatedAt + policy.StepUpFor > now))
        {
            var settled = Settle(state, choice.Current, now);
            if (!settled.Value)
                return new(settled.Next, AccountRefusal.WrongPassword, null, settled.Effects);
            next = settled.Next!;
        }
        return new(next with { Answers = answers }, null, null,
            [JournalRow.Of(account, now, account, "questions-set"), Mail("questions-changed", state, now, [])]);
    }

    public Decision<AccountState, SecretChallenge, NoRefusal> OpenAnswers(AccountState state, string attempt, DateTimeOffset now)
    {
        var sheet = state.Answers?.Sheet;
        var challenge =
            new SecretChallenge(false, sheet?.Salt ?? sealer.Mac(Encoding.UTF8.GetBytes(account), "no-answers"), sheet?.Iterations
                ?? policy.PasswordIterations);
        var opened = state.AnswerFailures.Open(attempt, "answers", now, policy);
        return new(state with { AnswerFailures = opened.Next! }, challenge with { Wait = opened.Value is Opening.Wait }, null, []);
    }

    public Way SettleAnswers(AccountState state, AnswerTry tried, DateTimeOffset now)
    {
        var counter = state.AnswerFailures.At(now, policy);
        if (counter.Pending(tried.Attempt) is null)
            return new(state with { AnswerFailures = counter }, RecoveryOutcome.Refused, null, []);
        // Nobody's try is settled like an owner's: left open it would have the next ones wait, and only those of nobody.
        if (policy.SecretQuestions is SecretQuestionRule.Off || !state.MaySignIn || state.Answers is not { } answers
            || !CryptographicOperations.FixedTimeEquals(answers.Hash, tried.Hash))
            return new(state with { AnswerFailures = counter.Fail(tried.Attempt, now, policy) }, RecoveryOutcome.Refused, null,
                [JournalRow.Of(account, now, "", "answers-failed", tried.Attempt)]);
        var next = state with { AnswerFailures = counter.TakeBack(tried.Attempt).Forget() };
        var purpose = tried.Reset is null ? FlowPurpose.Identifier : FlowPurpose.NewPassword;
        Effect told = JournalRow.Of(account, now, "", "answers-right", tried.Reset is null ? "identifier" : "password");
        if (policy.SecretQuestions is SecretQuestionRule.Alone)
            return new(Opened(next, purpose, tried.Reset, now), RecoveryOutcome.Open, null, [told]);
        var recognised = next.Recognise(account, tried.Device, now);
        var (known, device) = (recognised.Next!, recognised.Value?.Id);
        // A lock closes this way too, until a mailed link lifts it: the code would be tried against the same counter.
        if (known.CounterOf(device).At(now, policy).IsLocked)
            return new(known, RecoveryOutcome.Refused, null, [told, .. recognised.Effects]);
        var sent = _codes.Send(known, new Flow(tried.Flow, device, now, null, purpose), null, tried.Code, now);
        return new(sent.Next, RecoveryOutcome.CodeAsked, null, [told, .. recognised.Effects, .. sent.Effects]);
    }

    public Way SettleCode(AccountState state, CodeTry tried, DateTimeOffset now)
    {
        if (_codes.Open(state, tried.Flow, now) is not { Purpose: FlowPurpose.NewPassword or FlowPurpose.Identifier } flow)
            return new(state, RecoveryOutcome.Refused, null, []);
        var counter = state.CounterOf(flow.Device).At(now, policy);
        if (counter.Pending(tried.Attempt) is not { } pending || pending.Flow != flow.Id)
            return new(state.WithCounter(flow.Device, counter), RecoveryOutcome.Refused, null, []);
        if (_codes.Wrong(state, flow, counter, tried.Attempt, tried.Hash, now) is { } wrong)
            return new(wrong.Next, RecoveryOutcome.Refused, null, wrong.Effects);
        // The right code alone wipes out no failures: only a completed sign-in or a new password does.
        var next = state.WithCounter(flow.Device, counter.TakeBack(tried.Attempt)) with { Flows = state.Flows.RemoveAll(f => f.Id == flow.Id) };
        return new(Opened(next, flow.Purpose, tried.Reset, now), RecoveryOutcome.Open, null, [JournalRow.Of(account, now, "", "way-back", $"{flow.Purpose}")]);
    }

    // A person who asked for the identifier gets no link, whatever the caller drew.
    private AccountState Opened(AccountState state, FlowPurpose purpose, LinkSecret? reset, DateTimeOffset now) =>
        purpose is not FlowPurpose.NewPassword || reset is null
        ? state
        : state with { Links = [.. state.Links.RemoveAll(l => l.Purpose is LinkPurpose.Reset),
            new AccountLink(LinkPurpose.Reset, reset.Hash, now + policy.ResetLinkLife)] };

    public Done RemindIdentifier(AccountState state, DateTimeOffset now)
    {
        var sent = Recent(state.RemindersSent, now);
        if (sent.Count >= policy.LinksAnHour)
            return new(state with { RemindersSent = sent }, default, null, []);
        var next = state with { RemindersSent = sent.Add(now) };
        if (!state.MaySignIn)
            return new(next, default, null, [AccountWork.InsteadOfMail($"{account}/{now.ToUnixTimeMilliseconds()}", now)]);
        var identifier = state.Number.Length > 0 ? state.Number : state.Email;
        return new(next, default, null, [Mail("identifier", state, now, new(StringComparer.Ordinal) { ["identifier"] = identifier })]);
    }

    /// <summary>A try of the current password, opened before: right ones are taken back, wrong ones count like those of a sign-in.</summary>
    internal Decision<AccountState, bool, NoRefusal> Settle(AccountState state, PasswordTry? tried, DateTimeOffset now, string failure = "password-change-failed")
    {
        if (tried is null)
            return new(state, false, null, []);
        var (_, device) = state.Holder(tried.Attempt);
        var counter = state.CounterOf(device).At(now, policy);
        if (counter.Pending(tried.Attempt) is null)
            return new(state.WithCounter(device, counter), false, null, []);
        if (CryptographicOperations.FixedTimeEquals(state.Password?.Hash ?? new byte[tried.Hash.Length], tried.Hash))
            return new(state.WithCounter(device, counter.TakeBack(tried.Attempt)), true, null, []);
        var failed = counter.Fail(tried.Attempt, now, policy);
        return new(state.WithCounter(device, failed), false, null,
            [JournalRow.Of(account, now, account, failure, tried.Attempt), .. SignInRules.LockMail(account, state, device, failed, now)]);
    }

    private static ImmutableList<DateTimeOffset> Recent(ImmutableList<DateTimeOffset> sent, DateTimeOffset now) =>
        sent.RemoveAll(at => at + TimeSpan.FromHours(1) <= now);

    private static AccountState Counted(AccountState state, DateTimeOffset now) => state with { LinksSent = state.LinksSent.Add(now) };

    private Effect Mail(string template, AccountState state, DateTimeOffset now, Dictionary<string, string> values) =>
        new MailJob(template, account, state.Portal, values).At($"{template}/{account}/{now.ToUnixTimeMilliseconds()}", now, JobLane.Mail);
}
