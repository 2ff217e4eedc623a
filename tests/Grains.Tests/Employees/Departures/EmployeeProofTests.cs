using Dapper;
using Grains.Access;
using Grains.Employees;
using Grains.Employees.Departures.Proofs;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Grains.Text;
using Silo.Files;
using Tests.Fixtures;

namespace Grains.Tests.Employees.Departures;

/// <summary>What proves portability, on a real store: handed in, answered, reminded of, suspended.</summary>
public sealed class EmployeeProofTests : IAsyncLifetime
{
    private const string Email = "zoe@courrier.example";
    private static readonly DateOnly Birth = new(1990, 1, 2);
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private string _company = "";
    private DateOnly _left;

    private AffiliationService Affiliations => _host.Get<AffiliationService>();

    private PortabilityService Portability => _host.Get<PortabilityService>();

    private DateOnly Today => Paris.Day(_host.Clock.GetUtcNow());

    private static string Key => $"{GrainHost.Portal}/leaver";

    public async Task InitializeAsync()
    {
        (_nora, _company, _) = await _host.Customer("nora");
        _claire = await _host.Adviser("claire");
        _left = Today.AddDays(-1);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Without_a_proof_both_are_reminded_then_it_is_suspended_on_its_day_and_an_accepted_one_opens_it_again_without_a_gap()
    {
        await Leaves("rupture-conventionnelle");
        var due = _left.AddDays(31);
        Assert.Equal((due, 1, ""), (Day((await Sheet()).Employee.ProofOn), (int)(await Sheet()).Employee.ProofKind, (await Sheet()).Employee.SuspendedOn));

        await Until(due.AddDays(-8));
        Assert.Equal(0, await _host.MailCount(ProofTemplates.Reminder));
        await Until(due.AddDays(-7));
        Assert.Equal((1, 1), (await _host.MailCount(ProofTemplates.Reminder), await _host.MailCount(ProofTemplates.ReminderEmployer)));
        var mail = (await _host.Mails()).Single(m => m.Template is ProofTemplates.Reminder);
        var suspended = due.AddDays(8);
        Assert.Equal((Email, FrenchDates.Day(due), FrenchDates.Day(suspended)), (mail.To, mail.Values["due"], mail.Values["suspended"]));

        // No job runs from here on: what holds is the clock's.
        Move(suspended.AddDays(1));
        var sheet = await Sheet();
        Assert.True(sheet.Employee.IsSuspended(Today));
        Assert.Equal(EmployeeStatus.Portability, sheet.Employee.Status);
        Assert.Equal(
            [CoverRight.Covered, CoverRight.Portability, CoverRight.Portability, CoverRight.Frozen, CoverRight.Frozen],
            new[] { _left, _left.AddDays(1), suspended.AddDays(-1), suspended, Today }.Select(d => EmployeeStatuses.RightOn(sheet.Covers, d)));
        await _host.RunGrainWork();
        Assert.Equal((1, 1), (await _host.MailCount(ProofTemplates.Suspended), await _host.MailCount(ProofTemplates.SuspendedEmployer)));

        Assert.True((await HandIn()).Ok);
        Assert.Equal(CoverRight.Frozen, EmployeeStatuses.RightOn((await Sheet()).Covers, Today));
        Assert.True((await Settle(new ProofDecision(true))).Ok);
        sheet = await Sheet();
        Assert.False(sheet.Employee.IsSuspended(Today));
        Assert.All(Enumerable.Range(1, 364), n => Assert.Equal(CoverRight.Portability, EmployeeStatuses.RightOn(sheet.Covers, _left.AddDays(n))));
        Assert.Equal(_left.AddDays(1).AddMonths(3), Day(sheet.Employee.ProofOn));
        Assert.Equal((1, 1), (await _host.MailCount(ProofTemplates.Accepted), await _host.MailCount(ProofTemplates.SettledEmployer)));
        await _host.Restart();
        Assert.Equal(sheet.Covers, (await Sheet()).Covers);
    }

    [Fact]
    public async Task A_proof_that_waits_is_never_suspended_and_one_that_is_refused_leaves_days_again()
    {
        await Leaves("rupture-conventionnelle");
        var due = _left.AddDays(31);
        await Until(due.AddDays(-7));
        Assert.True((await HandIn()).Ok);

        await Until(due.AddDays(60));
        Assert.Equal(0, await _host.MailCount(ProofTemplates.Suspended));
        Assert.Equal(CoverRight.Portability, EmployeeStatuses.RightOn((await Sheet()).Covers, Today));
        Assert.Equal(1, await _host.MailCount(ProofTemplates.Reminder));

        Assert.Equal(EmployeeRefusal.Incomplete, (await Settle(new ProofDecision(false))).Refusal);
        Assert.True((await Settle(new ProofDecision(false, "La page est illisible."))).Ok);
        var sheet = await Sheet();
        Assert.Equal((Today.AddDays(15), ProofStage.Refused, "La page est illisible."), (Day(sheet.Employee.SuspendedOn), sheet.Proofs[0].Stage, sheet.Proofs[0].Word));
        Assert.Equal(CoverRight.Portability, EmployeeStatuses.RightOn(sheet.Covers, Today.AddDays(14)));
        Assert.Equal(CoverRight.Frozen, EmployeeStatuses.RightOn(sheet.Covers, Today.AddDays(15)));
        Assert.Equal(FrenchDates.Day(Today.AddDays(15)), (await _host.Mails()).Single(m => m.Template is ProofTemplates.Refused).Values["suspended"]);
        await Until(Today.AddDays(15));
        Assert.Equal((1, 1), (await _host.MailCount(ProofTemplates.Suspended), await _host.MailCount(ProofTemplates.Reminder)));
    }

    [Fact]
    public async Task To_be_proved_nothing_holds_until_one_is_accepted_and_then_it_does_from_the_first_day()
    {
        await Leaves("demission");
        await Until(_left.AddDays(60));
        Assert.Equal((1, 0), (await _host.MailCount(ProofTemplates.Reminder), await _host.MailCount(ProofTemplates.Suspended)));
        var sheet = await Sheet();
        Assert.Equal((EmployeeStatus.Removed, ""), (sheet.Employee.Status, sheet.Employee.SuspendedOn));
        Assert.Equal(CoverRight.Frozen, EmployeeStatuses.RightOn(sheet.Covers, Today));

        Assert.True((await HandInFor()).Ok);
        Assert.True((await Settle(new ProofDecision(true, Until: Today))).Ok);

        sheet = await Sheet();
        Assert.Equal(EmployeeStatus.Portability, sheet.Employee.Status);
        Assert.Equal(
            [CoverRight.Covered, CoverRight.Portability, CoverRight.Portability, CoverRight.Frozen],
            new[] { _left, _left.AddDays(1), _left.AddMonths(12), _left.AddMonths(12).AddDays(2) }.Select(d => EmployeeStatuses.RightOn(sheet.Covers, d)));
        Assert.Equal(DepartureEvidence.BenefitStatements, (DepartureEvidence)sheet.Employee.ProofKind);
    }

    [Fact]
    public async Task Benefit_that_ended_ends_portability_on_that_day_and_nothing_is_asked_any_more()
    {
        await Leaves("rupture-conventionnelle");
        Assert.True((await HandIn()).Ok);
        Assert.Equal(EmployeeRefusal.Incomplete, (await Settle(new ProofDecision(true, Ends: true))).Refusal);
        Assert.Equal(EmployeeRefusal.WrongDay, (await Settle(new ProofDecision(true, Until: _left, Ends: true))).Refusal);
        var end = _left.AddDays(40);

        Assert.True((await Settle(new ProofDecision(true, Until: end, Ends: true))).Ok);

        var sheet = await Sheet();
        Assert.Equal(CoverRight.Portability, EmployeeStatuses.RightOn(sheet.Covers, end));
        Assert.Equal(CoverRight.Frozen, EmployeeStatuses.RightOn(sheet.Covers, end.AddDays(1)));
        Assert.Equal((end, 0), (Day(sheet.Departure!.UntilOn), (int)sheet.Employee.ProofKind));
        await Until(_left.AddDays(200));
        Assert.Equal(0, await _host.MailCount(ProofTemplates.Reminder));
        Assert.Equal(EmployeeStatus.Removed, (await Sheet()).Employee.Status);
        Assert.Equal(EmployeeRefusal.NothingThere, (await HandInFor()).Refusal);
    }

    [Fact]
    public async Task Each_is_done_once_however_often_it_is_said()
    {
        await Leaves("rupture-conventionnelle");
        var (session, file) = (await Enter(), await Upload(BeneficiaryPapers.Uploader(Key)));
        Assert.Equal(AffiliationRefusal.Incomplete, (await Portability.HandIn(Key, session, "none", [])).Refusal);
        Assert.Equal(AffiliationRefusal.Incomplete, (await Portability.HandIn(Key, session, "other", [await Upload("c-other")])).Refusal);
        for (var twice = 0; twice < 2; twice++)
            Assert.True((await Portability.HandIn(Key, session, "form", [file])).Ok);
        Assert.Equal(AffiliationRefusal.AlreadyAsked, (await Portability.HandIn(Key, session, "next", [await Upload(BeneficiaryPapers.Uploader(Key))])).Refusal);
        Assert.Equal((1L, 1L), (await _host.Count("SELECT count(*) FROM employee_proof"), await _host.Count("SELECT count(*) FROM employee_proof_file")));
        Assert.Equal(EmployeeRefusal.AlreadyDecided, (await Portability.Remind(_nora, _host.Fresh(), "leaver")).Refusal);

        var (operation, proof) = (_host.Fresh(), (int)(await Sheet()).Proofs[0].Proof);
        for (var twice = 0; twice < 2; twice++)
            Assert.True((await Portability.Settle(_claire, operation, Key, proof, new ProofDecision(true))).Ok);
        Assert.Equal(EmployeeRefusal.AlreadyDecided, (await Portability.Settle(_claire, _host.Fresh(), Key, proof, new ProofDecision(true))).Refusal);
        Assert.Equal(1, await _host.MailCount(ProofTemplates.Accepted));

        operation = _host.Fresh();
        for (var twice = 0; twice < 2; twice++)
            Assert.True((await Portability.Remind(_nora, operation, "leaver")).Ok);
        Assert.Equal(1, await _host.MailCount(ProofTemplates.Reminder));
        // What an employer asks for by hand moves no date.
        Assert.Equal("", (await Sheet()).Employee.SuspendedOn);
    }

    [Fact]
    public async Task The_employer_hands_in_too_and_whoever_has_no_right_hears_of_nobody()
    {
        await Leaves("rupture-conventionnelle");
        var (stranger, _, _) = await _host.Customer("stranger");
        var technical = await _host.Adviser("technical", StaffRole.AdministrateurTechnique);
        Assert.Equal(EmployeeRefusal.NotFound, (await Portability.HandInFor(stranger, _host.Fresh(), "leaver", [])).Refusal);
        Assert.Equal(EmployeeRefusal.NotFound, (await Portability.Remind(stranger, _host.Fresh(), "leaver")).Refusal);

        Assert.True((await Portability.HandInFor(_nora, _host.Fresh(), "leaver", [await Upload(_nora.Account), await Upload(_nora.Account)])).Ok);

        var proof = (await Sheet()).Proofs.Single();
        Assert.Equal((_nora.Name, 1L), (proof.Name, (await Sheet()).Employee.ProofWaits));
        var queries = _host.Get<ProofQueries>();
        Assert.Equal(2, (await queries.Waiting(_host.Get<Rights>().ScopeOf(_claire))).Single().Files.Count);
        Assert.Empty(await queries.Waiting(_host.Get<Rights>().ScopeOf(_nora)));
        var grain = _host.Grains.GetGrain<IPortabilityGrain>(Key);
        var file = (await queries.Waiting(_host.Get<Rights>().ScopeOf(_claire))).Single().Files[0].File;
        foreach (var other in new[] { _nora, stranger, technical })
        {
            Assert.Equal(EmployeeRefusal.NotFound, (await grain.OpenProofFile(other, (int)proof.Proof, file)).Refusal);
            Assert.Equal(EmployeeRefusal.NotFound, (await Portability.Settle(other, _host.Fresh(), Key, (int)proof.Proof, new ProofDecision(true))).Refusal);
        }
        Assert.True((await grain.OpenProofFile(_claire, (int)proof.Proof, file)).Ok);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM journal WHERE action = 'portability-proof-seen'"));
    }

    [Fact]
    public async Task What_waits_is_the_beginning_of_an_index()
    {
        if (TestStore.IsPostgres)
            return;
        await using var reading = await _host.Store.OpenRead();
        var count = ProofQueries.WaitingCountOf(_host.Get<Rights>().ScopeOf(_claire));
        var plan = await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>($"EXPLAIN QUERY PLAN {count.Sql}");
        Assert.Contains(plan, p => p.Detail.Contains("employee_proof_waiting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_who_was_taken_back_died_or_is_invited_again_nothing_is_asked()
    {
        await Leaves("rupture-conventionnelle");
        Assert.True((await HandIn()).Ok);
        Assert.True((await Affiliations.CancelDeparture(_nora, _host.Fresh(), "leaver", "Erreur")).Ok);
        Assert.Equal((0L, 0L), (await _host.Count("SELECT count(*) FROM employee_proof"), (await Sheet()).Employee.ProofKind));
        Assert.True((await Affiliations.Depart(_nora, _host.Fresh(), "leaver", new NewDeparture(_left, "rupture-conventionnelle", Email))).Ok);
        Assert.True((await HandIn()).Ok);
        await _host.Grains.GetGrain<IEmployeeGrain>(Key).ReportDeath(_host.Fresh(), _company, Today);

        Assert.Equal((0L, ""), ((await Sheet()).Employee.ProofKind, (await Sheet()).Employee.ProofOn));
        Assert.Empty(await _host.Get<ProofQueries>().Waiting(_host.Get<Rights>().ScopeOf(_claire)));
        await Until(_left.AddDays(100));
        Assert.Equal((0, 0), (await _host.MailCount(ProofTemplates.Reminder), await _host.MailCount(ProofTemplates.Suspended)));
    }

    [Fact]
    public async Task Who_is_invited_again_is_asked_for_nothing_and_once_it_is_withdrawn_goes_on_where_it_was()
    {
        await Leaves("rupture-conventionnelle");
        Assert.True((await Affiliations.Invite(_nora, _host.Fresh(), new NewEmployee(
            _company, new Person("Partante", "Zoé", Birth), "", new Employment("81234567600017", new DateOnly(2020, 1, 1)), [new CoverChoice("PR1", "ENS", "BASE", Today)], Email)
            {
                SameAs = "leaver",
            })).Ok);
        Assert.Equal(0, (await Sheet()).Employee.ProofKind);
        await Until(_left.AddDays(80));
        Assert.Equal(0, await _host.MailCount(ProofTemplates.Reminder));

        Assert.True((await _host.Grains.GetGrain<IEmployeeGrain>(Key).Withdraw(_nora, _host.Fresh())).Ok);
        await _host.RunGrainWork();

        Assert.Equal(1, await _host.MailCount(ProofTemplates.Reminder));
        Assert.Equal(Today.AddDays(15), Day((await Sheet()).Employee.SuspendedOn));
    }

    private async Task Leaves(string reason)
    {
        Assert.True((await _host.Grains.GetGrain<IEmployeeGrain>(Key).Describe(_host.Fresh(), new EmployeeFacts(
            _company, new Person("Partante", "Zoé", Birth), "", new Employment("81234567600017", new DateOnly(2020, 1, 1)),
            [new CoverInterval("SA1", CoverKind.Covered, new DateOnly(2020, 1, 1))], Email))).Ok);
        Assert.True((await Affiliations.Depart(_nora, _host.Fresh(), "leaver", new NewDeparture(_left, reason, Email))).Ok);
    }

    // At nine and one minute, with all that is due by then.
    private async Task Until(DateOnly day)
    {
        Move(day);
        for (var round = 0; round < 3; round++)
            await _host.RunGrainWork();
    }

    private void Move(DateOnly day)
    {
        _host.Clock.Advance(Paris.At(day.ToDateTime(new TimeOnly(9, 1))) - _host.Clock.GetUtcNow());
        (_nora, _claire) = (_nora with { Session = "" }, _claire with { Session = "" });
    }

    private async Task<EmployeeSheet> Sheet() => (await _host.Get<EmployeeQueries>().Sheet(_host.Get<Rights>().ScopeOf(_nora), "leaver"))!;

    private async Task<Result<AffiliationRefusal>> HandIn() =>
        await Portability.HandIn(Key, await Enter(), Guid.NewGuid().ToString("N"), [await Upload(BeneficiaryPapers.Uploader(Key))]);

    private async Task<Result<EmployeeRefusal>> HandInFor() =>
        await Portability.HandInFor(_nora, _host.Fresh(), "leaver", [await Upload(_nora.Account)]);

    private async Task<Result<EmployeeRefusal>> Settle(ProofDecision answer) =>
        await Portability.Settle(_claire, _host.Fresh(), Key, (int)(await Sheet()).Proofs[0].Proof, answer);

    private async Task<string> Enter()
    {
        var path = (await _host.Mails()).Last(m => m.To == Email && m.Values.ContainsKey("link")).Values["link"];
        var link = new OpenedLink(GrainHost.Portal, "leaver", path.Split('.')[^1]);
        _host.Clock.Advance(TimeSpan.FromSeconds(40));
        var form = Guid.NewGuid().ToString("N");
        Assert.Equal(ProofOutcome.CodeAsked, (await Affiliations.ProveBirth(link, form, Birth)).Outcome);
        var (step, session) = await Affiliations.ProveCode(link, form, await _host.NewestCode());
        Assert.Equal(ProofOutcome.Open, step.Outcome);
        return session;
    }

    private async Task<string> Upload(string uploader) =>
        (await _host.Get<FileStore>().Save(uploader, "notification.pdf", new MemoryStream(Samples.Pdf()), default)).Value!.File;

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "O", System.Globalization.CultureInfo.InvariantCulture);
}
