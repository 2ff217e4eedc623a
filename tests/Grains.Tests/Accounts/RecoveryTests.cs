using System.Globalization;
using Grains.Accounts;
using Grains.Accounts.Recovery;
using Grains.Accounts.SignIn;
using Grains.Interfaces.Accounts;
using Grains.Tests.Fixtures;
using Silo.Messaging;

namespace Grains.Tests.Accounts;

/// <summary>Rows A5, B11, B20, C1–C3, C5, C7, C8, C10 and S7 at the service.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private const string New = "Verger-Neuf-1790";
    private static readonly int Races = int.Parse(Environment.GetEnvironmentVariable("GUICHET_RACES") ?? "5", CultureInfo.InvariantCulture);
    private readonly GrainHost _host = new(new Dictionary<string, string>
    {
        ["Portals:1:Slug"] = "representant", ["Portals:2:Slug"] = "employeur", ["Portals:3:Slug"] = "particulier", ["Portals:4:Slug"] = "entreprise",
    });

    private Registrant _nora = null!;

    public async Task InitializeAsync()
    {
        _nora = new Registrant(_host);
        await _nora.Join("acc-nora");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("multi-siren", 3, -1, true)]
    [InlineData("multi-siren", 3, 1, false)]
    [InlineData("entreprise", 24, -1, true)]
    [InlineData("entreprise", 24, 1, false)]
    [InlineData("particulier", 24, -1, true)]
    [InlineData("particulier", 24, 1, false)]
    [InlineData("representant", 24, -1, true)]
    [InlineData("representant", 24, 1, false)]
    [InlineData("employeur", 24, -1, true)]
    [InlineData("employeur", 24, 1, false)]
    public async Task C2_Reset_link_lives_as_long_as_the_preset_says(string portal, int hours, int seconds, bool opens)
    {
        var person = new Registrant(_host, portal);
        await person.Join($"acc-{portal}", $"{portal}@maison.example");
        await person.Forgot($"{portal}@maison.example");
        var (account, token) = await _host.MailedLink("reset");

        _host.Clock.Advance(TimeSpan.FromHours(hours) + TimeSpan.FromSeconds(seconds));

        Assert.Equal(opens, (await person.Reset(account, token, New)).Ok);
    }

    [Fact]
    public async Task C1_Only_the_token_s_hash_is_stored()
    {
        await _nora.Forgot();
        var (_, token) = await _host.MailedLink("reset");

        Assert.True(token.Length >= 22);
        Assert.DoesNotContain(token, await _host.StoredState("account/acc-nora"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task C3_Twenty_resets_with_one_token_set_one_password()
    {
        for (var round = 0; round < Races; round++)
        {
            _host.Clock.Advance(TimeSpan.FromHours(2));
            await _nora.Forgot();
            var (account, token) = await _host.MailedLink("reset");

            var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _nora.Reset(account, token, $"Verger-{round}-{i}-Calme-1789")));

            var right = Assert.Single(results.Select((r, i) => (r, i)), x => x.r.Ok).i;
            Assert.Equal(SignInStage.Refused, await _nora.Password($"Verger-{round}-{(right + 1) % 20}-Calme-1789"));
            Assert.NotEqual(SignInStage.Refused, await _nora.Password($"Verger-{round}-{right}-Calme-1789"));
        }
    }

    [Fact]
    public async Task C5_Newer_reset_link_voids_the_older_and_a_changed_password_both()
    {
        await _nora.Forgot();
        var first = await _host.MailedLink("reset");
        await _nora.Forgot();
        var second = await _host.MailedLink("reset");
        Assert.Equal(AccountRefusal.DeadLink, (await _nora.Reset(first.Account, first.Token, New)).Refusal);

        Assert.True((await _host.Get<RecoveryService>().Change(_nora.Form(), "acc-nora", "none", GrainHost.Password, New, default)).Ok);

        Assert.Equal(AccountRefusal.DeadLink, (await _nora.Reset(second.Account, second.Token, "Verger-Autre-1792")).Refusal);
    }

    [Fact]
    public async Task C11_Reset_link_activates_nothing_and_opens_in_no_other_portal()
    {
        await _nora.Forgot();
        var (account, token) = await _host.MailedLink("reset");
        var service = _host.Get<RecoveryService>();

        Assert.Null(await service.PreviewLink(GrainHost.Portal, LinkPurpose.Activation, account, token));
        Assert.Null(await service.PreviewLink(GrainHost.Portal, LinkPurpose.SetUp, account, token));
        Assert.Null(await service.PreviewLink("employeur", LinkPurpose.Reset, account, token));
        Assert.Equal(AccountRefusal.DeadLink, (await new Registrant(_host, "employeur").Reset(account, token, New)).Refusal);
        Assert.True((await _nora.Reset(account, token, New)).Ok);
    }

    [Fact]
    public async Task B11_C7_C8_Reset_lifts_the_lock_ends_sessions_forgets_devices_and_signs_nobody_in()
    {
        var signedIn = await SignIn();
        for (var i = 0; i < 5; i++)
            Assert.Equal(SignInStage.Refused, await _nora.Password("faux"));
        Assert.Equal(SignInStage.Refused, await _nora.Password(GrainHost.Password));
        await _nora.Forgot();
        var (account, token) = await _host.MailedLink("reset");

        Assert.True((await _nora.Reset(account, token, New)).Ok);

        Assert.Null(await _host.Get<AccountQueries>().OpenSession(signedIn.Step.Session, _host.Clock.GetUtcNow()));
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM session WHERE ended_at IS NULL"));
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        var again =
            await _host.Service.Password(new SignInForm(GrainHost.Portal, "after", signedIn.DeviceCookie, "test", "x"), "nora@maison.example", New, default);
        Assert.Equal(SignInStage.CodeAsked, again.Step.Stage);
        Assert.Equal(1, await _host.MailCount("reset-done"));
    }

    [Fact]
    public async Task C10_Thirty_requests_send_three_mails_an_hour_and_lock_nobody()
    {
        for (var i = 0; i < 30; i++)
            await _nora.Forgot();

        Assert.Equal(3, await _host.MailCount("reset"));
        Assert.Equal(SignInStage.CodeAsked, await _nora.Password(GrainHost.Password));
        _host.Clock.Advance(TimeSpan.FromHours(1));
        await _nora.Forgot();
        Assert.Equal(4, await _host.MailCount("reset"));
    }

    [Fact]
    public async Task C10_Unknown_people_cost_the_same_turn_and_get_nothing()
    {
        var mails = (await _host.Mails()).Count;
        var before = await Written();
        await _nora.Forgot("personne@nulle-part.example");
        var stranger = await Written();
        Assert.Equal(mails, (await _host.Mails()).Count);

        await _nora.Forgot();

        Assert.Equal(stranger - before, await Written() - stranger);
        Assert.Equal(mails + 1, (await _host.Mails()).Count);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM operation WHERE grain LIKE 'account/shadow-%'"));

        Task<long> Written() => _host.Count("SELECT (SELECT count(*) FROM job) + (SELECT count(*) FROM journal) + (SELECT count(*) FROM operation)");
    }

    [Theory]
    [InlineData("multi-siren", 5)]
    [InlineData("particulier", 24)]
    public async Task A5_Former_passwords_are_refused(string portal, int kept)
    {
        var person = new Registrant(_host, portal);
        await person.Join("acc-histoire", "histoire@maison.example");
        string[] all = [GrainHost.Password, .. Enumerable.Range(0, kept).Select(i => $"Verger-Calme-{i}-1800")];
        var service = _host.Get<RecoveryService>();
        for (var i = 1; i < all.Length; i++)
            Assert.True((await service.Change(person.Form(), "acc-histoire", "none", all[i - 1], all[i], default)).Ok);

        foreach (var former in all[1..])
            Assert.Equal(AccountRefusal.PasswordReused, (await service.Change(person.Form(), "acc-histoire", "none", all[^1], former, default)).Refusal);
        Assert.True((await service.Change(person.Form(), "acc-histoire", "none", all[^1], all[0], default)).Ok);
    }

    [Fact]
    public async Task A5_Change_with_a_wrong_current_password_counts_as_a_failure()
    {
        var service = _host.Get<RecoveryService>();
        for (var i = 0; i < 5; i++)
            Assert.Equal(AccountRefusal.WrongPassword, (await service.Change(_nora.Form(), "acc-nora", "none", "faux", New, default)).Refusal);

        Assert.Equal(AccountRefusal.WrongPassword, (await service.Change(_nora.Form(), "acc-nora", "none", GrainHost.Password, New, default)).Refusal);
        Assert.Equal(1, await _host.MailCount("locked"));
    }

    [Fact]
    public async Task B20_Owner_hears_of_new_devices_of_failures_and_of_changed_passwords()
    {
        await SignIn();
        Assert.Equal(0, await _host.MailCount("new-device"));
        await _nora.Password("faux");
        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        await SignIn();
        Assert.True((await _host.Get<RecoveryService>().Change(_nora.Form(), "acc-nora", "none", GrainHost.Password, New, default)).Ok);

        await _host.Get<MailHandler>().Send("shown", (await _host.Mails()).Single(m => m.Template == "new-device"), default);
        var shown = Assert.Single(await _host.Get<Outbox>().Read(null, default)).Text;
        Assert.Contains("Navigateur sur appareil inconnu", shown, StringComparison.Ordinal);
        Assert.Contains("cet ordinateur", shown, StringComparison.Ordinal);
        Assert.Equal(1, await _host.MailCount("after-failures"));
        Assert.Equal(1, await _host.MailCount("password-changed"));
    }

    [Fact]
    public async Task S7_One_session_ends_and_the_others_live_S8_forgotten_devices_ask_for_a_code()
    {
        var one = await SignIn();
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        var two = await SignIn();
        var grain = _host.Grains.GetGrain<IAccountRecoveryGrain>("acc-nora");
        var accounts = _host.Get<AccountQueries>();

        await grain.EndSessions(_host.Fresh(), [one.Step.Session]);
        await grain.ForgetDevices(_host.Fresh(), [(await grain.Security()).Devices.Last().Id]);

        Assert.Null(await accounts.OpenSession(one.Step.Session, _host.Clock.GetUtcNow()));
        Assert.NotNull(await accounts.OpenSession(two.Step.Session, _host.Clock.GetUtcNow()));
        Assert.Equal([two.Step.Session], (await grain.Security()).Sessions.Select(s => s.Id));
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(SignInStage.CodeAsked,
            (await _host.Service.Password(new SignInForm(GrainHost.Portal, "f1", two.DeviceCookie, "test", "x"), "nora@maison.example", GrainHost.Password,
                default)).Step.Stage);
        Assert.Equal(SignInStage.SignedIn,
            (await _host.Service.Password(new SignInForm(GrainHost.Portal, "f2", one.DeviceCookie, "test", "x"), "nora@maison.example", GrainHost.Password,
                default)).Step.Stage);
    }

    [Fact]
    public async Task Identifier_is_reminded_by_mail_to_the_one_person_of_that_name_and_company()
    {
        var service = _host.Get<RecoveryService>();
        await service.RemindIdentifier(_nora.Form(), "812 345 676", "nora", "VASSELIN");
        await service.RemindIdentifier(_nora.Form(), "437201957", "nora", "Vasselin");

        Assert.Equal("nora@maison.example", Assert.Single(await _host.Mails(), m => m.Template == "identifier").Values["identifier"]);
    }

    [Fact]
    public async Task Identifier_is_reminded_to_whoever_waits_to_be_let_in()
    {
        var other = new Registrant(_host) { FirstName = "Hugues" };
        await other.Join("acc-hugues", "hugues@maison.example");

        await _host.Get<RecoveryService>().RemindIdentifier(_nora.Form(), "812345676", "Hugues", "Vasselin");

        Assert.Equal("acc-hugues", Assert.Single(await _host.Mails(), m => m.Template == "identifier").Account);
    }

    [Fact]
    public async Task B20_Owner_who_forgot_all_browsers_hears_of_the_next_one()
    {
        await SignIn();
        var grain = _host.Grains.GetGrain<IAccountRecoveryGrain>("acc-nora");
        await grain.ForgetDevices(_host.Fresh(), [.. (await grain.Security()).Devices.Select(d => d.Id)]);
        Assert.Equal(0, await _host.MailCount("new-device"));

        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = await SignIn();

        Assert.Equal(1, await _host.MailCount("new-device"));
        Assert.False(again.Step.AsksQuestions);
    }

    [Fact]
    public async Task B11_Identifiers_reminded_leave_the_link_to_a_new_password()
    {
        var service = _host.Get<RecoveryService>();
        for (var i = 0; i < 5; i++)
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
            await service.RemindIdentifier(_nora.Form(), "812345676", "Nora", "Vasselin");
        }

        await _nora.Forgot();

        Assert.Equal(3, await _host.MailCount("identifier"));
        Assert.Equal(1, await _host.MailCount("reset"));
    }

    private async Task<SignInAnswer> SignIn()
    {
        var form = new SignInForm(GrainHost.Portal, $"s-{Guid.NewGuid():N}", null, "test", "127.0.0.0");
        var asked = await _host.Service.Password(form, "nora@maison.example", GrainHost.Password, default);
        Assert.Equal(SignInStage.CodeAsked, asked.Step.Stage);
        var signedIn = await _host.Service.Code(form with { Form = form.Form + "c" }, asked.Account!, asked.Flow, await _host.NewestCode(), false, default);
        Assert.Equal(SignInStage.SignedIn, signedIn.Step.Stage);
        return signedIn;
    }
}
