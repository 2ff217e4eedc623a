using Grains.Access;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Spaces;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Employees;

public sealed class EmployeeGrainTests : IAsyncLifetime
{
    private const string Site1 = "81234567600017";
    private const string Site2 = "81234567600025";
    private const string Account = "FR1420041010050500013M02606";
    private static readonly DateOnly Birth = new(1991, 5, 4);
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _company = "";

    private AffiliationService Service => _host.Get<AffiliationService>();

    private Scope Scope => _host.Get<Rights>().ScopeOf(_nora);

    public async Task InitializeAsync() => (_nora, _company, _) = await _host.Customer("nora", $"{GrainHost.Portal}/{Site2[..9]}");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Employer_invites_the_employee_finishes_by_the_link_and_is_covered()
    {
        var id = await Invite();
        Assert.Equal(EmployeeStatus.Pending, await StatusOf(id));
        await _host.Restart();
        var (link, session) = await Enter(id);
        var key = link.Key;

        await Fill(key, session);
        await _host.Restart();
        Assert.True((await Service.AskSignature(key, session, "a")).Ok);
        var code = await _host.NewestCode();
        Assert.True((await Service.Sign(key, session, "s", code, new SignatureTrace("127.0.0.0", "Mandat"))).Ok);

        Assert.Equal(EmployeeStatus.Covered, await StatusOf(id));
        var sheet = await Sheet(id);
        Assert.Equal(["Ada", "Zoé"], sheet!.Beneficiaries.Select(b => b.FirstName));
        Assert.Equal("FR•• •••• 2606", sheet.Employee.IbanHint);
        Assert.Equal(ProofOutcome.DeadLink, (await Service.ProveBirth(link, "again", Birth)).Outcome);
        Assert.Equal(AffiliationRefusal.Done, (await Service.AskSignature(key, session, "b")).Refusal);
    }

    [Fact]
    public async Task Statuses_are_the_clock_s_though_nobody_told_of_them()
    {
        var id = await Invite();
        var last = (await Sheet(id))!.Employee.LastAt!.Value;
        _host.Clock.SetUtcNow(AffiliationClock.RemindFrom(last).AddSeconds(-1));
        Assert.Equal(EmployeeStatus.Pending, await StatusOf(id));

        _host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(EmployeeStatus.ToRemind, await StatusOf(id));
        var page = await Queries.Page(Scope, new EmployeeFilter(_company, EmployeeStatus.ToRemind));
        Assert.Single(page.Rows);
        Assert.Equal(1, (await Queries.Counts(Scope, new EmployeeFilter(_company))).Of[EmployeeStatus.ToRemind]);
        Assert.Empty((await Queries.Page(Scope, new EmployeeFilter(_company, EmployeeStatus.Pending))).Rows);
    }

    [Fact]
    public async Task A_reminder_starts_the_eight_days_again_and_the_base_scheme_follows_one_only()
    {
        var id = await Invite();
        _host.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(EmployeeRefusal.NotReminded, (await Service.ForceBase(await Caller(), _host.Fresh(), id)).Refusal);
        Assert.True((await Service.Remind(await Caller(), _host.Fresh(), id)).Ok);
        Assert.Equal(EmployeeStatus.Pending, await StatusOf(id));
        Assert.Equal(EmployeeRefusal.NotDue, (await Service.ForceBase(await Caller(), _host.Fresh(), id)).Refusal);
        _host.Clock.Advance(TimeSpan.FromDays(9));

        Assert.True((await Service.ForceBase(await Caller(), _host.Fresh(), id)).Ok);

        Assert.Equal(EmployeeStatus.Covered, await StatusOf(id));
        Assert.Equal(EmployeeRefusal.NotInvited, (await Service.ForceBase(await Caller(), _host.Fresh(), id)).Refusal);
    }

    [Fact]
    public async Task Five_failures_of_birth_date_and_code_close_the_link_for_24_hours_and_tell_the_employer_once()
    {
        var id = await Invite();
        var link = await Link(id);
        for (var i = 0; i < 3; i++)
            Assert.Equal(ProofOutcome.Wrong, (await Service.ProveBirth(link, $"n{i}", Birth.AddDays(i + 1))).Outcome);
        Assert.Equal(ProofOutcome.CodeAsked, (await Service.ProveBirth(link, "right", Birth)).Outcome);
        var code = await _host.NewestCode();
        Assert.Equal(ProofOutcome.Wrong, (await Service.ProveCode(link, "c1", Other(code))).Step.Outcome);
        Assert.Equal(ProofOutcome.Closed, (await Service.ProveCode(link, "c2", Other(code))).Step.Outcome);

        Assert.Equal(ProofOutcome.Closed, (await Service.ProveCode(link, "c3", code)).Step.Outcome);
        Assert.Equal(ProofOutcome.Closed, (await Service.ProveBirth(link, "n9", Birth)).Outcome);
        Assert.Equal(1, await _host.MailCount("affiliation-closed"));
        _host.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(ProofOutcome.CodeAsked, (await Service.ProveBirth(link, "later", Birth)).Outcome);
    }

