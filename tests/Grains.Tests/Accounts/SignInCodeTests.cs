using System.Globalization;
using Grains.Accounts.SignIn;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Accounts;

/// <summary>Rows B7 and B12–B17 of the security checklist: codes, at the service; the same over HTTP is in Web.Tests.</summary>
public sealed class SignInCodeTests : IAsyncLifetime
{
    private const string OpenSessions = "SELECT count(*) FROM session WHERE ended_at IS NULL";
    private static readonly int Races = int.Parse(Environment.GetEnvironmentVariable("GUICHET_RACES") ?? "5", CultureInfo.InvariantCulture);
    private readonly GrainHost _host = new();
    private readonly Door _door;

    public SignInCodeTests() => _door = new Door(_host);

    public async Task InitializeAsync() => await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task B12_Twenty_right_codes_at_once_open_one_session()
    {
        for (var round = 0; round < Races; round++)
        {
            await using var host = new GrainHost();
            await host.Customer("nora");
            var door = new Door(host);
            var (answer, code) = await door.CodeAsked();
            var before = await host.Count(OpenSessions);

            var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => door.Code(answer, code)));

            Assert.Single(results.Where(r => r.Step.Stage is SignInStage.SignedIn).Select(r => r.Step.Session).Distinct());
            Assert.Equal(before + 1, await host.Count(OpenSessions));
        }
    }

    [Fact]
    public async Task B7_Fifty_wrong_codes_at_once_evaluate_at_most_five()
    {
        for (var round = 0; round < Races; round++)
        {
            await using var host = new GrainHost();
            await host.Customer("nora");
            var door = new Door(host);
            var (answer, right) = await door.CodeAsked();
            var wrong = Enumerable.Range(0, 60).Select(i => i.ToString("D6", CultureInfo.InvariantCulture)).Where(c => c != right).Take(50);

            var results = await Task.WhenAll(wrong.Select(c => door.Code(answer, c)));

            Assert.DoesNotContain(results, r => r.Step.Stage is SignInStage.SignedIn);
            Assert.Equal(5, await host.Count("SELECT count(*) FROM journal WHERE action = 'sign-in-failed'"));
            Assert.NotEqual(SignInStage.SignedIn, (await door.Code(answer, right)).Step.Stage);
        }
    }

    [Theory]
    [InlineData(599, SignInStage.SignedIn)]
    [InlineData(601, SignInStage.Refused)]
    public async Task B13_Code_lives_ten_minutes(int seconds, SignInStage stage)
    {
        var (answer, code) = await _door.CodeAsked();
        _host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(stage, (await _door.Code(answer, code)).Step.Stage);
    }

    [Fact]
    public void B13_Ten_thousand_codes_are_spread_evenly()
    {
        var draws = _host.Get<DerivedSecrets>();
        var counts = new int[6, 10];
        var seen = new HashSet<string>();
        for (var i = 0; i < 10_000; i++)
        {
            var code = draws.Code(new OperationId($"operation {Guid.NewGuid()}")).Clear;
            seen.Add(code);
            for (var place = 0; place < 6; place++)
                counts[place, code[place] - '0']++;
        }

        for (var place = 0; place < 6; place++)
        {
            // χ² with 9 degrees of freedom passes 40 with a chance below 1 in 100,000
            var chi = Enumerable.Range(0, 10).Sum(d => Math.Pow(counts[place, d] - 1000, 2) / 1000);
            Assert.InRange(chi, 0, 40);
        }
        Assert.InRange(seen.Count, 9_900, 10_000);
    }

    [Fact]
    public async Task B14_Five_wrong_codes_kill_the_code_and_lock_the_account()
    {
        var (answer, right) = await _door.CodeAsked();
        foreach (var wrong in Wrong(right).Take(5))
            await _door.Code(answer, wrong);

        Assert.NotEqual(SignInStage.SignedIn, (await _door.Code(answer, right)).Step.Stage);
        Assert.Equal(SignInStage.Refused, (await _door.Password(GrainHost.Password)).Step.Stage);
    }

    [Fact]
    public async Task B14_Many_flows_do_not_give_more_guesses()
    {
        var flows = new List<SignInAnswer>();
        for (var i = 0; i < 50; i++)
            flows.Add(await _door.Password(GrainHost.Password));
        foreach (var flow in flows.Where(f => f.Account is not null))
            await _door.Code(flow, "000001");

        Assert.InRange(await _host.Count("SELECT count(*) FROM journal WHERE action = 'sign-in-failed'"), 0, 5);
    }

    [Fact]
    public async Task B15_Code_of_one_flow_opens_no_other()
    {
        var (first, code) = await _door.CodeAsked();
        _host.Clock.Advance(TimeSpan.FromSeconds(31));
        var (second, other) = await _door.CodeAsked();

        if (code != other)
            Assert.NotEqual(SignInStage.SignedIn, (await _door.Code(second, code)).Step.Stage);
        Assert.Equal(SignInStage.SignedIn, (await _door.Code(first, code)).Step.Stage);
    }

    [Fact]
    public async Task B16_Resent_code_kills_the_old_one_and_is_capped()
    {
        var (answer, old) = await _door.CodeAsked();
        Assert.Equal(SignInStage.TooSoon, (await _door.Resend(answer)).Stage);
        _host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(SignInStage.CodeAsked, (await _door.Resend(answer)).Stage);
        Assert.NotEqual(SignInStage.SignedIn, (await _door.Code(answer, old)).Step.Stage);
        _host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(SignInStage.CodeAsked, (await _door.Resend(answer)).Stage);
        _host.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(SignInStage.TooSoon, (await _door.Resend(answer)).Stage);
        Assert.Equal(3, await _host.Count("SELECT count(*) FROM job WHERE lane = 1"));
    }

    [Fact]
    public async Task B17_Lock_kills_a_half_done_sign_in()
    {
        var (answer, code) = await _door.CodeAsked();
        for (var i = 0; i < 5; i++)
            await _door.Password("faux");

        Assert.NotEqual(SignInStage.SignedIn, (await _door.Code(answer, code)).Step.Stage);
    }

    private static IEnumerable<string> Wrong(string right) =>
        Enumerable.Range(100_000, 1000).Select(i => i.ToString(CultureInfo.InvariantCulture)).Where(c => c != right);
}
