using Grains.Access;
using Grains.Accounts.Registration;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Mail;
using Grains.Spaces;
using Grains.Text;

namespace Grains.Accounts;

using Outcome = Decision<AccountState, Nothing, SupportRefusal>;

/// <summary>What advisers do for the owner of an account, as pure functions of its state.</summary>
internal sealed class AccountSupport(string account, Policy policy)
{
    public const int MaxReason = 500;

    private readonly AccountRegistration _joining = new(account, policy);
    private readonly SessionRules _sessions = new(account);

    public AccountAccess? Access(AccountState state, Caller by, IReadOnlyList<Administration> administered, DateTimeOffset now) => !by.IsStaff || !IsCustomer(state) ? null :
        new(state.Name, state.Email, state.Phone, state.IsPending, state.Disabled, LockedUntil(state, now), state.SignedInAt, state.Devices.Count,
            state.Sessions.Count)
        {
            Proposal = Proposal(state, now),
            EmailProposal = EmailProposal(state, now),
            Alone = state.Disabled ? [] : [.. administered.Where(s => s.Other is null).Select(s => s.Name)],
        };

    public Outcome SendLink(AccountState state, Caller by, LinkSecret fresh, DateTimeOffset now)
    {
        if (Refused(state, by, StaffAct.SendLink) is { } refusal)
            return refusal;
        if (state.Disabled)
            return SupportRefusal.Closed;
        return Linked(state, fresh, now) is not { } linked ? SupportRefusal.TooSoon
            : new Outcome(linked.Next, default, null, [.. linked.Effects, Journal(by, "link-sent-by-staff", state.IsPending ? "activation" : "password", now)]);
    }

    public Outcome Unlock(AccountState state, Caller by, string reason, DateTimeOffset now)
    {
        if ((Refused(state, by, StaffAct.Unlock) ?? Unreasoned(reason)) is { } refusal)
            return refusal;
        if (LockedUntil(state, now) is null)
            return SupportRefusal.NotLocked;
        var next = state with
        {
            Failures = FailureCounter.Zero, AnswerFailures = FailureCounter.Zero,
            Devices = [.. state.Devices.Select(d => d with { Failures = FailureCounter.Zero })],
        };
        return new(next, default, null, [Journal(by, "unlocked", reason, now), Mail("unlocked", state, now), new Notify($"account/{account}")]);
    }

    public Outcome ProposePhone(AccountState state, Caller by, string phone, string reason, DateTimeOffset now)
    {
        if ((Refused(state, by, StaffAct.CorrectContact) ?? Unreasoned(reason)) is { } refusal)
            return refusal;
        if (!PhoneNumber.IsNumber(phone))
            return SupportRefusal.Invalid;
        if (PhoneNumber.Dialled(phone) == PhoneNumber.Dialled(state.Phone))
            return SupportRefusal.Same;
        var proposal = new PhoneProposal(PhoneNumber.Clean(phone), by.Account, by.Name, now, reason);
        return new(state with { PhoneProposal = proposal }, default, null,
        [
            new Upsert(new PhoneProposalRow(account, state.Portal, state.Name, by.Name, now)), Journal(by, "phone-proposed", reason, now),
            new Notify("queue/phone"),
        ]);
    }

    public Outcome DecidePhone(AccountState state, Caller by, string phone, bool approved, DateTimeOffset now)
    {
        if (Refused(state, by, StaffAct.CorrectContact) is { } refusal)
            return refusal;
        if (Proposal(state, now) is not { } proposal || proposal.Phone != phone)
            return SupportRefusal.Over;
        // Four eyes: one adviser whom somebody talks round must not be enough to give an account another telephone. Who proposed may take it back.
        if (approved && proposal.By == by.Account)
            return SupportRefusal.OwnProposal;
        var left = state with { PhoneProposal = null };
        Effect[] always = [Delete.Of<PhoneProposalRow>(account), new Notify("queue/phone")];
        if (!approved)
            return new(left, default, null, [.. always, Journal(by, "phone-refused", "", now)]);
        // A code that went to the former number must open nothing.
        var next = left with { Phone = proposal.Phone, PhoneSince = now, Flows = [] };
        return new(next, default, null,
        [
            .. always, AccountListRow.Of(account, next), Journal(by, "phone-changed", proposal.By, now), Mail("phone-changed", state, now),
            new Notify($"account/{account}"),
        ]);
    }

    public Outcome CorrectEmail(AccountState state, Caller by, string email, string reason, LinkSecret fresh, DateTimeOffset now)
    {
        if ((Refused(state, by, StaffAct.CorrectContact) ?? Unreasoned(reason)) is { } refusal)
            return refusal;
        email = EmailAddress.Kept(email);
        if (EmailAddress.Check(email) is not null)
            return SupportRefusal.Invalid;
        if (!state.IsPending)
            return SupportRefusal.Over;
        if (Linked(state with { Email = email, EmailSince = now }, fresh, now) is not { } linked)
            return SupportRefusal.TooSoon;
        var (former, corrected) = (EmailAddress.Fold(state.Email), EmailAddress.Fold(email));
        return new(linked.Next, default, null,
        [
            .. former == corrected ? [] : new Effect[] { new ReleaseClaim("email", former) },
            new TakeClaim("email", corrected, state.PurgeAt, SupportRefusal.Taken), AccountListRow.Of(account, linked.Next!), .. linked.Effects,
            Journal(by, "email-corrected", reason, now),
        ]);
    }

