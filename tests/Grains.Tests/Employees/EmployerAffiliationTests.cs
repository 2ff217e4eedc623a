using Grains.Access;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Silo.Files;
using Orleans;

namespace Grains.Tests.Employees;

/// <summary>An affiliation that the employer types whole, on a real store.</summary>
public sealed class EmployerAffiliationTests : IAsyncLifetime
{
    private static readonly DateOnly Birth = new(1991, 5, 4);
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _company = "";
    private string _space = "";

    private AffiliationService Service => _host.Get<AffiliationService>();

    public async Task InitializeAsync() => (_nora, _company, _space) = await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Employee_is_covered_by_what_the_employer_typed_is_told_and_reads_it_by_the_link()
    {
        var id = await Affiliate();
        await _host.Restart();
        var (key, session) = await Enter(id, EmployerAffiliation.Notice);

        var view = (await Service.Open(key, session))!.View;

        Assert.Equal(EmployeeStatus.Covered, (await Sheet(id)).Employee.Status);
        Assert.Equal(("SA1", "OPT2"), view.Covers.Select(c => (c.Contract, c.Option)).Single());
        Assert.Equal(("1 rue du Verger", "FR•• •••• 2606", "Ada"), (view.Details!.Street, view.IbanHint, view.Beneficiaries.Single().FirstName));
        Assert.NotNull(view.TypedAt);
        Assert.Null(view.SignedAt);
        Assert.NotNull(await Service.Certify(key, session));
        Assert.Equal("Ada", (await Sheet(id)).Beneficiaries.Single().FirstName);
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM employee_signature WHERE channel = 'employer' AND mandate = '{view.Mandate}'"));
        Assert.Contains((await Sheet(id)).Events, e => e.Kind == (long)EmployeeEventKind.Affiliated && e.Name == _nora.Name);
        Assert.DoesNotContain("0505", string.Concat((await _host.Mails()).SelectMany(m => m.Values.Values)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_and_sheet_on_paper_are_given_to_who_reads_affiliations_and_to_nobody_else()
    {
        var grain = _host.Grains.GetGrain<IEmployeeGrain>($"{_nora.Portal}/{await Affiliate()}");

        await _host.Give(_space, _nora, UniverseRights.ReadAffiliation);
        Assert.True((await grain.Certify(_nora)).Ok);
        Assert.True((await grain.Print(_nora)).Ok);

        await _host.Give(_space, _nora, UniverseRights.ReadHealth);
        Assert.Equal(EmployeeRefusal.NotFound, (await grain.Certify(_nora)).Refusal);
        Assert.Equal(EmployeeRefusal.NotFound, (await grain.Print(_nora)).Refusal);
    }

    [Fact]
    public async Task What_is_typed_asks_nothing_of_the_employee_and_is_neither_reminded_nor_taken_back()
    {
        var id = await Affiliate();
        var (key, session) = await Enter(id, EmployerAffiliation.Notice);
        var grain = _host.Grains.GetGrain<IEmployeeGrain>(key);

        Assert.Equal(AffiliationRefusal.Done, (await Service.Save(key, session, "s", new AffiliationPage(2))).Refusal);
        Assert.Equal(AffiliationRefusal.Done, (await Service.AskSignature(key, session, "s")).Refusal);
        Assert.Equal(AffiliationRefusal.WaiverClosed, (await Service.AskWaiver(key, session, "w", new WaiverAsked("SA1", "W3", "Ailleurs", true))).Refusal);
        Assert.Equal(EmployeeRefusal.NotInvited, (await Service.Remind(_nora, _host.Fresh(), id)).Refusal);
        Assert.Equal(EmployeeRefusal.NotInvited, (await grain.Withdraw(_nora, _host.Fresh())).Refusal);
        Assert.Equal(EmployeeRefusal.NotInvited, (await Service.ForceBase(_nora, _host.Fresh(), id)).Refusal);
        var row = (await Sheet(id)).Employee;
        Assert.Null(row.InvitedAt);
        Assert.NotEqual("", row.Mail);

        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await Service.CorrectEmail(_nora, _host.Fresh(), id, "autre@courrier.example")).Ok);

        Assert.Null(await Service.Open(key, session));
        Assert.Equal(2, await _host.MailCount(EmployerAffiliation.Notice));
        Assert.Equal(0, await _host.MailCount("affiliation-invitation"));
    }

    [Fact]
    public async Task Employee_contests_once_the_employer_is_told_and_answers_and_the_answer_is_read_by_a_new_link()
    {
        var id = await Affiliate();
        var (key, session) = await Enter(id, EmployerAffiliation.Notice);
        Assert.Equal(EmployeeRefusal.NothingThere, (await Answer(_nora, id, "Rien à répondre")).Refusal);
        Assert.Equal(AffiliationRefusal.Incomplete, (await Service.Contest(key, session, "0", "")).Refusal);
        Assert.Equal(AffiliationRefusal.Incomplete, (await Service.Contest(key, session, "0", new string('x', Contest.MostSigns + 1))).Refusal);

        Assert.True((await Service.Contest(key, session, "1", "L’option n’est pas la mienne")).Ok);
        await _host.Restart();

        Assert.Equal(AffiliationRefusal.Done, (await Service.Contest(key, session, "2", "Encore")).Refusal);
        Assert.Equal(1, await _host.MailCount("affiliation-contested"));
        Assert.Equal("L’option n’est pas la mienne", (await Sheet(id)).Employee.Contest);
        Assert.Equal(EmployeeRefusal.Contested, (await Service.Invite(_nora, _host.Fresh(), Someone() with { SameAs = id, Covers = [Cover("PR1")] })).Refusal);
        var (stranger, _, _) = await _host.Customer("stranger");
        Assert.Equal(EmployeeRefusal.NotFound, (await Answer(stranger, id, "Bonjour")).Refusal);
        Assert.Equal(EmployeeRefusal.Incomplete, (await Answer(_nora, id, "")).Refusal);
        Assert.True((await Answer(_nora, id, "Nous la corrigeons")).Ok);

        Assert.Equal("", (await Sheet(id)).Employee.Contest);
        var (_, again) = await Enter(id, "affiliation-answered");
        var contest = (await Service.Open(key, again))!.View.Contest!;
        Assert.Equal(("Nous la corrigeons", false), (contest.Answer, contest.Waits));
        Assert.True((await Service.Contest(key, again, "3", "Toujours pas")).Ok);
    }

    [Fact]
    public async Task A_contest_stands_before_advisers_who_settle_it_with_a_word_to_both_while_the_cover_goes_on()
    {
        var (id, claire) = (await Affiliate(), await _host.Adviser("claire"));
        var (key, session) = await Enter(id, EmployerAffiliation.Notice);
        var at = _host.Clock.GetUtcNow();
        Assert.True((await Service.Contest(key, session, "1", "L’option n’est pas la mienne")).Ok);

        var one = Assert.Single(await Contests(claire));
        Assert.Equal((id, _company, "L’option n’est pas la mienne"), (one.Id, one.Company, one.Contest));
        Assert.Equal(at.ToUnixTimeMilliseconds(), one.ContestedAt.ToUnixTimeMilliseconds());
        Assert.Equal(1, await Waiting(claire));
        Assert.Empty(await Contests(_nora));
        Assert.Equal(EmployeeStatus.Covered, (await Sheet(id)).Employee.Status);
        Assert.Equal(EmployeeRefusal.NotFound, (await Settle(_nora, "Tranché")).Refusal);
        Assert.Equal(EmployeeRefusal.NotFound, (await Settle(claire with { Role = StaffRole.ReferentMedical }, "Tranché")).Refusal);
        Assert.Equal(EmployeeRefusal.Incomplete, (await Settle(claire, "")).Refusal);

        Assert.True((await Settle(claire, "L’option reste la vôtre")).Ok);

        Assert.Equal(EmployeeRefusal.NothingThere, (await Settle(claire, "Encore")).Refusal);
        Assert.Equal(EmployeeRefusal.NothingThere, (await Answer(_nora, id, "Trop tard")).Refusal);
        Assert.Equal((0, 0), ((await Contests(claire)).Count, await Waiting(claire)));
        Assert.Equal((1, 1), (await _host.MailCount("affiliation-settled"), await _host.MailCount("affiliation-settled-employer")));
        var sheet = await Sheet(id);
        Assert.Equal((EmployeeStatus.Covered, ""), (sheet.Employee.Status, sheet.Employee.Contest));
        Assert.Contains(sheet.Events, e => e.Kind == (long)EmployeeEventKind.ContestSettled && e.Detail == "L’option reste la vôtre" && e.Name == claire.Name);
        var (_, again) = await Enter(id, "affiliation-settled");
        var contest = (await Service.Open(key, again))!.View.Contest!;
        Assert.Equal(("L’option reste la vôtre", true), (contest.Answer, contest.ByInsurer));

        Task<Result<EmployeeRefusal>> Settle(Caller by, string word) => Service.SettleContest(by, _host.Fresh(), key, word);
    }

    [Fact]
    public async Task The_employer_hands_in_papers_of_what_they_typed_and_of_nothing_else()
    {
        var (id, other) = (await Affiliate(), (await Service.Invite(_nora, _host.Fresh(), Someone() with { Person = new Person("Autre", "Zoé", Birth) })).Value!);
        var (asked, file) = (new AskedPaper(1, PaperKind.MarriageAct), await Upload(_nora.Account));
        var (stranger, _, _) = await _host.Customer("stranger");

        Assert.Equal(EmployeeRefusal.NotAsked, (await HandIn(_nora, id, new AskedPaper(1, PaperKind.BirthAct), file)).Refusal);
        Assert.Equal(EmployeeRefusal.NotAsked, (await HandIn(_nora, id, asked, await Upload("c-somebody"))).Refusal);
        Assert.Equal(EmployeeRefusal.NotFound, (await HandIn(_nora, other, asked, file)).Refusal);
        Assert.Equal(EmployeeRefusal.NotFound, (await HandIn(stranger, id, asked, file)).Refusal);
        Assert.True((await HandIn(_nora, id, asked, file)).Ok);
        Assert.Equal(EmployeeRefusal.NotAsked, (await HandIn(_nora, id, asked, file)).Refusal);

        var sheet = await Sheet(id);
        Assert.Equal((1, (long)PaperKind.MarriageAct), sheet.Papers.Select(p => ((int)p.Rank, p.Kind)).Single());
        Assert.Contains(sheet.Events, e => e.Kind == (long)EmployeeEventKind.PaperReceived && e.Name == _nora.Name);
        var (key, session) = await Enter(id, EmployerAffiliation.Notice);
        Assert.Equal(file, (await Service.Open(key, session))!.View.Papers.Single().File);

        Task<Result<EmployeeRefusal>> HandIn(Caller by, string employee, AskedPaper paper, string handed) =>
            _host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/{employee}").HandInPaper(by, _host.Fresh(), paper, handed);

        async Task<string> Upload(string uploader) =>
            (await _host.Get<FileStore>().Save(uploader, "acte.pdf", new MemoryStream(Samples.Pdf()), default)).Value!.File;
    }

    [Fact]
    public async Task Who_has_no_e_mail_is_told_by_a_letter()
    {
        var id = await Affiliate(Someone() with { Email = "", Address = new PostalAddress("14 rue des Carmes", "76000", "Rouen") });

        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM letter WHERE template = '{EmployerAffiliation.Notice}' AND posted_at IS NULL"));
        Assert.Equal(0, await _host.MailCount(EmployerAffiliation.Notice));
        Assert.NotNull((await Sheet(id)).Employee.LetterAt);
    }

    [Fact]
    public async Task A_person_is_one_employee_and_only_the_company_s_own_people_type_them()
    {
        var id = await Affiliate();
        var (stranger, _, _) = await _host.Customer("stranger");

        Assert.Equal(EmployeeRefusal.Homonym, (await Service.Affiliate(_nora, _host.Fresh(), Someone(), Typed())).Refusal);
        Assert.Equal(EmployeeRefusal.AlreadyCovered, (await Service.Affiliate(_nora, _host.Fresh(), Someone() with { SameAs = id }, Typed())).Refusal);
        Assert.Equal(EmployeeRefusal.NotFound, (await Service.Affiliate(stranger, _host.Fresh(), Someone(), Typed())).Refusal);
        var another = await Service.Affiliate(_nora, _host.Fresh(), Someone() with { SameAs = "" }, Typed());
        Assert.NotEqual(id, another.Value);
    }

    [Fact]
    public async Task Pages_are_told_once_the_fate_of_a_mail_is_known_by_one_job_a_minute()
    {
        await Affiliate();
        await Affiliate(Someone() with { Person = new Person("Autre", "Zoé", Birth) });

        Assert.Equal(1, await _host.Count("SELECT count(*) FROM job WHERE kind = 'employees-due' AND state = 0"));
    }

    private async Task<string> Affiliate(NewEmployee? who = null)
    {
        var done = await Service.Affiliate(_nora, _host.Fresh(), who ?? Someone(), Typed());
        Assert.True(done.Ok, $"{done.Refusal}");
        return done.Value;
    }

    private Task<Result<EmployeeRefusal>> Answer(Caller by, string id, string text) => Service.AnswerContest(by, _host.Fresh(), id, text);

    private Task<IReadOnlyList<ContestSummary>> Contests(Caller by) => _host.Get<ContestQueries>().Waiting(_host.Get<Rights>().ScopeOf(by));

    private async Task<int> Waiting(Caller by) => (await _host.Get<StaffQueries>().Counts(_host.Get<Rights>().ScopeOf(by))).Contests;

    private async Task<EmployeeSheet> Sheet(string id) => (await _host.Get<EmployeeQueries>().Sheet(_host.Get<Rights>().ScopeOf(_nora), id))!;

    private async Task<(string Key, string Session)> Enter(string id, string template)
    {
        var path = (await _host.Mails()).Last(m => m.Template == template).Values["link"];
        var link = new OpenedLink(GrainHost.Portal, id, path[(path.LastIndexOf('.') + 1)..]);
        Assert.Equal(ProofOutcome.CodeAsked, (await Service.ProveBirth(link, $"birth {template}", Birth)).Outcome);
        _host.Clock.Advance(TimeSpan.FromSeconds(40));
        var (step, session) = await Service.ProveCode(link, $"code {template}", await _host.NewestCode());
        Assert.Equal(ProofOutcome.Open, step.Outcome);
        return (link.Key, session);
    }

    private NewEmployee Someone() => new(
        _company, new Person("Corvandier", "Maëlys", Birth), "", new Employment("81234567600017", new DateOnly(2026, 11, 1), "04"), [Cover("SA1")],
        "maelys@courrier.example");

    private static CoverChoice Cover(string contract) => new(contract, "ENS", "OPT2", new DateOnly(2026, 11, 1));

    private static TypedAffiliation Typed() => new(
        new PersonalDetails("1 rue du Verger", "14310", "Courmelois"), [new("conjoint", "Lasbleiz", "Ada", new(1990, 1, 1))], "FR1420041010050500013M02606",
        new SignatureTrace("127.0.0.0", "Mandat détenu"));
}
