using System.Text;
using Actors.Durable;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Mail;

namespace Grains.Accounts;

/// <summary>
/// Registration, sessions and set-up; the sign-in itself is in the other half of this class's verbs, <see cref="SignInRules"/>.
/// A key that was never registered behaves like an account whose password is always wrong: that is what shadow accounts are.
/// </summary>
public sealed class AccountGrain(DurableServices services, PolicyBook policies, ISealer sealer) : DurableGrain<AccountState>(services), IAccountGrain
{
    protected override string Kind => "account";

    private Policy Policy => policies.For(State.Portal);

    private SignInRules Rules => new(Key, Policy, sealer, TimeProvider.System.GetUtcNow());

    public async Task<Result<AccountRefusal>> Register(OperationId operation, Registration registration)
    {
        if (State.Exists)
            return await Store.FindOperation(operation.Value) is null ? AccountRefusal.AlreadyExists : Result<AccountRefusal>.Done;
        var next = State with
        {
            Kind = registration.Kind,
            Portal = registration.Portal,
            Role = registration.Role,
            Email = registration.Email,
            FirstName = registration.FirstName,
            LastName = registration.LastName,
            Phone = registration.Phone,
            Password = registration.Password,
            SealedTotp = registration.SealedTotp,
            Link = registration.SetUpLinkHash is { } hash ? new SetUpLink(hash, Now + policies.For(registration.Portal).SetUpLinkLife) : null,
        };
        try
        {
            await Commit<Nothing>(operation, next, default,
                [new TakeClaim("email", EmailAddress.Fold(registration.Email)), AccountListRow.Of(Key, next), JournalRow.Of(Key, Now, "", "registered")]);
            return Result<AccountRefusal>.Done;
        }
        catch (ClaimLostException)
        {
            return AccountRefusal.EmailTaken;
        }
    }

    public Task<SecretChallenge> OpenPassword(OperationId operation, SignInAttempt attempt) => Take(operation, Rules.OpenPassword(State, attempt, Now));

    public Task<SignInStep> SettlePassword(OperationId operation, SettledSecret settled) => Take(operation, Rules.SettlePassword(State, settled, Now));

    public async Task RenewHash(OperationId operation, byte[] hash, PasswordHash renewed)
    {
        if (State.Password is { } stored && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(stored.Hash, hash))
            await Commit<Nothing>(operation, State with { Password = renewed }, default, []);
    }

    public Task<SecretChallenge> OpenCode(OperationId operation, CodeAttempt attempt) => Take(operation, Rules.OpenCode(State, attempt, Now));

    public Task<SignInStep> SettleCode(OperationId operation, SettledSecret settled) => Take(operation, Rules.SettleCode(State, settled, Now));

    public Task<SignInStep> SendCode(OperationId operation, FreshCode fresh) => Take(operation, Rules.SendCode(State, fresh, Now));

    public Task<SignInStep?> Pending(string flow) => Task.FromResult(Rules.Pending(State, flow, Now));

    public async Task Touch(string session)
    {
        var open = State.Sessions.Find(s => s.Id == session);
        if (open is null || Now - open.SeenAt < TimeSpan.FromMinutes(1))
            return;
        var seen = open with { SeenAt = Now };
        await Commit<Nothing>(default, State with { Sessions = State.Sessions.Replace(open, seen) }, default,
            [new Upsert(new SessionRow(Key, session, State.Portal, open.CreatedAt, Now, null))]);
    }

    public async Task EndSession(OperationId operation, string session)
    {
        if (State.Sessions.Find(s => s.Id == session) is { } open)
            await Commit<Nothing>(operation, State with { Sessions = State.Sessions.Remove(open) }, default, [Ended(open), new Touch($"account/{Key}"), JournalRow.Of(Key, Now, Key, "signed-out")]);
    }

    public async Task Disable(OperationId operation, bool disabled)
    {
        if (!State.Exists || State.Disabled == disabled)
            return;
        var next = State with { Disabled = disabled, Sessions = [], Flows = [] };
        await Commit<Nothing>(operation, next, default,
            [AccountListRow.Of(Key, next), .. State.Sessions.Select(Ended), new Touch($"account/{Key}"), JournalRow.Of(Key, Now, "", disabled ? "disabled" : "enabled")]);
    }

    public async Task<Result<AccountRefusal>> SetUp(OperationId operation, StaffSetUp setUp)
    {
        if (State.Link is not { } link || link.ExpiresAt <= Now || !System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(link.Hash, setUp.LinkHash))
            return await Store.FindOperation(operation.Value) is null ? AccountRefusal.DeadLink : Result<AccountRefusal>.Done;
        var step = Totp.Match(sealer.Open(setUp.SealedTotp, $"totp/{Key}"), setUp.Code, TimeProvider.System.GetUtcNow(), 0);
        if (step is null)
            return AccountRefusal.WrongCode;
        var next = State with { Link = null, Password = setUp.Password, SealedTotp = setUp.SealedTotp, TotpStep = step.Value };
        await Commit<Nothing>(operation, next, default, [AccountListRow.Of(Key, next), JournalRow.Of(Key, Now, Key, "set-up")]);
        return Result<AccountRefusal>.Done;
    }

    public Task<AccountView?> View() => Task.FromResult(!State.Exists ? null :
        new AccountView(Key, State.Kind, State.Role, State.Portal, State.Email, State.FirstName, State.LastName, State.Phone, State.MaySignIn));

    private Effect Ended(Session session) => new Upsert(new SessionRow(Key, session.Id, State.Portal, session.CreatedAt, session.SeenAt, Now));

    private Task<T> Take<T>(OperationId operation, (AccountState Next, T Answer, IReadOnlyList<Effect> Effects) turn) =>
        Commit(operation, turn.Next, turn.Answer, turn.Effects);
}