    [Fact]
    public async Task A_new_link_voids_the_former_and_a_withdrawn_one_is_dead_like_an_unknown_one()
    {
        var id = await Invite();
        var first = await Link(id);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Service.Remind(_nora, _host.Fresh(), id);
        var second = await Link(id);
        Assert.Equal(ProofOutcome.DeadLink, (await Service.ProveBirth(first, "1", Birth)).Outcome);
        Assert.Equal(ProofOutcome.CodeAsked, (await Service.ProveBirth(second, "2", Birth)).Outcome);

        Assert.True((await Grain(id).Withdraw(_nora, _host.Fresh())).Ok);

        Assert.Equal(ProofOutcome.DeadLink, (await Service.ProveBirth(second, "3", Birth)).Outcome);
        Assert.Equal(ProofOutcome.DeadLink, (await Service.ProveBirth(second with { Employee = "unknown" }, "4", Birth)).Outcome);
        Assert.Null(await Sheet(id));
        Assert.NotEqual("", await Invite());
    }

    [Fact]
    public async Task The_session_opens_one_file_and_ends_after_thirty_idle_minutes()
    {
        var (link, session) = await Enter(await Invite());
        Assert.NotNull(await Service.Open(link.Key, session));
        var other = await Invite("Autre");
        Assert.Null(await Service.Open($"{GrainHost.Portal}/{other}", session));

        _host.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.NotNull(await Service.Open(link.Key, session));
        _host.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(await Service.Open(link.Key, session));
    }

    [Fact]
    public async Task One_person_is_one_employee_whoever_types_them_again()
    {
        await Invite();

        var same = await Service.Invite(_nora, _host.Fresh(), Someone("CORVANDIER"));
        var number = await Service.Invite(_nora, _host.Fresh(), Someone("Autrement") with { Nir = "269054958815780" });

        Assert.Equal(EmployeeRefusal.AlreadyInvited, same.Refusal);
        Assert.Equal(EmployeeRefusal.AlreadyInvited, number.Refusal);
        Assert.Single((await Queries.Page(Scope, new EmployeeFilter(_company))).Rows);
    }

