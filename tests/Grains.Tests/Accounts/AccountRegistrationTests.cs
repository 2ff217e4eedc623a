using System.Globalization;
using Grains.Accounts.Recovery;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Accounts;

/// <summary>Rows A8, A10, C2–C5 and C11 for activations; the purge date to the second.</summary>
public sealed class AccountRegistrationTests : IAsyncLifetime
{
    private const string New = "Verger-Neuf-1790";
    private static readonly int Races = int.Parse(Environment.GetEnvironmentVariable("GUICHET_RACES") ?? "5", CultureInfo.InvariantCulture);

    private readonly GrainHost _host = new(new Dictionary<string, string>
    {
        ["Portals:1:Slug"] = "representant", ["Portals:2:Slug"] = "employeur", ["Portals:3:Slug"] = "particulier", ["Portals:4:Slug"] = "entreprise",
    });

    private Registrant _nora = null!;

    public Task InitializeAsync()
    {
        _nora = new Registrant(_host);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A8_Nothing_works_before_activation_and_no_mail_holds_the_password()
    {
        await _nora.Register("acc-nora");

        Assert.Equal(SignInStage.Refused, await _nora.Password(GrainHost.Password));
        Assert.DoesNotContain(await _host.Mails(), m => m.Values.Values.Any(v => v.Contains(GrainHost.Password, StringComparison.Ordinal)));
        var (account, token) = await _host.MailedLink("activate");
        Assert.True((await _nora.Activate(account, token)).Ok);
        Assert.Equal(SignInStage.CodeAsked, await _nora.Password(GrainHost.Password));
    }

    [Theory]
    [InlineData("entreprise", 24, -1, true)]
    [InlineData("entreprise", 24, 1, false)]
    [InlineData("particulier", 24, -1, true)]
    [InlineData("particulier", 24, 1, false)]
    [InlineData("representant", 720, -1, true)]
    [InlineData("representant", 720, 0, false)]
    [InlineData("employeur", 24, -1, true)]
    [InlineData("employeur", 24, 1, false)]
    [InlineData("multi-siren", 24, -1, true)]
    [InlineData("multi-siren", 24, 1, false)]
    public async Task C2_Activation_link_lives_as_long_as_the_preset_says(string portal, int hours, int seconds, bool opens)
    {
        var person = new Registrant(_host, portal);
        await person.Register("acc-nora");
        var (account, token) = await _host.MailedLink("activate");

        _host.Clock.Advance(TimeSpan.FromHours(hours) + TimeSpan.FromSeconds(seconds));

        Assert.Equal(opens, (await person.Activate(account, token)).Ok);
    }

    [Fact]
    public async Task C4_Looking_at_a_link_uses_nothing_up_and_C3_it_works_once()
    {
        await _nora.Register("acc-nora", password: null);
        var (account, token) = await _host.MailedLink("activate");
        for (var i = 0; i < 3; i++)
            Assert.NotNull(await _host.Get<RecoveryService>().PreviewLink(GrainHost.Portal, LinkPurpose.Activation, account, token));

        Assert.True((await _nora.Activate(account, token, New)).Ok);

        Assert.Equal(AccountRefusal.DeadLink, (await _nora.Activate(account, token, "Autre-Verger-1791")).Refusal);
        Assert.Equal(SignInStage.CodeAsked, await _nora.Password(New));
    }

    [Fact]
    public async Task C3_Twenty_activations_at_once_set_one_password()
    {
        for (var round = 0; round < Races; round++)
        {
            var (key, email) = ($"acc-{round}", $"n{round}@maison.example");
            await _nora.Register(key, email, password: null);
            var (account, token) = await _host.MailedLink("activate");

            var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _nora.Activate(account, token, $"Verger-{i}-Calme-1789")));

            var right = Assert.Single(results.Select((r, i) => (r, i)), x => x.r.Ok).i;
            Assert.Equal(SignInStage.CodeAsked, await _nora.Password($"Verger-{right}-Calme-1789", email));
            Assert.Equal(SignInStage.Refused, await _nora.Password($"Verger-{(right + 1) % 20}-Calme-1789", email));
        }
    }

    [Fact]
    public async Task C5_Newer_link_voids_the_older_and_C11_links_serve_one_purpose_in_one_portal()
    {
        await _nora.Register("acc-nora");
        var first = await _host.MailedLink("activate");
        await _nora.Forgot();
        var second = await _host.MailedLink("activate-again");
        var service = _host.Get<RecoveryService>();

        Assert.Null(await service.PreviewLink(GrainHost.Portal, LinkPurpose.Activation, first.Account, first.Token));
        Assert.Null(await service.PreviewLink(GrainHost.Portal, LinkPurpose.Reset, second.Account, second.Token));
        Assert.Null(await service.PreviewLink("employeur", LinkPurpose.Activation, second.Account, second.Token));
        Assert.NotNull(await service.PreviewLink(GrainHost.Portal, LinkPurpose.Activation, second.Account, second.Token));
    }

    [Fact]
    public async Task A10_Twenty_registrations_of_one_address_make_one_account_and_one_link()
    {
        string[] spellings = ["norà@maison.example", "NORÀ@maison.example", " norà@maison.example ", "nora\u0300@MAISON.example"];
        for (var round = 0; round < Races; round++)
        {
            await using var host = new GrainHost();
            var people = new Registrant(host);

            var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => people.Register($"acc-{i}", spellings[i % spellings.Length])));

            Assert.Single(results, r => r.Ok);
            Assert.All(results.Where(r => !r.Ok), r => Assert.Equal(AccountRefusal.EmailTaken, r.Refusal));
            Assert.Equal(1, await host.MailCount("activate"));
        }
    }

    [Fact]
    public async Task B4_Number_and_address_share_one_counter()
    {
        var person = new Registrant(_host, "representant");
        await person.Register("acc-rep", number: "R12345678");
        var (account, token) = await _host.MailedLink("activate");
        Assert.True((await person.Activate(account, token)).Ok);
        Assert.Equal(SignInStage.CodeAsked, await person.Password(GrainHost.Password, "R12345678"));

        foreach (var spelling in new[] { "R12345678", "r12345678", " R1234 5678 ", "NORA@maison.example", "nora@maison.example" })
            Assert.Equal(SignInStage.Refused, await person.Password("faux", spelling));

        Assert.Equal(SignInStage.Refused, await person.Password(GrainHost.Password, "R12345678"));
        Assert.Equal(SignInStage.Refused, await person.Password(GrainHost.Password));
        Assert.Equal(5, await _host.Count("SELECT count(*) FROM journal WHERE owner = 'acc-rep' AND action = 'sign-in-failed'"));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task Account_never_activated_is_gone_on_day_thirty_with_its_address_and_number(int seconds, bool gone)
    {
        var person = new Registrant(_host, "representant");
        await person.Register("acc-one", number: "R123");
        _host.Clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(seconds));

        // Free from that second, before any work has run.
        Assert.Equal(gone, (await person.Register("acc-two", "autre@maison.example", number: "R123")).Ok);
        Assert.Equal(gone, (await _nora.Register("acc-three")).Ok);
        Assert.Equal(gone, await _host.Grains.GetGrain<IAccountGrain>("acc-one").View() is null);
        await _host.RunGrainWork();
        Assert.Equal(gone ? 0 : 1, await _host.Count("SELECT count(*) FROM account_list WHERE account = 'acc-one'"));
    }

    [Fact]
    public async Task Activated_account_stays_after_thirty_days()
    {
        await _nora.Join("acc-nora");
        _host.Clock.Advance(TimeSpan.FromDays(31));
        await _host.RunGrainWork();

        Assert.Equal(SignInStage.CodeAsked, await _nora.Password(GrainHost.Password));
        Assert.Equal(AccountRefusal.EmailTaken, (await _nora.Register("acc-two")).Refusal);
    }

    [Fact]
    public async Task A9_A_taken_address_costs_a_commit_with_a_job_as_a_free_one_does()
    {
        await _nora.Join("acc-nora");
        var before = await Commits();

        Assert.Equal(AccountRefusal.EmailTaken, (await _nora.Register("acc-two")).Refusal);

        Assert.Equal(before + 1, await Commits());
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM job WHERE kind = 'nothing'"));
        Assert.Equal("acc-nora", Assert.Single(await _host.Mails(), m => m.Template == "taken").Account);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM account_list WHERE account = 'acc-two'"));

        Task<long> Commits() => _host.Count("SELECT CAST(sum(version) AS BIGINT) FROM grain");
    }

    [Fact]
    public async Task F7_Membership_waits_for_the_identity_document_and_its_files_go_with_the_decision()
    {
        var person = new Registrant(_host, "representant");
        Assert.True((await person.Register("acc-rep", paper: new IdentityDocument(IdentityKind.Passport, ["f1", "f2"]))).Ok);
        var (account, token) = await _host.MailedLink("activate");
        Assert.True((await person.Activate(account, token)).Ok);
        await _host.RunGrainWork();
        var claire = await _host.Adviser("claire");
        var grain = _host.Grains.GetGrain<IAccountRegistrationGrain>("acc-rep");

        Assert.Equal(0, await _host.Count("SELECT count(*) FROM company_access WHERE account = 'acc-rep'"));
        Assert.Equal(2, await _host.Count("SELECT count(*) FROM claim WHERE kind = 'file'"));
        Assert.True((await grain.DecideIdentity(claire, _host.Fresh(), false, "Illisible")).Ok);
        await _host.RunGrainWork();
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM claim WHERE kind = 'file'"));
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM identity_document"));
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM company_access WHERE account = 'acc-rep'"));
        Assert.True((await grain.SendIdentity(_host.Fresh(), new IdentityDocument(IdentityKind.IdentityCard, ["f3"]))).Ok);
        Assert.True((await grain.DecideIdentity(claire, _host.Fresh(), true, "")).Ok);
        await _host.RunGrainWork();
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM company_access WHERE account = 'acc-rep'"));
    }

    [Fact]
    public async Task Where_the_document_blocks_a_refused_one_lets_its_owner_in_to_send_another()
    {
        await using var host = new GrainHost(new Dictionary<string, string> { ["Portals:0:Policy:IdentityDocument"] = "Block" });
        var person = new Registrant(host);
        await person.Register("acc-rep", paper: new IdentityDocument(IdentityKind.Passport, ["f1"]));
        var (account, token) = await host.MailedLink("activate");
        await person.Activate(account, token);
        var grain = host.Grains.GetGrain<IAccountRegistrationGrain>("acc-rep");
        Assert.Equal(SignInStage.Refused, await person.Password(GrainHost.Password));

        Assert.True((await grain.DecideIdentity(await host.Adviser("claire"), host.Fresh(), false, "Illisible")).Ok);
        Assert.Equal(SignInStage.CodeAsked, await person.Password(GrainHost.Password));

        Assert.True((await grain.SendIdentity(host.Fresh(), new IdentityDocument(IdentityKind.Passport, ["f2"]))).Ok);
        Assert.Equal(SignInStage.Refused, await person.Password(GrainHost.Password));
    }

    [Fact]
    public async Task Identity_is_decided_by_staff_only()
    {
        var person = new Registrant(_host, "representant");
        await person.Register("acc-rep", paper: new IdentityDocument(IdentityKind.Passport, ["f1"]));
        var grain = _host.Grains.GetGrain<IAccountRegistrationGrain>("acc-rep");

        Assert.Equal(AccountRefusal.NotFound,
            (await grain.DecideIdentity(new Caller("acc-rep", CallerKind.Customer, "representant", "Nora", "s"), _host.Fresh(), true, "")).Refusal);
    }
}
