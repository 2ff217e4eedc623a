using Grains.Accounts.SignIn;
using Grains.Interfaces.Accounts;

namespace Grains.Tests.Fixtures;

/// <summary>Sign-ins at the service, as the page drives them; each try is a form of its own.</summary>
public sealed class Door(GrainHost host)
{
    private int _form;

    public SignInForm Form(string? device = null) => new(GrainHost.Portal, $"form-{Interlocked.Increment(ref _form)}", device, "test", "127.0.0.0");

    public Task<SignInAnswer> Password(string password, string identifier = "nora@maison.example", string? device = null) =>
        host.Service.Password(Form(device), identifier, password, default);

    public async Task<(SignInAnswer Answer, string Code)> CodeAsked()
    {
        var answer = await Password(GrainHost.Password);
        Assert.Equal(SignInStage.CodeAsked, answer.Step.Stage);
        return (answer, await host.NewestCode());
    }

    public Task<SignInAnswer> Code(SignInAnswer flow, string code) => host.Service.Code(Form(), flow.Account!, flow.Flow, code, false, default);

    public Task<SignInStep> Resend(SignInAnswer flow) => host.Service.Resend(Form(), flow.Account!, flow.Flow, CodeChannel.Email);

    public async Task<SignInAnswer> SignedIn()
    {
        var (answer, code) = await CodeAsked();
        var signedIn = await Code(answer, code);
        Assert.Equal(SignInStage.SignedIn, signedIn.Step.Stage);
        return signedIn;
    }

    public async Task<string> KnownDevice() => (await SignedIn()).DeviceCookie!;
}