    [Fact]
    public async Task Employees_at_an_unticked_establishment_do_not_exist()
    {
        var (seen, hidden) = (await Invite(), await Invite("Cachée", Site2));
        await _host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        var hugues = new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "Hugues", "");
        await _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-hugues").Found(
            _host.Fresh(), "Hugues", new Member(hugues.Account, SpaceRole.Administrateur, true, []), _company, [Site2]);
        var scope = _host.Get<Rights>().ScopeOf(hugues);

        Assert.NotNull(await Queries.Sheet(scope, seen));
        Assert.Null(await Queries.Sheet(scope, hidden));
        Assert.Single((await Queries.Page(scope, new EmployeeFilter(_company))).Rows);
        Assert.Equal(1, (await Queries.Counts(scope, new EmployeeFilter(_company))).All);
        Assert.Equal(2, (await Queries.Counts(Scope, new EmployeeFilter(_company))).All);
        Assert.True((await Service.Remind(hugues, _host.Fresh(), seen)).Ok);
        Assert.Equal(EmployeeRefusal.NotFound, (await Service.Remind(hugues, _host.Fresh(), hidden)).Refusal);
        Assert.Equal(EmployeeRefusal.NotFound, (await Service.Remind(hugues, _host.Fresh(), "nobody")).Refusal);
        Assert.Equal(EmployeeRefusal.NotFound, (await Service.Invite(hugues, _host.Fresh(), Someone("Encore", Site2) with { Nir = "" })).Refusal);
    }

    [Fact]
    public async Task Strangers_hear_what_they_hear_of_nobody()
    {
        var id = await Invite();
        var (stranger, _, _) = await _host.Customer("stranger");

        Assert.Equal(EmployeeRefusal.NotFound, (await Service.Remind(stranger, _host.Fresh(), id)).Refusal);
        Assert.Equal(EmployeeRefusal.NotFound, (await Grain(id).Reveal(stranger, _host.Fresh(), SecretNumber.Nir)).Refusal);
        Assert.Null(await Queries.Sheet(_host.Get<Rights>().ScopeOf(stranger), id));
        Assert.Empty((await Queries.Page(_host.Get<Rights>().ScopeOf(stranger), new EmployeeFilter(_company))).Rows);
    }

    [Fact]
    public async Task A_number_in_full_is_written_down_with_who_looked()
    {
        var id = await Invite();

        var number = await Grain(id).Reveal(_nora, _host.Fresh(), SecretNumber.Nir);

        Assert.Equal("269054958815780", number.Value);
        Assert.Equal(EmployeeRefusal.NothingThere, (await Grain(id).Reveal(_nora, _host.Fresh(), SecretNumber.Iban)).Refusal);
        Assert.Contains((await Sheet(id))!.Events, e => e.Kind == (long)EmployeeEventKind.NirSeen && e.Name == _nora.Name);
    }

    [Fact]
    public async Task People_are_found_by_the_beginnings_of_their_words_and_paged_by_name()
    {
        foreach (var name in new[] { "Élan", "Bois", "Dune" })
            await Invite(name);

        Assert.Equal(["Élan"], (await Queries.Page(Scope, new EmployeeFilter(_company, Search: "ela mae"))).Rows.Select(r => r.LastName));
        Assert.Empty((await Queries.Page(Scope, new EmployeeFilter(_company, Search: "lan"))).Rows);
        Assert.Equal(3, (await Queries.Page(Scope, new EmployeeFilter(_company, Search: "maelys@cou"))).Rows.Count);
        var first = await Queries.Page(Scope, new EmployeeFilter(_company, Take: 2));
        Assert.Equal(["Bois", "Dune"], first.Rows.Select(r => r.LastName));
        var second = await Queries.Page(Scope, new EmployeeFilter(_company, Take: 2, After: first.Next));
        Assert.Equal(["Élan"], second.Rows.Select(r => r.LastName));
        Assert.Null(second.Next);
    }

    private EmployeeQueries Queries => _host.Get<EmployeeQueries>();

    private IEmployeeGrain Grain(string id) => _host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/{id}");

    private Task<EmployeeSheet?> Sheet(string id) => Queries.Sheet(Scope, id);

    private async Task<EmployeeStatus> StatusOf(string id) => (await Sheet(id))!.Employee.Status;

    // A session ends by itself while the clock is moved over days.
    private Task<Caller> Caller() => Task.FromResult(_nora = _nora with { Session = "" });

    private NewEmployee Someone(string name = "Corvandier", string siret = Site1) => new(
        _company, new Person(name, "Maëlys", Birth), "269054958815780", new Employment(siret, new DateOnly(2026, 12, 1), "04"),
        [new CoverChoice("SA1", "ENS", "OPT2", new DateOnly(2026, 12, 1))], "maelys@courrier.example", TellWhenDone: true);

    private async Task<string> Invite(string name = "Corvandier", string siret = Site1)
    {
        var someone = Someone(name, siret);
        var invited = await Service.Invite(_nora, _host.Fresh(), name == "Corvandier" ? someone : someone with { Nir = "" });
        Assert.True(invited.Ok, $"{invited.Refusal}");
        return invited.Value;
    }

    private async Task<OpenedLink> Link(string id)
    {
        var path = (await _host.Mails()).Last(m => m.Template is "affiliation-invitation" or "affiliation-reminder").Values["link"];
        return new OpenedLink(GrainHost.Portal, id, path[(path.LastIndexOf('.') + 1)..]);
    }

    private async Task<(OpenedLink Link, string Session)> Enter(string id)
    {
        var link = await Link(id);
        Assert.Equal(ProofOutcome.CodeAsked, (await Service.ProveBirth(link, "birth", Birth)).Outcome);
        _host.Clock.Advance(TimeSpan.FromSeconds(40));
        var (step, session) = await Service.ProveCode(link, "code", await _host.NewestCode());
        Assert.Equal(ProofOutcome.Open, step.Outcome);
        return (link, session);
    }

    private async Task Fill(string key, string session)
    {
        Assert.True((await Service.Save(key, session, "1", new(2, new PersonalDetails("1 rue du Verger", "14310", "Courmelois")))).Ok);
        Assert.True((await Service.Save(key, session, "2", new(3, Options: [new("SA1", "OPT2")]))).Ok);
        Assert.True((await Service.Save(key, session, "3", new(4, Beneficiaries:
            [new("conjoint", "Lasbleiz", "Ada", new(1990, 1, 1)), new("enfant", "Lasbleiz", "Zoé", new(2020, 1, 1))]))).Ok);
        Assert.Equal(AffiliationRefusal.Incomplete, (await Service.AskSignature(key, session, "x")).Refusal);
        Assert.True((await Service.Save(key, session, "4", new(5, Iban: Account))).Ok);
    }

    private static string Other(string code) => code == "000000" ? "000001" : "000000";
}
