using System.Globalization;
using Grains.Access;
using Grains.Accounts.Passwords;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Clients;
using Grains.Interfaces.Spaces;
using Grains.Requests.Desk;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests;

/// <summary>What people ask for themselves, without a company: insured people, and whoever waits for his document to be accepted.</summary>
public sealed class OwnRequestTests : IAsyncLifetime
{
    private const string Form = "contact-personnel";
    private static readonly int Races = int.Parse(Environment.GetEnvironmentVariable("GUICHET_RACES") ?? "5", CultureInfo.InvariantCulture);
    private readonly GrainHost _host = new(new Dictionary<string, string> { ["Portals:1:Slug"] = "particulier", ["Portals:2:Slug"] = "representant" });
    private Caller _claire = null!;

    public async Task InitializeAsync() => _claire = await _host.Adviser("claire");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Insured_person_asks_and_only_himself_and_staff_see_it()
    {
        var (jeanne, paul) = (await Insured("jeanne"), await Insured("paul"));
        var (nora, _, _) = await _host.Customer("nora");
        await Send(jeanne, "1");

        Assert.Equal("Jeanne Lormeau", (await Find(jeanne, "1"))!.CompanyName);
        Assert.Equal(RequestStatus.Sent, (await Find(_claire, "1"))!.Status);
        Assert.Null(await Find(paul, "1"));
        Assert.Null(await Find(nora, "1"));
        Assert.Equal(RequestRefusal.NotFound, (await Request(jeanne, "1").Post(paul, _host.Fresh(), new NewMessage("Bonjour", []))).Refusal);
        Assert.True((await Request(jeanne, "1").TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.True((await Request(jeanne, "1").Post(_claire, _host.Fresh(), new NewMessage("Bonjour", []))).Ok);
        Assert.Equal(1, await _host.Get<RequestQueries>().UnreadCount(_host.Get<Rights>().ScopeOf(jeanne)));
        Assert.Equal(0, await _host.Get<RequestQueries>().UnreadCount(_host.Get<Rights>().ScopeOf(paul)));
    }

    [Fact]
    public async Task Adviser_writes_first_to_an_insured_person_about_their_own_file_which_nobody_else_reads()
    {
        var (jeanne, paul) = (await Insured("jeanne"), await Insured("paul"));
        var own = Rights.OwnFile(jeanne);
        Assert.Equal(own, Assert.Single(await _host.Get<AddresseeQueries>().Of(_host.Get<Rights>().ScopeOf(_claire), ClientKind.Account, jeanne.Account)).Company);

        var opened = new OpenedRequest(own, jeanne.Account, UniverseRights.Read, "sante", "Votre carte", "Bonjour, elle est prête.", []);
        var office = _host.Grains.GetGrain<IRequestOfficeGrain>($"{jeanne.Portal}/1");
        Assert.Equal(RequestRefusal.NoSuchClient, (await office.Open(_claire, _host.Fresh(), "2026-000001", opened with { Account = paul.Account })).Refusal);
        Assert.True((await office.Open(_claire, _host.Fresh(), "2026-000001", opened)).Ok);

        Assert.Equal(1, await _host.Get<RequestQueries>().UnreadCount(_host.Get<Rights>().ScopeOf(jeanne)));
        Assert.Null(await _host.Get<RequestQueries>().Find(_host.Get<Rights>().ScopeOf(paul), "2026-000001"));
    }

    [Fact]
    public async Task Insured_person_may_ask_several_things()
    {
        var jeanne = await Insured("jeanne");

        Assert.True((await Begin(jeanne, "1")).Ok);
        Assert.True((await Begin(jeanne, "2")).Ok);
    }

    [Fact]
    public async Task Nobody_begins_a_request_on_the_file_of_another()
    {
        var (jeanne, paul) = (await Insured("jeanne"), await Insured("paul"));

        Assert.Equal(RequestRefusal.NotFound, (await Request(paul, "1").Begin(paul, _host.Fresh(), Form, Rights.OwnFile(jeanne))).Refusal);
    }

    [Fact]
    public async Task Member_of_a_company_asks_for_the_company_not_for_himself()
    {
        var (nora, company, _) = await _host.Customer("nora");

        Assert.Equal(RequestRefusal.NotFound, (await Begin(nora, "1")).Refusal);
        Assert.Equal(RequestRefusal.NotFound, (await Request(nora, "1").Begin(nora, _host.Fresh(), Form, company)).Refusal);
        Assert.Equal(RequestRefusal.NotFound, (await Request(nora, "1").Begin(nora, _host.Fresh(), "contact", Rights.OwnFile(nora))).Refusal);
    }

    [Fact]
    public async Task Draft_for_a_company_does_not_become_one_for_oneself()
    {
        var (nora, company, _) = await _host.Customer("nora");
        Assert.True((await Request(nora, "1").Begin(nora, _host.Fresh(), "contact", company)).Ok);

        Assert.Equal(RequestRefusal.NotFound,
            (await Request(nora, "1")
                .SaveDraft(nora, _host.Fresh(), new DraftPage(2, new Dictionary<string, string> { ["company"] = Rights.OwnFile(nora) }))).Refusal);
    }

    [Fact]
    public async Task Whoever_waits_for_his_document_has_one_request_whatever_races()
    {
        for (var round = 0; round < Races; round++)
        {
            var waiting = await Waiting($"rep{round}");

            var begun = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Begin(waiting, $"{round}-{i}"))));

            Assert.Single(begun, b => b.Ok);
            Assert.All(begun.Where(b => !b.Ok), b => Assert.Equal(RequestRefusal.OnlyOne, b.Refusal));
        }
    }

    [Fact]
    public async Task Discarded_draft_gives_the_one_request_back_and_a_sent_one_does_not()
    {
        var waiting = await Waiting("rep");
        await Begin(waiting, "1");
        Assert.Equal(RequestRefusal.OnlyOne, (await Begin(waiting, "2")).Refusal);

        Assert.True((await Request(waiting, "1").DiscardDraft(waiting, _host.Fresh())).Ok);
        await Send(waiting, "3");

        Assert.Equal(RequestRefusal.OnlyOne, (await Begin(waiting, "4")).Refusal);
        Assert.NotNull(await Find(waiting, "3"));
    }

    [Fact]
    public async Task Request_of_the_waiting_stays_his_once_he_is_accepted()
    {
        var waiting = await Waiting("rep");
        await Send(waiting, "1");

        Assert.True((await _host.Grains.GetGrain<IAccountRegistrationGrain>("acc-rep").DecideIdentity(_claire, _host.Fresh(), true, "")).Ok);
        await _host.RunGrainWork();

        Assert.NotNull(await Find(waiting, "1"));
        Assert.Equal(RequestRefusal.NotFound, (await Begin(waiting, "2")).Refusal);
        Assert.True((await Request(waiting, "1").Post(waiting, _host.Fresh(), new NewMessage("Merci.", []))).Ok);
    }

    private IRequestGrain Request(Caller of, string id) => _host.Grains.GetGrain<IRequestGrain>($"{of.Portal}/{id}");

    private Task<Result<RequestRefusal>> Begin(Caller by, string id) => Request(by, id).Begin(by, _host.Fresh(), Form, Rights.OwnFile(by));

    private async Task Send(Caller by, string id)
    {
        Assert.True((await Begin(by, id)).Ok);
        Assert.True((await Request(by, id).SaveDraft(by, _host.Fresh(), new DraftPage(5, new Dictionary<string, string>
        {
            ["prenom"] = "Jeanne", ["nom"] = "Lormeau", ["courriel"] = "jeanne@maison.example", ["domaine"] = "acces", ["theme"] = "compte",
                ["motif"] = "connexion", ["message"] = "Bonjour",
        }))).Ok);
        Assert.True((await Request(by, id).Send(by, _host.Fresh(), $"2026-{id}")).Ok);
    }

    private Task<RequestSummary?> Find(Caller by, string id) =>
        _host.Get<RequestQueries>().Find(_host.Get<Rights>().ScopeOf(by), $"2026-{id}");

    private async Task<Caller> Insured(string key)
    {
        Assert.True((await _host.Grains.GetGrain<IAccountRegistrationGrain>(key).Register(_host.Fresh(), new NewAccount(
            CallerKind.Customer, "particulier", StaffRole.None, $"{key}@maison.example", "Jeanne", "Lormeau", "",
                await PasswordHasher.Make(GrainHost.Password, 1000), null, null) { IsInsured = true })).Ok);
        return await _host.WithSession(new Caller(key, CallerKind.Customer, "particulier", "Jeanne Lormeau", ""));
    }

    private async Task<Caller> Waiting(string key)
    {
        var person = new Registrant(_host, "representant");
        Assert.True((await person.Register($"acc-{key}", $"{key}@maison.example", paper: new IdentityDocument(IdentityKind.Passport, [$"f-{key}"]))).Ok);
        var (account, token) = await _host.MailedLink("activate", $"acc-{key}");
        Assert.True((await person.Activate(account, token)).Ok);
        return await _host.WithSession(new Caller($"acc-{key}", CallerKind.Customer, "representant", "Nora Vasselin", ""));
    }
}
