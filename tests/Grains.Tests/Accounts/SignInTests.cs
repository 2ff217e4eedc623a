using System.Globalization;
using Grains.Accounts;
using Grains.Accounts.SignIn;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Accounts;

/// <summary>Rows B1–B9 of the security checklist, at the service; the same over HTTP is in Web.Tests.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private static readonly int Races = int.Parse(Environment.GetEnvironmentVariable("GUICHET_RACES") ?? "5", CultureInfo.InvariantCulture);
    private readonly GrainHost _host = new();
    private readonly Door _door;

    public SignInTests() => _door = new Door(_host);

    public async Task InitializeAsync() => await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task B1_Six_tries_in_flight_do_not_tell_an_account_from_nobody()
    {
        var nobody = await _host.Get<AccountLookup>().Find(GrainHost.Portal, "personne@nulle-part.example");

        Assert.Equal(await Waits("c-nora"), await Waits(nobody));

        async Task<string> Waits(string account)
        {
            List<bool> waits = [];
            for (var i = 0; i < 6; i++)
                waits.Add(
                    (await _host.Grains.GetGrain<IAccountGrain>(account)
                        .OpenPassword(_host.Fresh(), new SignInAttempt(GrainHost.Portal, $"f{i}", $"a{i}", null))).Wait);
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
            await _door.Password("faux", identifier);
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
            Assert.Equal(SignInStage.Refused, (await _door.Password("faux")).Step.Stage);

        Assert.Equal(SignInStage.Refused, (await _door.Password(GrainHost.Password)).Step.Stage);
        _host.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(seconds));

        Assert.Equal(opens ? SignInStage.CodeAsked : SignInStage.Refused, (await _door.Password(GrainHost.Password)).Step.Stage);
    }

    [Fact]
    public async Task B4_Spellings_of_one_address_share_one_counter()
    {
        foreach (
            var spelling in new[] { "NORA@maison.example", "nora@maison.example ", "nora@Maison.Example", "\u00a0nora@maison.example", "nora@maison.example" })
            await _door.Password("faux", spelling);

        Assert.Equal(SignInStage.Refused, (await _door.Password(GrainHost.Password)).Step.Stage);
    }

    [Fact]
    public async Task B5_Counter_survives_the_process()
    {
        for (var i = 0; i < 4; i++)
            await _door.Password("faux");
        await _host.Restart();
        await _door.Password("faux");

        Assert.Equal(SignInStage.Refused, (await _door.Password(GrainHost.Password)).Step.Stage);
    }

    [Fact]
    public async Task B6_A_hundred_tries_while_locked_do_not_extend_it()
    {
        for (var i = 0; i < 5; i++)
            await _door.Password("faux");
        _host.Clock.Advance(TimeSpan.FromHours(20));
        for (var i = 0; i < 100; i++)
            await _door.Password("faux");
        _host.Clock.Advance(TimeSpan.FromHours(4));

        Assert.Equal(SignInStage.CodeAsked, (await _door.Password(GrainHost.Password)).Step.Stage);
    }

    [Fact]
    public async Task B7_Fifty_wrong_passwords_at_once_evaluate_at_most_five()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _door.Password($"faux {i}")));

        Assert.Equal(5, await _host.Count("SELECT count(*) FROM journal WHERE action = 'sign-in-failed'"));
        Assert.Equal(SignInStage.Refused, (await _door.Password(GrainHost.Password)).Step.Stage);
    }

    [Fact]
    public async Task B8_Ten_right_passwords_with_a_known_device_open_ten_sessions()
    {
        var device = await _door.KnownDevice();

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _door.Password(GrainHost.Password, device: device)));

        Assert.Equal(10, results.Select(r => r.Step.Session).Where(s => s.Length > 0).Distinct().Count());
        Assert.Equal(SignInStage.SignedIn,
            (await _door.Password(GrainHost.Password, device: results.Single(r => r.DeviceCookie is not null).DeviceCookie)).Step.Stage);
    }

    [Fact]
    public async Task B8_Ten_right_passwords_without_a_device_send_one_code()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _door.Password(GrainHost.Password)));

        Assert.Equal(1, await _host.Count("SELECT count(*) FROM job WHERE lane = 1"));
    }

    [Fact]
    public async Task Known_device_still_opens_while_strangers_have_locked_the_account()
    {
        var device = await _door.KnownDevice();
        for (var i = 0; i < 5; i++)
            await _door.Password("faux");

        Assert.Equal(SignInStage.Refused, (await _door.Password(GrainHost.Password)).Step.Stage);
        Assert.Equal(SignInStage.SignedIn, (await _door.Password(GrainHost.Password, device: device)).Step.Stage);
    }

    [Fact]
    public async Task Session_ends_after_thirty_idle_minutes_and_after_twelve_hours()
    {
        var signedIn = await _door.SignedIn();
        var accounts = _host.Get<AccountQueries>();
        _host.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await accounts.OpenSession(signedIn.Step.Session, _host.Clock.GetUtcNow()));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await accounts.OpenSession(signedIn.Step.Session, _host.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Lock_of_staff_offers_no_way_that_staff_do_not_have()
    {
        await _host.Adviser("irene");
        for (var n = 0; n < 5; n++)
            await _host.Service.Password(_door.Form() with { Portal = Caller.StaffPortal }, "irene@maison.example", "faux", default);

        Assert.DoesNotContain("link", Assert.Single(await _host.Mails(), m => m.Template == "locked").Values.Keys);
    }
}
