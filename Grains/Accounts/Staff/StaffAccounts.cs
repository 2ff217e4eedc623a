using Grains.Access;
using Grains.Accounts.SignIn;
using Grains.Batches;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Mail;
using Grains.Text;

namespace Grains.Accounts.Staff;

using Outcome = Decision<AccountState, Nothing, StaffRefusal>;

/// <summary>What is done to a colleague's account, as pure functions of its state.</summary>
internal sealed class StaffAccounts(string account, Policy policy)
{
    public const int MaxReason = 500;

    private readonly SessionRules _sessions = new(account);

    public Outcome Invite(AccountState state, Caller by, StaffInvitation asked, LinkSecret fresh, DateTimeOffset now)
    {
        if (!by.IsStaff)
            return StaffRefusal.NotFound;
        if (!StaffRights.May(by, StaffAct.ManageStaff))
            return StaffRefusal.NotAllowed;
        if (state.Exists)
            return StaffRefusal.Taken;
        var email = EmailAddress.Kept(asked.Email);
        if (EmailAddress.Check(email) is not null || !IsName(asked.FirstName) || !IsName(asked.LastName) || !IsRole(asked.Role))
            return StaffRefusal.Invalid;
        var next = new AccountState
        {
            Kind = CallerKind.Staff, Portal = Caller.StaffPortal, Role = asked.Role, Email = email, FirstName = asked.FirstName, LastName = asked.LastName,
            EmailSince = now,
        };
        return Linked(next, by, fresh, "staff-invitation", invited: true, now,
            [new TakeClaim("email", EmailAddress.Fold(email), null, StaffRefusal.Taken), Journal(by, "staff-invited", $"{asked.Role}", now)]);
    }

    public Outcome SendAgain(AccountState state, Caller by, LinkSecret fresh, DateTimeOffset now) =>
        Refused(state, by) is { } refusal ? refusal
        : !Awaits(state) ? StaffRefusal.Over
        : !MaySend(state, now) ? StaffRefusal.TooSoon
        : Linked(state, by, fresh, "staff-invitation", !state.HasSignedIn && state.PasswordSetAt is null, now, [Journal(by, "staff-link-sent", "", now)]);

    public Outcome Revoke(AccountState state, Caller by, DateTimeOffset now) =>
        Refused(state, by) is { } refusal ? refusal
        : !Awaits(state) || state.HasSignedIn || state.PasswordSetAt is not null ? StaffRefusal.Over
        : new Outcome(new AccountState(), default, null,
            [
                new ReleaseClaim("email", EmailAddress.Fold(state.Email)), Delete.Of<AccountListRow>(account), Delete.Of<StaffSetUpRow>(account),
                Journal(by, "staff-invitation-revoked", "", now), Told,
            ]);

    public Outcome SetRole(AccountState state, Caller by, StaffRole seen, StaffRole role, DateTimeOffset now)
    {
        if ((Refused(state, by) ?? Own(by)) is { } refusal)
            return refusal;
        if (!IsRole(role))
            return StaffRefusal.Invalid;
        if (state.Disabled)
            return StaffRefusal.Over;
        if (role == state.Role)
            return Outcome.Unchanged;
        if (seen != state.Role)
            return StaffRefusal.Changed;
        var next = state with { Role = role };
        return new(next, default, null,
            [AccountListRow.Of(account, next), Journal(by, "staff-role", $"{state.Role} > {role}", now), Told, new Notify($"account/{account}")]);
    }

    public Outcome ResetAccess(AccountState state, Caller by, string reason, LinkSecret fresh, DateTimeOffset now)
    {
        if ((Refused(state, by) ?? Own(by) ?? Unreasoned(reason)) is { } refusal)
            return refusal;
        if (state.Disabled || Awaits(state))
            return StaffRefusal.Over;
        if (!MaySend(state, now))
            return StaffRefusal.TooSoon;
        // Whoever has the lost telephone, or a browser that knew it, comes in nowhere from this commit on.
        return Linked(WithoutWayIn(state), by, fresh, "staff-access-reset", invited: false, now,
            [.. _sessions.Ended(state, state.Sessions, now), Journal(by, "staff-access-reset", reason, now)]);
    }

