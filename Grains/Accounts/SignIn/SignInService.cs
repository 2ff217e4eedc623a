using System.Text;
using Grains.Accounts.Passwords;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;

namespace Grains.Accounts.SignIn;

/// <summary>A sign-in's page as it was sent: who says what, from where.</summary>
/// <param name="Form">Key of the form, made when it was rendered.</param>
/// <param name="DeviceCookie">Content of the known-device cookie, or null.</param>
public sealed record SignInForm(string Portal, string Form, string? DeviceCookie, string Agent, string Source);

/// <param name="Account">Key of the account, to be kept in the sealed flow cookie; null while refused.</param>
/// <param name="SessionCookie">Set when signed in.</param>
/// <param name="DeviceCookie">Set when the known-device cookie was made or rotated.</param>
public sealed record SignInAnswer(SignInStep Step, string? Account, string Flow, string? SessionCookie, string? DeviceCookie);

/// <summary>
/// Leads a secret through its two turns: opened, derived outside the turns, settled. The queue for the slow hash is entered before the
/// try is opened, so that a refusal for lack of room never counts as a failure.
/// </summary>
public sealed class SignInService(IGrainFactory grains, AccountLookup lookup, DerivedSecrets draws, PasswordHasher hasher, PolicyBook policies)
{
    public async Task<SignInAnswer> Password(SignInForm form, string identifier, string password, CancellationToken cancel)
    {
        var key = await lookup.Find(form.Portal, identifier);
        var account = grains.GetGrain<IAccountGrain>(key);
        var operation = Operation(form, key, "password", password);
        var flow = draws.Token("flow", operation);
        var attempt = new SignInAttempt(form.Portal, flow, draws.Token("attempt", operation), draws.Device(form.DeviceCookie));
        var (challenge, hash) = await SecretTries.Derive(hasher, i => account.OpenPassword(operation.Step($"open{i}"), attempt), password, cancel);
        var step = await account.SettlePassword(operation.Step("settle"), Settled(form, operation, flow, hash));
        if (step.Stage is not SignInStage.Refused && challenge.Iterations < policies.For(form.Portal).PasswordIterations)
            await Renew(account, operation, password, challenge.Salt, hash, policies.For(form.Portal).PasswordIterations, cancel);
        return Answer(step, key, flow, operation);
    }

    public async Task<SignInAnswer> Code(SignInForm form, string account, string flow, string code, bool isTotp, CancellationToken cancel)
    {
        var grain = grains.GetGrain<IAccountGrain>(account);
        var operation = Operation(form, $"{account}/{flow}", "code", code);
        var attempt = new CodeAttempt(flow, draws.Token("attempt", operation), draws.Device(form.DeviceCookie));
        var challenge = await SecretTries.Open(i => grain.OpenCode(operation.Step($"open{i}"), attempt), cancel);
        var proof = isTotp ? Encoding.ASCII.GetBytes(code) : draws.HashCode(challenge.Salt, code);
        var step = await grain.SettleCode(operation.Step("settle"), Settled(form, operation, flow, proof));
        return Answer(step, account, flow, operation);
    }

    public async Task<SignInStep> Resend(SignInForm form, string account, string flow, CodeChannel channel, bool lastFailed = false)
    {
        var operation = Operation(form, $"{account}/{flow}", "resend", channel.ToString());
        return await grains.GetGrain<IAccountGrain>(account).SendCode(operation, new FreshCode(flow, channel, draws.Code(operation), lastFailed));
    }

    /// <summary>The session id of a cookie whose proof is right, else null.</summary>
    public string? SessionOf(string? cookie)
    {
        if (cookie?.Split('.') is not [var session, var proof])
            return null;
        var expected = Encoding.UTF8.GetBytes(draws.SessionProof(session));
        return System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(proof)) ? session : null;
    }

    /// <summary>
    /// A hash made when hashing was cheaper is made anew while the password is at hand; when there is no room, the next sign-in does it. With the
    /// salt of before, which the former passwords share: with another, none of them would be known any more.
    /// </summary>
    private async Task Renew(IAccountGrain account, OperationId operation, string password, byte[] salt, byte[] hash, int iterations, CancellationToken cancel)
    {
        try
        {
            PasswordHash renewed;
            using (await hasher.Enter(cancel))
                renewed = await PasswordHasher.Make(password, salt, iterations);
            await account.RenewHash(operation.Step("renew"), hash, renewed);
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
        }
    }

    private SettledSecret Settled(SignInForm form, OperationId operation, string flow, byte[] hash) =>
        new(flow, draws.Token("attempt", operation), hash, draws.For(operation), form.Agent, form.Source);

    private SignInAnswer Answer(SignInStep step, string account, string flow, OperationId operation) => step.Stage switch
    {
        SignInStage.SignedIn =>
            new(step, account, flow, $"{step.Session}.{draws.SessionProof(step.Session)}", step.Device.Length == 0 ? null
                : $"{step.Device}.{draws.DeviceSecret(operation)}"),
        SignInStage.Refused => new(step, null, flow, null, null),
        _ => new(step, account, flow, null, null),
    };

    // What was typed is part of the id: the same form sent twice is one try, corrected and sent again it is another.
    private OperationId Operation(SignInForm form, string who, string step, string typed) =>
        draws.Operation(who, form.Form, step, form.DeviceCookie ?? "", typed);
}
