using Grains.Accounts;
using Grains.Accounts.SignIn;
using Grains.Interfaces.Accounts;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Accounts;

/// <summary>What was refused for being too old stays refused when the clock steps back.</summary>
public sealed class LapseTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Policy Policy = new();
    private readonly GrainHost _host = new();
    private Registrant _nora = null!;
    private Door _door = null!;

    public async Task InitializeAsync()
    {
        (_nora, _door) = (new Registrant(_host), new Door(_host));
        await _nora.Join("acc-nora");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void What_has_run_out_is_gone_from_the_state(int seconds, bool lives)
    {
        var state = new AccountState
        {
            Email = "nora@maison.example",
            Links = [new AccountLink(LinkPurpose.Reset, [1], Noon)],
            Devices = [new Device("d", "hash", "", null, Noon, FailureCounter.Zero)],
            Flows =
            [
                new Flow("old", null, Noon - Policy.FlowLife, null),
                new Flow("code", null, Noon.AddMinutes(-1), new SentCode([1], [2], CodeChannel.Email, Noon.AddMinutes(-10), Noon, 0)),
            ],
        };

        var lapsed = state.Lapsed(Noon.AddSeconds(seconds), Policy);

        Assert.Equal(lives, ReferenceEquals(state, lapsed));
        Assert.Equal(lives ? (1, 1, 2) : (0, 0, 1), (lapsed.Links.Count, lapsed.Devices.Count, lapsed.Flows.Count));
        Assert.Equal(lives ? 0 : Policy.CodeTries, lapsed.Flows.Find(f => f.Id == "code")!.Code!.WrongTries);
    }

    [Fact]
    public async Task Expired_code_that_was_refused_stays_dead_when_the_clock_steps_back()
    {
        var (asked, code) = await _door.CodeAsked();
        _host.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(SignInStage.Refused, (await _door.Code(asked, code)).Step.Stage);

        _host.Clock.AdjustTime(_host.Clock.GetUtcNow().AddMinutes(-9));

        Assert.Equal(SignInStage.Refused, (await _door.Code(asked, code)).Step.Stage);
    }

    [Fact]
    public async Task Expired_link_that_was_looked_at_stays_dead_when_the_clock_steps_back()
    {
        await _nora.Forgot();
        var (account, token) = await _host.MailedLink("reset");
        var recovery = _host.Get<Grains.Accounts.Recovery.RecoveryService>();
        _host.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Null(await recovery.PreviewLink(GrainHost.Portal, LinkPurpose.Reset, account, token));

        _host.Clock.AdjustTime(_host.Clock.GetUtcNow().AddDays(-2));
        await _host.Restart();

        Assert.Equal(AccountRefusal.DeadLink, (await _nora.Reset(account, token, "Verger-Neuf-1790")).Refusal);
    }
}
