using System.Globalization;
using Actors.Durable;
using Grains.Accounts;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Mail;
using Grains.Tests.Fixtures;
using Silo.Accounts;

namespace Grains.Tests.Accounts;

/// <summary>Rows B3–B9 and B12–B17 of the security checklist, at the desk; the same over HTTP is in Web.Tests.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private static readonly int Races = int.Parse(Environment.GetEnvironmentVariable("GUICHET_RACES") ?? "5", CultureInfo.InvariantCulture);
    private readonly GrainHost _host = new();
    private int _form;

    public async Task InitializeAsync() => await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task B12_Twenty_right_codes_at_once_open_one_session()
    {
        for (var round = 0; round < Races; round++)
        {
            await using var host = new GrainHost();
            await host.Customer("nora");
            var (answer, code) = await CodeAsked(host);

            var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Code(host, answer, code)));

            Assert.Single(results.Where(r => r.Step.Stage is SignInStage.SignedIn).Select(r => r.Step.Session).Distinct());
            Assert.Equal(1, await host.Count("SELECT count(*) FROM session WHERE ended_at IS NULL"));
        }
    }

    [Fact]
    public async Task B7_Fifty_wrong_codes_at_once_evaluate_at_most_five()
    {
        for (var round = 0; round < Races; round++)
        {
            await using var host = new GrainHost();
            await host.Customer("nora");
            var (answer, right) = await CodeAsked(host);
            var wrong = Enumerable.Range(0, 60).Select(i => i.ToString("D6", CultureInfo.InvariantCulture)).Where(c => c != right).Take(50);

            var results = await Task.WhenAll(wrong.Select(c => Code(host, answer, c)));

            Assert.DoesNotContain(results, r => r.Step.Stage is SignInStage.SignedIn);
            Assert.Equal(5, await host.Count("SELECT count(*) FROM journal WHERE action = 'sign-in-failed'"));
            Assert.NotEqual(SignInStage.SignedIn, (await Code(host, answer, right)).Step.Stage);
        }
    }

    [Fact]
    public async Task B1_Six_tries_in_flight_do_not_tell_an_account_from_nobody()
    {
        var nobody = await _host.Get<AccountFinder>().Find(GrainHost.Portal, "personne@nulle-part.example");

        Assert.Equal(await Waits("c-nora"), await Waits(nobody));

        async Task<string> Waits(string account)
        {
            List<bool> waits = [];
            for (var i = 0; i < 6; i++)
                waits.Add((await _host.Grains.GetGrain<IAccountGrain>(account).OpenPassword(_host.Fresh(), new SignInAttempt(GrainHost.Portal, $"f{i}", $"a{i}", null))).Wait);
            return string.Join(' ', waits);
        }
    }

    [Fact]
    public async Task B2_Wrong_password_writes_as_much_for_nobody_as_for_an_account()
    {
        for (var tries = 1; tries <= 5; tries++)
            Assert.Equal(await Written("nora@maison.example"), await Written("personne@nulle-part.example"));

        async Task<long> Written(string identifier)
        {
            var before = await Rows();
            await _host.Desk.Password(new SignInForm(GrainHost.Portal, $"w{Interlocked.Increment(ref _form)}", null, "test", "127.0.0.0"), identifier, "faux", default);
            return await Rows() - before;
        }

        Task<long> Rows() => _host.Count("SELECT (SELECT count(*) FROM job) + (SELECT count(*) FROM journal) + (SELECT count(*) FROM operation)");
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    public async Task B3_Lock_ends_after_exactly_24_hours(int seconds, bool opens)
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(SignInStage.Refused, (await Password("faux")).Step.Stage);

        Assert.Equal(SignInStage.Refused, (await Password(GrainHost.Password)).Step.Stage);
        _host.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(seconds));

        Assert.Equal(opens ? SignInStage.CodeAsked : SignInStage.Refused, (await Password(GrainHost.Password)).Step.Stage);
    }

    [Fact]
    public async Task B4_Spellings_of_one_address_share_one_counter()
    {
        foreach (var spelling in new[] { "NORA@maison.example", "nora@maison.example ", "nora@Maison.Example", "\u00a0nora@maison.example", "nora@maison.example" })
            await Password("faux", spelling);

        Assert.Equal(SignInStage.Refused, (await Password(GrainHost.Password)).Step.Stage);
    }

    [Fact]
    public async Task B5_Counter_survives_the_process()
    {
        for (var i = 0; i < 4; i++)
            await Password("faux");
        await _host.Restart();
        await Password("faux");

        Assert.Equal(SignInStage.Refused, (await Password(GrainHost.Password)).Step.Stage);
    }

    [Fact]
    public async Task B6_A_hundred_tries_while_locked_do_not_extend_it()
    {
        for (var i = 0; i < 5; i++)
            await Password("faux");
        _host.Clock.Advance(TimeSpan.FromHours(20));
        for (var i = 0; i < 100; i++)
            await Password("faux");
        _host.Clock.Advance(TimeSpan.FromHours(4));

        Assert.Equal(SignInStage.CodeAsked, (await Password(GrainHost.Password)).Step.Stage);
    }

    [Fact]
    public async Task B7_Fifty_wrong_passwords_at_once_evaluate_at_most_five()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Password($"faux {i}")));

        Assert.Equal(5, await _host.Count("SELECT count(*) FROM journal WHERE action = 'sign-in-failed'"));
        Assert.Equal(SignInStage.Refused, (await Password(GrainHost.Password)).Step.Stage);
    }

    [Fact]
    public async Task B8_Ten_right_passwords_with_a_known_device_open_ten_sessions()
    {
        var device = await KnownDevice();

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Password(GrainHost.Password, device: device)));

        Assert.Equal(10, results.Select(r => r.Step.Session).Where(s => s.Length > 0).Distinct().Count());
        Assert.Equal(SignInStage.SignedIn, (await Password(GrainHost.Password, device: results.Single(r => r.DeviceCookie is not null).DeviceCookie)).Step.Stage);
    }

    [Fact]
    public async Task B8_Ten_right_passwords_without_a_device_send_one_code()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Password(GrainHost.Password)));

        Assert.Equal(1, await _host.Count("SELECT count(*) FROM job WHERE lane = 1"));
    }

    [Theory]
    [InlineData(599, SignInStage.SignedIn)]
    [InlineData(601, SignInStage.Refused)]
    public async Task B13_Code_lives_ten_minutes(int seconds, SignInStage stage)
    {
        var (answer, code) = await CodeAsked(_host);
        _host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(stage, (await Code(_host, answer, code)).Step.Stage);
    }

    [Fact]
    public void B13_Ten_thousand_codes_are_spread_evenly()
    {
        var draws = _host.Get<Draws>();
        var counts = new int[6, 10];
        var seen = new HashSet<string>();
        for (var i = 0; i < 10_000; i++)
        {
            var code = draws.Code($"operation {Guid.NewGuid()}").Clear;
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
        var (answer, right) = await CodeAsked(_host);
        foreach (var wrong in Wrong(right).Take(5))
            await Code(_host, answer, wrong);

        Assert.NotEqual(SignInStage.SignedIn, (await Code(_host, answer, right)).Step.Stage);
        Assert.Equal(SignInStage.Refused, (await Password(GrainHost.Password)).Step.Stage);
    }

    [Fact]
    public async Task B14_Many_flows_do_not_give_more_guesses()
    {
        var flows = new List<DeskAnswer>();
        for (var i = 0; i < 50; i++)
            flows.Add(await Password(GrainHost.Password));
        foreach (var flow in flows.Where(f => f.Account is not null))
            await Code(_host, flow, "000001");

        Assert.InRange(await _host.Count("SELECT count(*) FROM journal WHERE action = 'sign-in-failed'"), 0, 5);
    }

    [Fact]
    public async Task B15_Code_of_one_flow_opens_no_other()
    {
        var (first, code) = await CodeAsked(_host);
        _host.Clock.Advance(TimeSpan.FromSeconds(31));
        var (second, other) = await CodeAsked(_host);

        if (code != other)
            Assert.NotEqual(SignInStage.SignedIn, (await Code(_host, second, code)).Step.Stage);
        Assert.Equal(SignInStage.SignedIn, (await Code(_host, first, code)).Step.Stage);
    }

    [Fact]
    public async Task B16_Resent_code_kills_the_old_one_and_is_capped()
    {
        var (answer, old) = await CodeAsked(_host);
        Assert.Equal(SignInStage.TooSoon, (await Resend(answer)).Stage);
        _host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(SignInStage.CodeAsked, (await Resend(answer)).Stage);
        Assert.NotEqual(SignInStage.SignedIn, (await Code(_host, answer, old)).Step.Stage);
        _host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(SignInStage.CodeAsked, (await Resend(answer)).Stage);
        _host.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(SignInStage.TooSoon, (await Resend(answer)).Stage);
        Assert.Equal(3, await _host.Count("SELECT count(*) FROM job WHERE lane = 1"));
    }

    [Fact]
    public async Task B17_Lock_kills_a_half_done_sign_in()
    {
        var (answer, code) = await CodeAsked(_host);
        for (var i = 0; i < 5; i++)
            await Password("faux");

        Assert.NotEqual(SignInStage.SignedIn, (await Code(_host, answer, code)).Step.Stage);
    }

    [Fact]
    public async Task Known_device_still_opens_while_strangers_have_locked_the_account()
    {
        var device = await KnownDevice();
        for (var i = 0; i < 5; i++)
            await Password("faux");

        Assert.Equal(SignInStage.Refused, (await Password(GrainHost.Password)).Step.Stage);
        Assert.Equal(SignInStage.SignedIn, (await Password(GrainHost.Password, device: device)).Step.Stage);
    }

    [Fact]
    public async Task Session_ends_after_thirty_idle_minutes_and_after_twelve_hours()
    {
        var signedIn = await SignedIn();
        var accounts = _host.Get<AccountQueries>();
        _host.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await accounts.OpenSession(signedIn.Step.Session, _host.Clock.GetUtcNow()));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await accounts.OpenSession(signedIn.Step.Session, _host.Clock.GetUtcNow()));
    }

    private static IEnumerable<string> Wrong(string right) => Enumerable.Range(100_000, 1000).Select(i => i.ToString(CultureInfo.InvariantCulture)).Where(c => c != right);

    [Fact]
    public async Task Lock_of_staff_offers_no_way_that_staff_do_not_have()
    {
        await _host.Adviser("irene");
        for (var n = 0; n < 5; n++)
            await _host.Desk.Password(Form() with { Portal = Caller.StaffPortal }, "irene@maison.example", "faux", default);

        Assert.DoesNotContain("link", Assert.Single(await _host.Mails(), m => m.Template == "locked").Values.Keys);
    }

    private SignInForm Form(string? device = null) => new(GrainHost.Portal, $"form-{Interlocked.Increment(ref _form)}", device, "test", "127.0.0.0");

    private Task<DeskAnswer> Password(string password, string identifier = "nora@maison.example", string? device = null) =>
        _host.Desk.Password(Form(device), identifier, password, default);

    private async Task<(DeskAnswer Answer, string Code)> CodeAsked(GrainHost host)
    {
        var answer = await host.Desk.Password(Form(), "nora@maison.example", GrainHost.Password, default);
        Assert.Equal(SignInStage.CodeAsked, answer.Step.Stage);
        return (answer, await host.NewestCode());
    }

    private Task<DeskAnswer> Code(GrainHost host, DeskAnswer flow, string code) => host.Desk.Code(Form(), flow.Account!, flow.Flow, code, false, default);

    private Task<SignInStep> Resend(DeskAnswer flow) => _host.Desk.Resend(Form(), flow.Account!, flow.Flow, CodeChannel.Email);

    private async Task<DeskAnswer> SignedIn()
    {
        var (answer, code) = await CodeAsked(_host);
        var signedIn = await Code(_host, answer, code);
        Assert.Equal(SignInStage.SignedIn, signedIn.Step.Stage);
        return signedIn;
    }

    private async Task<string> KnownDevice() => (await SignedIn()).DeviceCookie!;
}