    public Outcome Leave(AccountState state, Caller by, string reason, string heir, bool mayInherit, DateTimeOffset now)
    {
        if ((Refused(state, by) ?? Own(by) ?? Unreasoned(reason)) is { } refusal)
            return refusal;
        if (state.Disabled || (Awaits(state) && state.PasswordSetAt is null && !state.HasSignedIn))
            return StaffRefusal.Over;
        if (heir.Length > 0 && (!mayInherit || heir == account))
            return StaffRefusal.NoSuchColleague;
        var next = state with { Disabled = true, Sessions = [], Flows = [], Links = [], Devices = [] };
        return new(next, default, null,
        [
            AccountListRow.Of(account, next), .. _sessions.Ended(state, state.Sessions, now), Delete.Of<StaffSetUpRow>(account),
            Journal(by, "staff-left", reason, now), Told,
            Mail("staff-left", new Dictionary<string, string>(StringComparer.Ordinal))
                .At($"staff-left/{account}/{now.ToUnixTimeMilliseconds()}", now, JobLane.Mail),
            BatchStep.Begin(Caller.StaffPortal, $"leaving/{account}/{now.ToUnixTimeMilliseconds()}", LeavingWork.Order(by, account, state.Name, heir), now),
        ]);
    }

    public Outcome Reopen(AccountState state, Caller by, string reason, LinkSecret fresh, DateTimeOffset now) =>
        (Refused(state, by) ?? Own(by) ?? Unreasoned(reason)) is { } refusal ? refusal
        : !state.Disabled ? StaffRefusal.Over
        : !MaySend(state, now) ? StaffRefusal.TooSoon
        : Linked(WithoutWayIn(state) with { Disabled = false }, by, fresh, "staff-reopened", invited: false, now, [Journal(by, "staff-reopened", reason, now)]);

    private static AccountState WithoutWayIn(AccountState state) =>
        state with { Password = null, SealedTotp = null, Sessions = [], Flows = [], Devices = [], Failures = FailureCounter.Zero };

    private Outcome Linked(AccountState state, Caller by, LinkSecret fresh, string template, bool invited, DateTimeOffset now, Effect[] more)
    {
        var end = now + policy.SetUpLinkLife;
        var next = state with
        {
            Links = [.. state.Links.RemoveAll(l => l.Purpose is LinkPurpose.SetUp), new AccountLink(LinkPurpose.SetUp, fresh.Hash, end)],
            LinksSent = state.LinksSent.RemoveAll(at => at + TimeSpan.FromHours(1) <= now).Add(now),
        };
        var mail = Mail(template, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["link"] = $"/gestion/activation?compte={account}&jeton={fresh.Token}", ["until"] = end.ToString("O"), ["by"] = by.Name,
        });
        return new(next, default, null,
        [
            .. more, AccountListRow.Of(account, next), new Upsert(new StaffSetUpRow(account, end, invited, by.Name, now)), Told,
            mail.At($"link/{account}/{Convert.ToHexStringLower(fresh.Hash.AsSpan(0, 12))}", now, JobLane.Mail, end),
        ]);
    }

    private bool MaySend(AccountState state, DateTimeOffset now) => state.LinksSent.Count(at => at + TimeSpan.FromHours(1) > now) < policy.LinksAnHour;

    private static bool Awaits(AccountState state) => state.Password is null && !state.Disabled;

    private static StaffRefusal? Refused(AccountState state, Caller by) =>
        !by.IsStaff || !state.Exists || state.Kind is not CallerKind.Staff ? StaffRefusal.NotFound
        : StaffRights.May(by, StaffAct.ManageStaff) ? null : StaffRefusal.NotAllowed;

    private StaffRefusal? Own(Caller by) => by.Account == account ? StaffRefusal.Own : null;

    private static StaffRefusal? Unreasoned(string reason) => reason.Length is 0 or > MaxReason ? StaffRefusal.NoReason : null;

    private static bool IsName(string name) => name.Length is > 0 and <= StaffInvitation.LongestName;

    private static bool IsRole(StaffRole role) => role is not StaffRole.None && Enum.IsDefined(role);

    private static Notify Told => new(StaffAccountQueries.Topic);

    private MailJob Mail(string template, Dictionary<string, string> values) => new(template, account, Caller.StaffPortal, values);

    private Effect Journal(Caller by, string action, string detail, DateTimeOffset now) => JournalRow.Of(account, now, by.Account, action, detail);
}
