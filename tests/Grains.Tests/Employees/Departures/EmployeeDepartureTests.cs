using Grains.Access;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Interfaces.Spaces;
using Grains.Tests.Fixtures;
using Grains.Text;

namespace Grains.Tests.Employees.Departures;

public sealed class EmployeeDepartureTests : IAsyncLifetime
{
    private const string Email = "zoe@courrier.example";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _company = "";
    private string _space = "";

    private AffiliationService Service => _host.Get<AffiliationService>();

    private EmployeeQueries Queries => _host.Get<EmployeeQueries>();

    private Scope Scope => _host.Get<Rights>().ScopeOf(_nora);

    private DateOnly Today => Paris.Day(_host.Clock.GetUtcNow());

    public async Task InitializeAsync() => (_nora, _company, _space) = await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Covers_end_on_the_last_day_and_portability_follows_by_the_clock_alone()
    {
        await Known("leaver", "SA1", "PR1");

        Assert.True((await Depart("leaver", Today.AddDays(3), "rupture-conventionnelle")).Ok);

        await Reads(EmployeeStatus.Covered);
        _host.Clock.Advance(TimeSpan.FromDays(4));
        _nora = _nora with { Session = "" };
        await Reads(EmployeeStatus.Portability);
        var sheet = (await Queries.Sheet(Scope, "leaver"))!;
        Assert.Equal(4, sheet.Intervals.Count);
        Assert.Equal((PortabilityAnswer.Yes, EmployeeChange.Day(Today.AddDays(-1).AddMonths(12))), (sheet.Departure!.Portability, sheet.Departure.UntilOn));
        _host.Clock.Advance(TimeSpan.FromDays(366));
        await Reads(EmployeeStatus.Removed);
        await _host.Restart();
        await Reads(EmployeeStatus.Removed);
    }

    [Theory]
    [InlineData("demission", "departure-to-prove")]
    [InlineData("faute-lourde", "departure-ended")]
    [InlineData("faute-grave", "departure-portability")]
    public async Task The_leaver_reads_the_terms_in_a_mail_and_behind_its_link(string reason, string template)
    {
        await Known("leaver", "SA1");

        Assert.True((await Depart("leaver", Today, reason)).Ok);

        var mail = (await _host.Mails()).Single(m => m.Template == template);
        Assert.Equal((Email, FrenchDates.Day(Today)), (mail.To, mail.Values["lastDay"]));
        var link = new OpenedLink(GrainHost.Portal, "leaver", mail.Values["link"].Split('.')[^1]);
        await Service.ProveBirth(link, "birth", new DateOnly(1990, 1, 2));
        var (_, session) = await Service.ProveCode(link, "code", await _host.NewestCode());
        var own = (await Service.Open(link.Key, session))!.View.Departure!;
        Assert.Equal((Today, reason), (own.LastDay, own.Reason));
        Assert.Equal(template is "departure-ended", own.To is null);
    }

    [Fact]
    public async Task Who_has_no_e_mail_gets_a_letter_and_of_the_dead_nobody_is_written_to()
    {
        await Known("leaver", "SA1");
        Assert.Equal(EmployeeRefusal.NoAddress, (await Depart("leaver", Today, "demission", "")).Refusal);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM employee_departure"));
        Assert.True((await Depart("leaver", Today, "deces", "")).Ok);
        Assert.DoesNotContain(await _host.Mails(), m => m.Template.StartsWith("departure", StringComparison.Ordinal));
        Assert.Equal(EmployeeRefusal.Deceased, (await Service.Invite(_nora, _host.Fresh(), Someone("SA1") with { SameAs = "leaver" })).Refusal);

        var id = (await Service.Invite(_nora, _host.Fresh(), Someone("SA1") with
        {
            Person = new Person("Autre", "Léa", new DateOnly(1990, 1, 2)), Email = "", Address = new PostalAddress("14 rue des Carmes", "76000", "Rouen"),
        })).Value!;
        _host.Clock.Advance(TimeSpan.FromDays(9));
        _nora = _nora with { Session = "" };
        await Service.Remind(_nora, _host.Fresh(), id);
        _host.Clock.Advance(TimeSpan.FromDays(9));
        Assert.True((await Service.ForceBase(_nora, _host.Fresh(), id)).Ok);
        Assert.True((await Depart(id, Today, "demission", "")).Ok);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM letter WHERE template = 'departure-to-prove' AND posted_at IS NULL"));
    }

