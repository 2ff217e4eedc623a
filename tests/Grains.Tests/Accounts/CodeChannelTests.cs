using Grains;
using Grains.Accounts.Passwords;
using Grains.Accounts.SignIn;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Mail;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Accounts;

/// <summary>Which way a code goes: by the policy's order, switchable, and at once when the way before failed.</summary>
public sealed class CodeChannelTests
{
    private int _form;

    [Theory]
    [InlineData("Email, Sms", CodeChannel.Email, CodeChannel.Sms, "n•••@maison.example")]
    [InlineData("Sms, Email", CodeChannel.Sms, CodeChannel.Email, "06 •• •• •• 44")]
    [InlineData("sms", CodeChannel.Sms, null, "06 •• •• •• 44")]
    [InlineData("Email", CodeChannel.Email, null, "n•••@maison.example")]
    public async Task Policy_orders_the_channels(string policy, CodeChannel first, CodeChannel? other, string destination)
    {
        await using var host = await Host(policy);

        var step = (await Password(host)).Step;

        Assert.Equal((SignInStage.CodeAsked, first, other, destination), (step.Stage, step.Channel, step.Other, step.Destination));
    }

    [Fact]
    public async Task Without_a_mobile_number_the_code_goes_by_mail_whatever_the_policy()
    {
        await using var host = await Host("Sms", "01 11 22 33 44");

        var step = (await Password(host)).Step;

        Assert.Equal((CodeChannel.Email, null), (step.Channel, step.Other));
    }

    [Fact]
    public async Task Code_asked_on_the_other_channel_goes_there_under_the_key_that_is_told()
    {
        await using var host = await Host("Sms, Email");
        var flow = await Password(host);
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        var step = await Resend(host, flow, CodeChannel.Email);

        Assert.Equal((SignInStage.CodeAsked, CodeChannel.Email, CodeChannel.Sms), (step.Stage, step.Channel, step.Other));
        var real = TimeProvider.System.GetUtcNow();
        var jobs = await host.Get<Grains.Commits.IJobStore>().Lease(Grains.Commits.JobLane.Codes, 10, host.Clock.GetUtcNow(), real, real.AddSeconds(60));
        Assert.True(MailJob.Read(jobs.Single(j => j.Key == flow.Step.Message)).Sms);
        Assert.False(MailJob.Read(jobs.Single(j => j.Key == step.Message)).Sms);
        Assert.Equal(step with { Stage = SignInStage.CodeAsked }, await host.Grains.GetGrain<IAccountGrain>(flow.Account!).Pending(flow.Flow));
    }

    [Fact]
    public async Task Channel_that_the_policy_lacks_is_not_taken()
    {
        await using var host = await Host("Email");
        var flow = await Password(host);
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(CodeChannel.Email, (await Resend(host, flow, CodeChannel.Sms)).Channel);
    }

    [Fact]
    public async Task B16_After_a_failure_only_the_pause_is_left_out()
    {
        await using var host = await Host("Sms, Email");
        var flow = await Password(host);
        Assert.Equal(SignInStage.TooSoon, (await Resend(host, flow, CodeChannel.Email)).Stage);
        Assert.Equal(SignInStage.CodeAsked, (await Resend(host, flow, CodeChannel.Email, lastFailed: true)).Stage);
        Assert.Equal(SignInStage.CodeAsked, (await Resend(host, flow, CodeChannel.Email, lastFailed: true)).Stage);

        var fourth = await Resend(host, flow, CodeChannel.Email, lastFailed: true);

        Assert.Equal((SignInStage.TooSoon, host.Clock.GetUtcNow() + TimeSpan.FromMinutes(15)), (fourth.Stage, fourth.ResendAt));
    }

    [Theory]
    [InlineData("Email")]
    [InlineData("Sms")]
    public async Task A_sign_in_that_got_no_code_says_so_and_when_it_may(string channels)
    {
        await using var host = await Host(channels);
        var first = await Password(host);
        await host.Service.Code(Form(), first.Account!, first.Flow, await host.NewestCode(), false, default);
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        var second = await Password(host);
        async Task<(SignInStage, DateTimeOffset?, DateTimeOffset?)> Step() =>
            await host.Grains.GetGrain<IAccountGrain>(second.Account!).Pending(second.Flow) is { } s ? (s.Stage, s.ExpiresAt, s.ResendAt) : default;

        var at = host.Clock.GetUtcNow() + TimeSpan.FromSeconds(20);
        Assert.Equal((SignInStage.TooSoon, null, at), await Step());
        host.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal((SignInStage.CodeAsked, null, at), await Step());
        Assert.Equal(SignInStage.CodeAsked, (await Resend(host, second, CodeChannel.Email)).Stage);
    }

    [Fact]
    public void Policy_that_names_an_unknown_channel_refuses_to_start() =>
        Assert.Contains("CodeChannels",
            Assert.Throws<SettingRefusedException>(() => new GrainHost(new Dictionary<string, string> { ["Policy:CodeChannels"] = "Pigeon" })).Message,
                StringComparison.Ordinal);

    private static async Task<GrainHost> Host(string channels, string phone = "06 11 22 33 44")
    {
        var host = new GrainHost(new Dictionary<string, string> { ["Policy:CodeChannels"] = channels });
        var password = await PasswordHasher.Make(GrainHost.Password, 1000);
        Assert.True((await host.Grains.GetGrain<IAccountRegistrationGrain>("c-nora").Register(
            host.Fresh(),
                new NewAccount(CallerKind.Customer, GrainHost.Portal, StaffRole.None, "nora@maison.example", "Nora", "Vasselin", phone, password, null,
                    null))).Ok);
        return host;
    }

    private SignInForm Form() => new(GrainHost.Portal, $"form-{Interlocked.Increment(ref _form)}", null, "test", "127.0.0.0");

    private Task<SignInAnswer> Password(GrainHost host) => host.Service.Password(Form(), "nora@maison.example", GrainHost.Password, default);

    private Task<SignInStep> Resend(GrainHost host, SignInAnswer flow, CodeChannel channel, bool lastFailed = false) =>
        host.Service.Resend(Form(), flow.Account!, flow.Flow, channel, lastFailed);
}
