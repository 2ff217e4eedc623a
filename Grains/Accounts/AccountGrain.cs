using Grains.Access;
using Grains.Accounts.Passwords;
using Grains.Accounts.Recovery;
using Grains.Accounts.Registration;
using Grains.Accounts.SignIn;
using Grains.Accounts.Staff;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Spaces;
using Grains.Text;

namespace Grains.Accounts;

/// <summary>
/// One account under six contracts; what it decides is in <see cref="AccountRegistration"/>, <see cref="SignInRules"/>, <see cref="RecoveryRules"/>,
/// <see cref="StepUpRules"/>, <see cref="AccountSupport"/> and <see cref="StaffAccounts"/>.
/// A key that was never registered behaves like an account whose password is always wrong: that is what decoy accounts are.
/// </summary>
[GrainType("account")]
public sealed class AccountGrain(CommitServices services, PolicyBook policies, Rights rights, ISealer sealer)
    : CommittingGrain<AccountState>(services), IAccountGrain, IAccountRegistrationGrain, IAccountRecoveryGrain,
        IAccountSupportGrain, IAccountStepUpGrain, IStaffAccountGrain
{
    protected override string Kind => "account";

    /// <summary>The state as the clock makes it: a pending account is gone from its purge date on, and so is what has run out.</summary>
    private AccountState Live => State.At(Now).Lapsed(Now, Policy);

    private Policy Policy => policies.For(State.Exists ? State.Portal : DecoyAccount.PortalOf(Key));

    private SignInRules Rules => new(Key, Policy, sealer, TimeProvider.System.GetUtcNow());

    private CodeRules Codes => new(Key, Policy);

    private SessionRules Sessions => new(Key);

    private AccountRegistration Joining => new(Key, Policy);

    private AccountSupport Support => new(Key, Policy);

    private StaffAccounts Staff => new(Key, policies.For(Caller.StaffPortal));

    private RecoveryRules Recovery => new(Key, Policy, sealer);

    private StepUpRules Proofs => new(Key, Policy, sealer);

    public async Task<Result<AccountRefusal>> Register(OperationId operation, NewAccount registration)
    {
        var rules = new AccountRegistration(Key, policies.For(registration.Portal));
        var decision = rules.Register(Live, registration, Now);
        var result = await Answer(operation, Condition.None, decision);
        // What lost a claim wrote nothing, and must leave as much work behind as an account: that is a commit of its own.
        if (result.Refusal is { } refusal && decision.Effects.OfType<TakeClaim>().FirstOrDefault(c => refusal.Equals(c.Refusal)) is { } lost)
        {
            var owner = await Store.FindClaim(lost.Kind, lost.Value, Now);
            await Answer(operation.Step("refused"), Condition.None, rules.Refused(State, registration, lost.Kind, owner, operation.Value ?? Key, Now));
        }
        return result;
    }

    public async Task<LinkView?> PreviewLink(LinkPurpose purpose, byte[] hash)
    {
        await Answer(default, Condition.None, Joining.NoteExpired(State, purpose, hash, Now));
        return AccountRegistration.Living(Live, purpose, hash, Now) is null
            ? null
            : new LinkView(State.Email, State.FirstName, State.LastName, State.Number, State.Password is null || purpose is LinkPurpose.Reset,
                PasswordStore.Plan(State));
    }

    public Task<Result<AccountRefusal>> Activate(OperationId operation, byte[] hash, NewPassword? password) =>
        Answer(operation, Condition.None, Joining.Activate(Live, hash, password, Now));

    public Task Purge(OperationId operation) => Answer(operation, Condition.None, Joining.Purge(State, Now));

    public Task<Result<AccountRefusal>> SendIdentity(OperationId operation, IdentityDocument paper) =>
        Answer(operation, Condition.OwnState, Joining.SendIdentity(Live, paper, Now));

    public Task<IdentityReview?> Case(Caller by) =>
        Task.FromResult(!StaffRights.May(by, StaffAct.ReviewIdentity) || Live is not { Identity: { State: IdentityState.Waiting, Paper: { } paper } file } s ? null : new IdentityReview(
        Key, s.Portal, s.LastName, s.FirstName, s.BirthDate, s.Email, s.Phone, s.Admission?.Facts.Siren ?? "", s.Admission?.Facts.Name ?? "", paper,
            file.SentAt));

    public Task<Result<AccountRefusal>> DecideIdentity(Caller by, OperationId operation, bool accepted, string reason) =>
        Answer(operation, rights.ToCall(by, AccountRefusal.NotFound), Joining.DecideIdentity(Live, by, accepted, reason, Now));

    public Task<SecretChallenge> OpenPassword(OperationId operation, SignInAttempt attempt) =>
        Answer(operation, Condition.None, Rules.OpenPassword(Live, attempt, Now));

    public Task<SignInStep> SettlePassword(OperationId operation, SettledSecret settled) =>
        Answer(operation, Condition.None, Rules.SettlePassword(Live, settled, Now));

    public Task RenewHash(OperationId operation, byte[] hash, PasswordHash renewed) =>
        Answer(operation, Condition.None, PasswordStore.Renew(State, hash, renewed));

    public Task<SecretChallenge> OpenCode(OperationId operation, CodeAttempt attempt) => Answer(operation, Condition.None, Rules.OpenCode(Live, attempt, Now));

    public async Task<SignInStep> SettleCode(OperationId operation, SettledSecret settled)
    {
        var settling = Rules.SettleCode(Live, settled, Now);
        // Lists say of a new member that they wait until then. Nothing is read for a try: the clock tells nobody apart.
        return await Answer(operation, Condition.None, State.HasSignedIn || settling.Next is not { HasSignedIn: true } ? settling
            : settling with { Effects = [.. settling.Effects, .. await SpacesToTell()] });
    }

    private async Task<IEnumerable<Effect>> SpacesToTell() => (await AdministrationReading.Spaces(Store, Key)).Select(space => new Notify($"space/{space}"));

    public Task<SignInStep> SendCode(OperationId operation, FreshCode fresh) => Answer(operation, Condition.None, Codes.SendAgain(Live, fresh, Now));

    public Task<SignInStep?> Pending(string flow) => Task.FromResult(Codes.Pending(Live, flow, Now));

    public Task Touch(string session) => Answer(default, Condition.OwnState, Sessions.Touch(State, session, Now));

    public Task NoteSurplus(OperationId operation, string fields) => Answer(operation, Condition.OwnState, Sessions.NoteSurplus(State, fields, Now));

    public Task EndSession(OperationId operation, string session) => EndSessions(operation, [session]);

    public Task EndSessions(OperationId operation, IReadOnlyList<string> sessions) =>
        Answer(operation, Condition.OwnState, Sessions.EndSessions(State, sessions, Now));

    public Task ForgetDevices(OperationId operation, IReadOnlyList<string> devices) =>
        Answer(operation, Condition.OwnState, Sessions.ForgetDevices(State, devices, Now));

    public Task<Result<AccountRefusal>> AcceptTerms(OperationId operation, string version) =>
        Answer(operation, Condition.OwnState, Joining.AcceptTerms(Live, version, Now));

    public async Task<Result<AccountRefusal>> Rename(OperationId operation, string firstName, string lastName) => await Answer(operation, Condition.OwnState,
        Live.Rename(Key, firstName, lastName, await SpacesToTell(), Now));

    public Task AskLink(OperationId operation, LinkSecret fresh) => Answer(operation, Condition.None, Recovery.AskLink(Live, fresh, Now));

    public Task RemindIdentifier(OperationId operation) => Answer(operation, Condition.None, Recovery.RemindIdentifier(Live, Now));

    public Task<Result<AccountRefusal>> Reset(OperationId operation, byte[] hash, NewPassword password) =>
        Answer(operation, Condition.None, Recovery.Reset(Live, hash, password, Now));

    public Task<PasswordPlan> Plan() => Task.FromResult(PasswordStore.Plan(Live));

    public async Task<Result<AccountRefusal>> ChangePassword(OperationId operation, PasswordChange change) =>
        new(await Answer(operation, Condition.OwnState, Recovery.ChangePassword(Live, change, Now)));

    public Task<QuestionSheet?> Questions() => Task.FromResult(Live.Answers?.Sheet);

    public async Task<Result<AccountRefusal>> SetQuestions(OperationId operation, QuestionChoice choice) =>
        new(await Answer(operation, Condition.OwnState, Recovery.SetQuestions(State, choice, Now)));

    public Task<SecretChallenge> OpenAnswers(OperationId operation, string attempt) =>
        Answer(operation, Condition.None, Recovery.OpenAnswers(Live, attempt, Now));

    public Task<RecoveryOutcome> SettleAnswers(OperationId operation, AnswerTry tried) =>
        Answer(operation, Condition.None, Recovery.SettleAnswers(Live, tried, Now));

    public Task<RecoveryOutcome> SettleRecoveryCode(OperationId operation, CodeTry tried) =>
        Answer(operation, Condition.None, Recovery.SettleCode(Live, tried, Now));

    public Task<SignInStep> TryPassword(OperationId operation, StepUpTry tried) => Answer(operation, Condition.OwnState, Proofs.TryPassword(Live, tried, Now));

    public Task<SignInStep> TryCode(OperationId operation, StepUpCode tried) => Answer(operation, Condition.OwnState, Proofs.TryCode(Live, tried, Now));

    public Task<StepUpView> StepUp(string session) => Task.FromResult(Proofs.View(Live, session, Now));

    public Task<AccountSecurity> Security() => Task.FromResult(new AccountSecurity(
        [.. State.Sessions.Where(s => s.CreatedAt + Policy.SessionLife > Now && s.SeenAt + Policy.SessionIdle > Now)
            .Select(s => new SessionView(s.Id, s.Agent, s.Source, s.CreatedAt, s.SeenAt))],
        [.. State.Devices.Where(d => d.TrustedUntil > Now).Select(d => new DeviceView(d.Id, d.Agent, d.UsedAt, d.TrustedUntil))],
        State.PasswordSetAt));

    public async Task<Result<AccountRefusal>> Disable(OperationId operation, bool disabled)
    {
        var administered = await AdministrationReading.Read(Store, Key);
        return await Answer(operation, Parting(Condition.None, AccountRefusal.LastAdministrator, disabled, administered),
            Sessions.Disable(State, disabled, administered, Now));
    }

    public Task<Result<AccountRefusal>> SetUp(OperationId operation, StaffSetUp setUp) => Answer(operation, Condition.None, Rules.SetUp(Live, setUp, Now));

    public async Task<AccountAccess?> Access(Caller by) =>
        Support.Access(Live, by, by.IsStaff ? await AdministrationReading.Read(Store, Key) : [], Now);

    public Task<Result<SupportRefusal>> SendLink(Caller by, OperationId operation, LinkSecret fresh) =>
        Answer(operation, SupportRight(by), Support.SendLink(Live, by, fresh, Now));

    public Task<Result<SupportRefusal>> Unlock(Caller by, OperationId operation, string reason) =>
        Answer(operation, SupportRight(by), Support.Unlock(Live, by, reason, Now));

    public Task<Result<SupportRefusal>> ProposePhone(Caller by, OperationId operation, string phone, string reason) =>
        Answer(operation, SupportRight(by), Support.ProposePhone(Live, by, phone, reason, Now));

    public Task<Result<SupportRefusal>> DecidePhone(Caller by, OperationId operation, string phone, bool approved) =>
        Answer(operation, SupportRight(by), Support.DecidePhone(Live, by, phone, approved, Now));

    public Task<Result<SupportRefusal>> CorrectEmail(Caller by, OperationId operation, string email, string reason, LinkSecret fresh) =>
        Answer(operation, SupportRight(by), Support.CorrectEmail(Live, by, email, reason, fresh, Now));

    public async Task<Result<SupportRefusal>> ProposeEmail(Caller by, OperationId operation, string email, string reason)
    {
        var owner = by.IsStaff ? await Store.FindClaim("email", EmailAddress.Fold(email), Now) : null;
        return await Answer(operation, SupportRight(by), Support.ProposeEmail(Live, by, email, reason, owner is not null && owner != StoreKey, Now));
    }

    public Task<Result<SupportRefusal>> DecideEmail(Caller by, OperationId operation, string email, bool approved) =>
        Answer(operation, SupportRight(by), Support.DecideEmail(Live, by, email, approved, Now));

    public async Task<Result<SupportRefusal>> Close(Caller by, OperationId operation, bool closed, string reason)
    {
        var administered = await AdministrationReading.Read(Store, Key);
        return await Answer(operation, Parting(SupportRight(by), SupportRefusal.LastAdministrator, closed, administered),
            Support.Close(Live, by, closed, reason, administered, Now));
    }

    public Task<Result<StaffRefusal>> Invite(Caller by, OperationId operation, StaffInvitation invitation, LinkSecret fresh) =>
        Answer(operation, StaffRight(by), Staff.Invite(Live, by, invitation, fresh, Now));

    public Task<Result<StaffRefusal>> SendAgain(Caller by, OperationId operation, LinkSecret fresh) =>
        Answer(operation, StaffRight(by), Staff.SendAgain(Live, by, fresh, Now));

    public Task<Result<StaffRefusal>> Revoke(Caller by, OperationId operation) => Answer(operation, StaffRight(by), Staff.Revoke(Live, by, Now));

    public Task<Result<StaffRefusal>> SetRole(Caller by, OperationId operation, StaffRole seen, StaffRole role) =>
        Answer(operation, StaffRight(by), Staff.SetRole(Live, by, seen, role, Now));

    public Task<Result<StaffRefusal>> ResetAccess(Caller by, OperationId operation, string reason, LinkSecret fresh) =>
        Answer(operation, StaffRight(by), Staff.ResetAccess(Live, by, reason, fresh, Now));

    public async Task<Result<StaffRefusal>> Leave(Caller by, OperationId operation, string reason, string heir) => await Answer(
        operation, StaffRight(by), Staff.Leave(Live, by, reason, heir, heir.Length == 0 || await StaffAccountQueries.Answers(Store, heir), Now));

    public Task<Result<StaffRefusal>> Reopen(Caller by, OperationId operation, string reason, LinkSecret fresh) =>
        Answer(operation, StaffRight(by), Staff.Reopen(Live, by, reason, fresh, Now));

    private Condition StaffRight(Caller by) => rights.ToCall(by, StaffRefusal.NotAllowed);

    // What the turn has read of the spaces, the commit asks of them: an administrator who goes at the same instant is not counted on.
    private static Condition Parting(Condition right, Enum refusal, bool goes, IReadOnlyList<Administration> administered) => !goes || administered.Count == 0
        ? right : right.And(refusal, [.. administered.Where(s => s.Other is not null).SelectMany(Rights.GoesOn)]);

    private Condition SupportRight(Caller by) => rights.ToCall(by, SupportRefusal.NotFound);

    public Task<AccountView?> View() => Task.FromResult(Live is not { Exists: true } s ? null :
        new AccountView(Key, s.Kind, s.Role, s.Portal, s.Email, s.FirstName, s.LastName, s.Phone, s.MaySignIn)
        {
            Number = s.Number,
            IsPending = s.IsPending,
            IsInsured = s.IsInsured,
            WritesOwnName = OwnName.IsOwn(s),
            Identity = s.Identity?.State ?? IdentityState.None,
            IdentityReason = s.Identity?.Reason ?? "",
            HasQuestions = s.Answers is not null,
            EmailSince = s.EmailSince,
            FormerEmail = s.FormerEmail,
            PhoneSince = s.PhoneSince,
        });
}
