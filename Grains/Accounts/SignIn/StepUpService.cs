using Grains.Accounts.Passwords;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;

namespace Grains.Accounts.SignIn;

/// <param name="Form">Key of the form, made when it was drawn.</param>
/// <param name="DeviceCookie">Content of the known-device cookie, or null.</param>
public sealed record StepUpForm(string Portal, string Account, string Session, string Form, string? DeviceCookie);

/// <summary>Leads the two secrets of a second proof through their turns; see <see cref="SignInService"/>.</summary>
public sealed class StepUpService(IGrainFactory grains, DerivedSecrets draws, PasswordHasher hasher)
{
    public Task<StepUpView> View(string account, string session) => Proofs(account).StepUp(session);

    public async Task<SignInStep> Password(StepUpForm form, string password, CancellationToken cancel)
    {
        var operation = Operation(form, "step-up", password);
        var attempt = draws.Token("attempt", operation);
        var opening = new SignInAttempt(form.Portal, $"step-up/{form.Session}", attempt, draws.Device(form.DeviceCookie));
        var (_, hash) = await SecretTries.Derive(hasher, i => Account(form.Account).OpenPassword(operation.Step($"open{i}"), opening), password, cancel);
        return await Proofs(form.Account).TryPassword(
            operation.Step("settle"), new StepUpTry(form.Session, new PasswordTry(attempt, hash), draws.Token("flow", operation), draws.Code(operation)));
    }

    public async Task<SignInStep> Code(StepUpForm form, string flow, string code, CancellationToken cancel)
    {
        var operation = Operation(form, $"step-up-code/{flow}", code);
        var attempt = new CodeAttempt(flow, draws.Token("attempt", operation), draws.Device(form.DeviceCookie));
        var challenge = await SecretTries.Open(i => Account(form.Account).OpenCode(operation.Step($"open{i}"), attempt), cancel);
        return await Proofs(form.Account).TryCode(
            operation.Step("settle"), new StepUpCode(form.Session, flow, attempt.Attempt, draws.HashCode(challenge.Salt, code)));
    }

    public async Task<SignInStep> Resend(StepUpForm form, string flow, CodeChannel channel, bool lastFailed)
    {
        var operation = Operation(form, $"step-up-again/{flow}", $"{channel}");
        return await Account(form.Account).SendCode(operation, new FreshCode(flow, channel, draws.Code(operation), lastFailed));
    }

    // What was typed is part of the id: the same form sent twice is one try, corrected and sent again it is another.
    private OperationId Operation(StepUpForm form, string step, string typed) =>
        draws.Operation(form.Account, form.Session, form.Form, step, form.DeviceCookie ?? "", typed);

    private IAccountGrain Account(string key) => grains.GetGrain<IAccountGrain>(key);

    private IAccountStepUpGrain Proofs(string key) => grains.GetGrain<IAccountStepUpGrain>(key);
}
