using System.Text;
using Grains.Access;
using Grains.Accounts.Passwords;
using Grains.Accounts.Recovery;
using Grains.Accounts.Registration;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Mail;
using Orleans;

namespace Grains.Accounts;

/// <summary>
/// One account under three contracts; what it decides is in <see cref="AccountRegistration"/>, <see cref="SignInRules"/> and <see cref="RecoveryRules"/>.
/// A key that was never registered behaves like an account whose password is always wrong: that is what decoy accounts are.
/// </summary>
[GrainType("account")]
public sealed class AccountGrain(CommitServices services, PolicyBook policies, Rights rights, ISealer sealer)
    : CommittingGrain<AccountState>(services), IAccountGrain, IAccountRegistrationGrain, IAccountRecoveryGrain
{
    protected override string Kind => "account";

    /// <summary>The state as the clock makes it: a pending account is gone from its purge date on.</summary>
    private AccountState Live => State.At(Now);

    private Policy Policy => policies.For(State.Portal);

    private SignInRules Rules => new(Key, Policy, sealer, TimeProvider.System.GetUtcNow());

    private CodeRules Codes => new(Key, Policy);

    private AccountRegistration Joining => new(Key, Policy);

    private RecoveryRules Recovery => new(Key, Policy, sealer);

    public async Task<Result<AccountRefusal>> Register(OperationId operation, NewAccount registration)
    {
        var rules = new AccountRegistration(Key, policies.For(registration.Portal));
        try
        {
            return await Answer(operation, Condition.None, rules.Register(Live, registration, Now));
        }
        catch (ClaimLostException lost)
        {
            var owner = await Store.FindClaim(lost.Claim.Kind, lost.Claim.Value, Now);
            var refused = operation.Value is null ? default : new OperationId($"{operation.Value}.refused");
            await Commit<Nothing>(refused, Condition.None, State, default, rules.Refused(registration, lost.Claim.Kind, owner, operation.Value ?? Key, Now));
            return lost.Claim.Kind is "number" ? AccountRefusal.NumberTaken : AccountRefusal.EmailTaken;
        }
    }

    public Task<LinkView?> PreviewLink(LinkPurpose purpose, byte[] hash) => Task.FromResult(AccountRegistration.Living(Live, purpose, hash, Now) is null
        ? null
        : new LinkView(State.Email, State.FirstName, State.LastName, State.Number, State.Password is null || purpose is LinkPurpose.Reset, PasswordStore.Plan(State)));

    public async Task<Result<AccountRefusal>> Activate(OperationId operation, byte[] hash, NewPassword? password)
    {
        try
        {
            return await Answer(operation, Condition.None, Joining.Activate(Live, hash, password, Now));
        }
        catch (ClaimLostException)
        {
            // Its day ended while it was asked, and the address is another's by now.
            return AccountRefusal.DeadLink;
        }
    }

    public async Task Purge(OperationId operation)
    {
        if (Joining.Purge(State, Now) is { Refusal: null } gone)
            await Commit<Nothing>(operation, Condition.None, gone.Next!, default, gone.Effects);
    }

    public Task<Result<AccountRefusal>> SendIdentity(OperationId operation, IdentityDocument paper) => Answer(operation, Condition.OwnState, Joining.SendIdentity(Live, paper, Now));

    public Task<IdentityReview?> Case(Caller by) => Task.FromResult(!by.IsStaff || Live is not { Identity: { State: IdentityState.Waiting, Paper: { } paper } file } s ? null : new IdentityReview(
        Key, s.Portal, s.LastName, s.FirstName, s.BirthDate, s.Email, s.Phone, s.Admission?.Facts.Siren ?? "", s.Admission?.Facts.Name ?? "", paper, file.SentAt));

    public Task<Result<AccountRefusal>> DecideIdentity(Caller by, OperationId operation, bool accepted, string reason) =>
        Answer(operation, rights.ToCall(by, AccountRefusal.NotFound), Joining.DecideIdentity(Live, by, accepted, reason, Now));

    public Task<SecretChallenge> OpenPassword(OperationId operation, SignInAttempt attempt) => Take(operation, Condition.None, Rules.OpenPassword(Live, attempt, Now));

    public Task<SignInStep> SettlePassword(OperationId operation, SettledSecret settled) => Take(operation, Condition.None, Rules.SettlePassword(Live, settled, Now));

    public async Task RenewHash(OperationId operation, byte[] hash, PasswordHash renewed)
    {
        if (State.Password is { } stored && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(stored.Hash, hash))
            await Commit<Nothing>(operation, Condition.None, State with { Password = renewed }, default, []);
    }

    public Task<SecretChallenge> OpenCode(OperationId operation, CodeAttempt attempt) => Take(operation, Condition.None, Rules.OpenCode(Live, attempt, Now));

    public Task<SignInStep> SettleCode(OperationId operation, SettledSecret settled) => Take(operation, Condition.None, Rules.SettleCode(Live, settled, Now));

    public Task<SignInStep> SendCode(OperationId operation, FreshCode fresh) => Take(operation, Condition.None, Codes.SendAgain(Live, fresh, Now));

    public Task<SignInStep?> Pending(string flow) => Task.FromResult(Codes.Pending(Live, flow, Now));

    public async Task Touch(string session)
    {
        var open = State.Sessions.Find(s => s.Id == session);
        if (open is null || Now - open.SeenAt < TimeSpan.FromMinutes(1))
            return;
        var seen = open with { SeenAt = Now };
        await Commit<Nothing>(default, Condition.OwnState, State with { Sessions = State.Sessions.Replace(open, seen) }, default,
            [new Upsert(new SessionRow(Key, session, State.Portal, open.CreatedAt, Now, null))]);
    }

    public Task NoteSurplus(OperationId operation, string fields) => Take(operation, Condition.OwnState, (State, [JournalRow.Of(Key, Now, Key, "form-surplus", fields)]));

    public Task EndSession(OperationId operation, string session) => EndSessions(operation, [session]);

    public Task EndSessions(OperationId operation, IReadOnlyList<string> sessions) =>
        State.Sessions.Any(s => sessions.Contains(s.Id)) ? Take(operation, Condition.OwnState, Recovery.EndSessions(State, sessions, Now)) : Task.CompletedTask;

    public Task ForgetDevices(OperationId operation, IReadOnlyList<string> devices) =>
        Take(operation, Condition.OwnState, (State with { Devices = State.Devices.RemoveAll(d => devices.Contains(d.Id)) }, [JournalRow.Of(Key, Now, Key, "devices-forgotten")]));

    public Task<Result<AccountRefusal>> AcceptTerms(OperationId operation, string version) => Answer(operation, Condition.OwnState, Joining.AcceptTerms(Live, version, Now));

    public Task AskLink(OperationId operation, LinkSecret fresh) => Take(operation, Condition.None, Recovery.AskLink(Live, fresh, Now));

    public Task RemindIdentifier(OperationId operation) => Take(operation, Condition.None, Recovery.RemindIdentifier(Live, Now));

    public Task<Result<AccountRefusal>> Reset(OperationId operation, byte[] hash, NewPassword password) => Answer(operation, Condition.None, Recovery.Reset(Live, hash, password, Now));

    public Task<PasswordPlan> Plan() => Task.FromResult(PasswordStore.Plan(Live));

    // Committed also when refused: the failure counts.
    public async Task<Result<AccountRefusal>> ChangePassword(OperationId operation, PasswordChange change)
    {
        var (next, refusal, effects) = Recovery.ChangePassword(Live, change, Now);
        return new Result<AccountRefusal>(await Commit(operation, Condition.OwnState, next, refusal, effects));
    }

    public Task<QuestionSheet?> Questions() => Task.FromResult(Live.Answers?.Sheet);

    // Committed also when refused: the failure counts.
    public async Task<Result<AccountRefusal>> SetQuestions(OperationId operation, QuestionChoice choice)
    {
        var (next, refusal, effects) = Recovery.SetQuestions(State, choice, Now);
        return new Result<AccountRefusal>(await Commit(operation, Condition.OwnState, next, refusal, effects));
    }

    public Task<SecretChallenge> OpenAnswers(OperationId operation, string attempt)
    {
        var (next, challenge) = Recovery.OpenAnswers(Live, attempt, Now);
        return Commit(operation, Condition.None, next, challenge, []);
    }

    public Task<RecoveryOutcome> SettleAnswers(OperationId operation, AnswerTry tried) => Take(operation, Condition.None, Recovery.SettleAnswers(Live, tried, Now));

    public Task<RecoveryOutcome> SettleRecoveryCode(OperationId operation, CodeTry tried) => Take(operation, Condition.None, Recovery.SettleCode(Live, tried, Now));

    public Task<AccountSecurity> Security() => Task.FromResult(new AccountSecurity(
        [.. State.Sessions.Where(s => s.CreatedAt + Policy.SessionLife > Now && s.SeenAt + Policy.SessionIdle > Now).Select(s => new SessionView(s.Id, s.Agent, s.Source, s.CreatedAt, s.SeenAt))],
        [.. State.Devices.Where(d => d.TrustedUntil > Now).Select(d => new DeviceView(d.Id, d.Agent, d.UsedAt, d.TrustedUntil))],
        State.PasswordSetAt));

    public async Task Disable(OperationId operation, bool disabled)
    {
        if (!State.Exists || State.Disabled == disabled)
            return;
        var next = State with { Disabled = disabled, Sessions = [], Flows = [] };
        await Commit<Nothing>(operation, Condition.None, next, default,
            [AccountListRow.Of(Key, next), .. State.Sessions.Select(Ended), new Notify($"account/{Key}"), JournalRow.Of(Key, Now, "", disabled ? "disabled" : "enabled")]);
    }

    public async Task<Result<AccountRefusal>> SetUp(OperationId operation, StaffSetUp setUp)
    {
        if (AccountRegistration.Living(State, LinkPurpose.SetUp, setUp.LinkHash, Now) is null)
            return await Store.FindOperation(operation.Value) is null ? AccountRefusal.DeadLink : Result<AccountRefusal>.Done;
        var step = Totp.Match(sealer.Open(setUp.SealedTotp, $"totp/{Key}"), setUp.Code, TimeProvider.System.GetUtcNow(), 0);
        if (step is null)
            return AccountRefusal.WrongCode;
        var next = State with { Links = [], Password = setUp.Password, SealedTotp = setUp.SealedTotp, TotpStep = step.Value };
        await Commit<Nothing>(operation, Condition.None, next, default, [AccountListRow.Of(Key, next), JournalRow.Of(Key, Now, Key, "set-up")]);
        return Result<AccountRefusal>.Done;
    }

    public Task<AccountView?> View() => Task.FromResult(Live is not { Exists: true } s ? null :
        new AccountView(Key, s.Kind, s.Role, s.Portal, s.Email, s.FirstName, s.LastName, s.Phone, s.MaySignIn)
        {
            Number = s.Number,
            IsPending = s.IsPending,
            IsInsured = s.IsInsured,
            Identity = s.Identity?.State ?? IdentityState.None,
            IdentityReason = s.Identity?.Reason ?? "",
            HasQuestions = s.Answers is not null,
        });

    private Effect Ended(Session session) => new Upsert(new SessionRow(Key, session.Id, State.Portal, session.CreatedAt, session.SeenAt, Now));

    private Task<T> Take<T>(OperationId operation, Condition right, (AccountState Next, T Answer, IReadOnlyList<Effect> Effects) turn) =>
        Commit(operation, right, turn.Next, turn.Answer, turn.Effects);

    private Task Take(OperationId operation, Condition right, (AccountState Next, IReadOnlyList<Effect> Effects) turn) =>
        Commit<Nothing>(operation, right, turn.Next, default, turn.Effects);
}