    /// <param name="isTaken">Another account has the address.</param>
    public Outcome ProposeEmail(AccountState state, Caller by, string email, string reason, bool isTaken, DateTimeOffset now)
    {
        if ((Refused(state, by, StaffAct.CorrectContact) ?? Unreasoned(reason)) is { } refusal)
            return refusal;
        if (state.IsPending)
            return SupportRefusal.Over;
        if (EmailAddress.Check(email) is not null)
            return SupportRefusal.Invalid;
        if (EmailAddress.Fold(email) == EmailAddress.Fold(state.Email))
            return SupportRefusal.Same;
        if (isTaken)
            return SupportRefusal.Taken;
        return new(state with { EmailProposal = new(EmailAddress.Kept(email), by.Account, by.Name, now, reason) }, default, null,
            [new Upsert(new EmailProposalRow(account, state.Portal, state.Name, by.Name, now)), Journal(by, "email-proposed", reason, now)]);
    }

    public Outcome DecideEmail(AccountState state, Caller by, string email, bool approved, DateTimeOffset now)
    {
        if (Refused(state, by, StaffAct.CorrectContact) is { } refusal)
            return refusal;
        if (EmailProposal(state, now) is not { } proposal || proposal.Email != EmailAddress.Kept(email))
            return SupportRefusal.Over;
        // Four eyes, as for a telephone: who holds the address holds the way to another password.
        if (approved && proposal.By == by.Account)
            return SupportRefusal.OwnProposal;
        var left = state with { EmailProposal = null };
        if (!approved)
            return new(left, default, null, [Delete.Of<EmailProposalRow>(account), Journal(by, "email-refused", "", now)]);
        // Whoever reads the former mailbox may be in already, or hold a link: nothing that it opened stays open.
        var next = left with
        {
            Email = proposal.Email, EmailSince = now, FormerEmail = state.Email, Flows = [], Links = [], Sessions = [], Devices = [], SignedInAt = SignedInAt(state, now),
        };
        return new(next, default, null,
        [
            Delete.Of<EmailProposalRow>(account), new ReleaseClaim("email", EmailAddress.Fold(state.Email)),
            new TakeClaim("email", EmailAddress.Fold(proposal.Email), null, SupportRefusal.Taken), AccountListRow.Of(account, next),
            .. _sessions.Ended(state, state.Sessions, now), Journal(by, "email-changed", proposal.By, now), Mail("email-changed", state, now),
            new MailJob("email-changed-former", "", state.Portal, new Dictionary<string, string>(StringComparer.Ordinal), To: state.Email, FirstName: state.FirstName)
                .At($"email-changed-former/{account}/{now.ToUnixTimeMilliseconds()}", now, JobLane.Mail),
        ]);
    }

    public Outcome Close(AccountState state, Caller by, bool closed, string reason, IReadOnlyList<Administration> administered, DateTimeOffset now)
    {
        if ((Refused(state, by, StaffAct.Close) ?? Unreasoned(reason)) is { } refusal)
            return refusal;
        if (state.IsPending)
            return SupportRefusal.Over;
        var done = _sessions.Disable(state, closed, administered, now, by.Account, reason);
        return done.Refusal is not null ? SupportRefusal.LastAdministrator
            : done.Next is null ? Outcome.Unchanged
            : new Outcome(done.Next, default, null, [.. done.Effects, Mail(closed ? "account-closed" : "account-reopened", state, now)]);
    }

    /// <summary>The latest lock of the account or of one of its browsers.</summary>
    private DateTimeOffset? LockedUntil(AccountState state, DateTimeOffset now) =>
        state.Devices.Select(d => d.Failures).Append(state.Failures).Append(state.AnswerFailures).Max(f => f.At(now, policy).LockedUntil);

    private static PhoneProposal? Proposal(AccountState state, DateTimeOffset now) =>
        state.PhoneProposal is { } proposal && proposal.At + PhoneProposalRow.Life > now ? proposal : null;

    private static EmailProposal? EmailProposal(AccountState state, DateTimeOffset now) =>
        state.EmailProposal is { } proposal && proposal.At + PhoneProposalRow.Life > now ? proposal : null;

    // Forgotten with the browsers, that they were here once would be, too, of an owner from before it was kept.
    private static DateTimeOffset? SignedInAt(AccountState state, DateTimeOffset now) => state.SignedInAt ?? (state.HasSignedIn ? now : null);

    // Shared with what the owner asks for themselves: an adviser is no way round the limit of mails.
    private Decision<AccountState, Nothing, NoRefusal>? Linked(AccountState state, LinkSecret fresh, DateTimeOffset now)
    {
        var sent = state.LinksSent.RemoveAll(at => at + TimeSpan.FromHours(1) <= now);
        return sent.Count >= policy.LinksAnHour ? null
            : state.IsPending ? _joining.WithLink(state with { LinksSent = sent.Add(now) }, LinkPurpose.Activation, fresh, "activate-again", now)
            : _joining.WithLink(state with { LinksSent = sent.Add(now) }, LinkPurpose.Reset, fresh, "reset-by-staff", now);
    }

    private static SupportRefusal? Refused(AccountState state, Caller by, StaffAct act) =>
        !by.IsStaff || !IsCustomer(state) ? SupportRefusal.NotFound : StaffRights.May(by, act) ? null : SupportRefusal.NotAllowed;

    private static bool IsCustomer(AccountState state) => state.Exists && state.Kind is CallerKind.Customer;

    private static SupportRefusal? Unreasoned(string reason) => reason.Length is 0 or > MaxReason ? SupportRefusal.NoReason : null;

    private Effect Journal(Caller by, string action, string detail, DateTimeOffset now) => JournalRow.Of(account, now, by.Account, action, detail);

    private Effect Mail(string template, AccountState state, DateTimeOffset now) =>
        new MailJob(template, account, state.Portal, new Dictionary<string, string>(StringComparer.Ordinal))
            .At($"{template}/{account}/{now.ToUnixTimeMilliseconds()}", now, JobLane.Mail);
}