    [Fact]
    public async Task Whoever_declared_it_takes_it_back_until_midnight_and_nobody_else()
    {
        await Known("leaver", "SA1");
        var before = (await Queries.Sheet(Scope, "leaver"))!.Covers;
        await _host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(_space).Admit(_host.Fresh(), new Member("c-hugues", SpaceRole.Administrateur, true, []))).Ok);
        var colleague = await _host.WithSession(new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "Hugues Tarbelle", ""));
        Assert.True((await Depart("leaver", Today.AddDays(-30), "faute-lourde")).Ok);
        await Reads(EmployeeStatus.Removed);

        Assert.Equal(EmployeeRefusal.NotToday, (await Service.CancelDeparture(colleague, _host.Fresh(), "leaver", "Erreur")).Refusal);
        Assert.Equal(EmployeeRefusal.Incomplete, (await Cancel("")).Refusal);
        var operation = _host.Fresh();
        Assert.True((await Service.CancelDeparture(_nora, operation, "leaver", "Erreur")).Ok);
        Assert.True((await Service.CancelDeparture(_nora, operation, "leaver", "Erreur")).Ok);

        await Reads(EmployeeStatus.Covered);
        var sheet = (await Queries.Sheet(Scope, "leaver"))!;
        Assert.Equal(before, sheet.Covers);
        Assert.Null(sheet.Departure);
        Assert.Equal(1, await _host.MailCount("departure-cancelled"));
        Assert.Equal(EmployeeRefusal.NothingThere, (await Cancel("Erreur")).Refusal);
        Assert.True((await Depart("leaver", Today, "faute-lourde")).Ok);
        _host.Clock.Advance(TimeSpan.FromDays(1));
        _nora = _nora with { Session = "" };
        Assert.Equal(EmployeeRefusal.NotToday, (await Cancel("Erreur")).Refusal);
    }

    [Fact]
    public async Task A_departure_is_declared_once_and_an_invitation_that_waits_ends_with_it()
    {
        await Known("leaver", "SA1");
        Assert.True((await Service.Invite(_nora, _host.Fresh(), Someone("PR1") with { SameAs = "leaver" })).Ok);
        await Reads(EmployeeStatus.Pending);
        Assert.Equal(EmployeeRefusal.WrongDay, (await Depart("leaver", new DateOnly(2019, 12, 31), "demission")).Refusal);
        Assert.Equal(EmployeeRefusal.Incomplete, (await Depart("leaver", Today, "vacances")).Refusal);
        var operation = _host.Fresh();
        for (var twice = 0; twice < 2; twice++)
            Assert.True((await Service.Depart(_nora, operation, "leaver", new NewDeparture(Today.AddDays(-1), "demission", Email))).Ok);

        await Reads(EmployeeStatus.Removed);
        Assert.Equal(EmployeeRefusal.AlreadyLeft, (await Depart("leaver", Today, "demission")).Refusal);
        Assert.Equal(EmployeeRefusal.NotInvited, (await Service.Remind(_nora, _host.Fresh(), "leaver")).Refusal);
        Assert.Equal(1, await _host.MailCount("departure-to-prove"));
        Assert.True((await Cancel("Erreur")).Ok);
        await Reads(EmployeeStatus.Pending);
    }

    [Fact]
    public async Task Who_comes_back_is_covered_again_and_may_leave_again()
    {
        await Known("leaver", "SA1");
        Assert.True((await Depart("leaver", Today.AddDays(-1), "fin-de-cdd")).Ok);

        Assert.True((await Service.Invite(_nora, _host.Fresh(), Someone("SA1") with { SameAs = "leaver" })).Ok);

        await Reads(EmployeeStatus.Pending);
        Assert.Null((await Queries.Sheet(Scope, "leaver"))!.Employee.SignedAt);
        Assert.Equal(EmployeeRefusal.NothingThere, (await Cancel("Erreur")).Refusal);
    }

    [Fact]
    public async Task A_waiver_that_ends_with_the_contract_asks_for_nothing_and_one_that_ended_before_no_longer()
    {
        foreach (var (id, until) in new[] { ("open", (DateOnly?)null), ("ended", Today.AddDays(-5)) })
        {
            await Known(id, [new CoverInterval("SA1", CoverKind.Waived, new DateOnly(2020, 1, 1), until)]);
            Assert.True((await Depart(id, Today.AddDays(1), "rupture-conventionnelle")).Ok);
        }
        Assert.Equal(EmployeeStatus.ToRemind, (await Queries.Sheet(Scope, "ended"))!.Employee.Status);

        _host.Clock.Advance(TimeSpan.FromDays(2));
        _nora = _nora with { Session = "" };

        foreach (var id in new[] { "open", "ended" })
            Assert.Equal(EmployeeStatus.Removed, (await Queries.Sheet(Scope, id))!.Employee.Status);
        Assert.Equal(2, (await Queries.Counts(Scope, new EmployeeFilter(_company))).In(EmployeeStatus.Removed).Count);
    }

    [Fact]
    public async Task Whoever_does_not_act_there_hears_of_nobody()
    {
        await Known("leaver", "SA1");
        var (stranger, _, _) = await _host.Customer("stranger");

        Assert.Equal(EmployeeRefusal.NotFound, (await Service.Depart(stranger, _host.Fresh(), "leaver", new NewDeparture(Today, "vacances", Email))).Refusal);
        Assert.Equal(EmployeeRefusal.NotFound, (await Service.CancelDeparture(stranger, _host.Fresh(), "leaver", "")).Refusal);
        await Reads(EmployeeStatus.Covered);
    }

    // Row, filter and counts, each of the clock.
    private async Task Reads(EmployeeStatus status)
    {
        var page = await Queries.Page(Scope, new EmployeeFilter(_company, status));
        Assert.Equal(("leaver", status), (Assert.Single(page.Rows).Id, page.Rows[0].Status));
        Assert.Equal(1, (await Queries.Counts(Scope, new EmployeeFilter(_company))).In(status).Count);
    }

    private Task<Result<EmployeeRefusal>> Depart(string id, DateOnly day, string reason, string email = Email) =>
        Service.Depart(_nora, _host.Fresh(), id, new NewDeparture(day, reason, email));

    private Task<Result<EmployeeRefusal>> Cancel(string why) => Service.CancelDeparture(_nora, _host.Fresh(), "leaver", why);

    private Task Known(string id, params string[] contracts) =>
        Known(id, [.. contracts.Select(c => new CoverInterval(c, CoverKind.Covered, new DateOnly(2020, 1, 1)))]);

    private async Task Known(string id, IReadOnlyList<CoverInterval> covers) => Assert.True(
        (await _host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/{id}").Describe(_host.Fresh(), new EmployeeFacts(
            _company, new Person($"Partante {id}", "Zoé", new DateOnly(1990, 1, 2)), "", new Employment("81234567600017", new DateOnly(2020, 1, 1)), covers, Email))).Ok);

    private NewEmployee Someone(string contract) => new(
        _company, new Person("Partante leaver", "Zoé", new DateOnly(1990, 1, 2)), "", new Employment("81234567600017", new DateOnly(2020, 1, 1)),
        [new CoverChoice(contract, "ENS", "OPT2", Today)], Email);
}
