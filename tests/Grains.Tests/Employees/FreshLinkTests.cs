using Grains.Access;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Employees;
using Grains.Mail;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Silo.Files;

namespace Grains.Tests.Employees;

/// <summary>What comes after an affiliation: the link in each later mail, and another affiliation of the same person.</summary>
public sealed class FreshLinkTests : IAsyncLifetime
{
    private const string Email = "maelys@courrier.example";
    private static readonly DateOnly Birth = new(1991, 5, 4);
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _company = "";

    private AffiliationService Service => _host.Get<AffiliationService>();

    public async Task InitializeAsync() => (_nora, _company, _) = await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Who_signed_reads_their_state_by_the_link_of_the_mail_that_says_so()
    {
        var id = await Invite();
        var (key, session) = await Enter(id, "affiliation-invitation");
        await Fill(key, session, []);
        await Sign(key, session);
        await _host.Restart();

        var (_, later) = await Enter(id, "affiliation-signed");

        var view = (await Service.Open(key, later))!.View;
        Assert.Equal((false, true, "OPT2"), (view.IsAsked, view.SignedAt is not null, view.Covers.Single().Option));
        Assert.NotNull(await Service.Certify(key, later));
        Assert.Equal(AffiliationRefusal.Done, (await Service.Save(key, later, "s", new AffiliationPage(2))).Refusal);
    }

    [Fact]
    public async Task Who_was_covered_without_them_reads_it_by_the_link_of_the_mail_and_nobody_is_covered_who_was_never_signed_for()
    {
        var id = await Invite();
        var (key, session) = await Enter(id, "affiliation-invitation");
        await Fill(key, session, [new("conjoint", "Lasbleiz", "Ada", new(1990, 1, 1))]);
        await Service.AttachPaper(key, session, new AskedPaper(1, PaperKind.MarriageAct), await Upload(key));

        await Force(id);

        var (_, later) = await Enter(id, "affiliation-forced");
        var view = (await Service.Open(key, later))!.View;
        Assert.Equal((false, 0, 0), (view.IsAsked, view.Beneficiaries.Count, view.Papers.Count));
        Assert.Null(view.SignedAt);
        Assert.Empty((await Service.Certify(key, later))!.Beneficiaries);
        Assert.Empty((await Sheet(id)).Beneficiaries);
    }

    [Fact]
    public async Task Who_has_no_e_mail_gets_the_same_by_letter()
    {
        var id = await Invite(Someone() with { Email = "", Address = new PostalAddress("14 rue des Carmes", "76000", "Rouen") });

        await Force(id);

        Assert.Equal(1, await _host.Count("SELECT count(*) FROM letter WHERE template = 'affiliation-forced' AND posted_at IS NULL"));
    }

    [Fact]
    public async Task Another_invitation_finds_what_was_answered_and_handed_in_and_asks_for_a_signature_again()
    {
        var id = await Invite();
        var (key, session) = await Enter(id, "affiliation-invitation");
        await Fill(key, session, [new("conjoint", "Lasbleiz", "Ada", new(1990, 1, 1))]);
        var file = await Upload(key);
        await Service.AttachPaper(key, session, new AskedPaper(1, PaperKind.MarriageAct), file);
        await Sign(key, session);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(id, await Invite(Someone("PR1") with { SameAs = id }));

        var (_, again) = await Enter(id, "affiliation-invitation");
        var view = (await Service.Open(key, again))!.View;
        Assert.Equal((true, 0, "PR1"), (view.IsAsked, view.Step, view.Covers.Single().Contract));
        Assert.Equal(("1 rue du Verger", "FR•• •••• 2606", "Ada", file),
            (view.Details!.Street, view.IbanHint, view.Beneficiaries.Single().FirstName, view.Papers.Single().File));
        Assert.Null((await Sheet(id)).Employee.SignedAt);
        await _host.RunGrainWork();
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM file"));
        Assert.True((await Service.Save(key, again, "1", new AffiliationPage(5))).Ok);
        await Sign(key, again, "2");
        Assert.Equal(["PR1", "SA1"], (await Sheet(id)).Intervals.Select(i => i.Contract).Order());
    }

    [Fact]
    public async Task Another_invitation_that_is_taken_back_leaves_what_was_signed()
    {
        var id = await Invite();
        var (key, session) = await Enter(id, "affiliation-invitation");
        await Fill(key, session, [new("conjoint", "Lasbleiz", "Ada", new(1990, 1, 1))]);
        await Sign(key, session);
        await Invite(Someone("PR1") with { SameAs = id });

        Assert.True((await _host.Grains.GetGrain<IEmployeeGrain>(key).Withdraw(_nora, _host.Fresh())).Ok);

        var sheet = await Sheet(id);
        Assert.Equal(("Ada", EmployeeStatus.Covered, true), (sheet.Beneficiaries.Single().FirstName, sheet.Employee.Status, sheet.Employee.SignedAt is not null));
    }

    [Fact]
    public async Task An_invitation_that_is_sent_twice_is_one_and_its_person_nobody_s_namesake()
    {
        var operation = _host.Fresh();

        var (once, twice) = (await Service.Invite(_nora, operation, Someone()), await Service.Invite(_nora, operation, Someone()));

        Assert.Equal((true, once.Value), (twice.Ok, twice.Value));
        Assert.Equal(1, await _host.MailCount("affiliation-invitation"));
        Assert.Equal(EmployeeRefusal.Homonym, (await Service.Invite(_nora, _host.Fresh(), Someone())).Refusal);
    }

    [Fact]
    public async Task A_link_that_fails_late_is_told_to_open_pages_by_one_job_a_minute()
    {
        await Invite();
        Assert.Equal(_company, (await _host.Mails()).Single(m => m.Template == "affiliation-invitation").Watched);
        _host.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(1, await Jobs());

        for (var n = 0; n < 3; n++)
            await _host.Grains.GetGrain<ICompanyGrain>(_company).LinkFailed();

        Assert.Equal(2, await Jobs());

        Task<long> Jobs() => _host.Count("SELECT count(DISTINCT key) FROM job WHERE kind = 'employees-due' AND due_at < " + _host.Clock.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds());
    }

    private async Task Force(string id)
    {
        var late = _nora with { Session = "" };
        _host.Clock.Advance(TimeSpan.FromDays(9));
        Assert.True((await Service.Remind(late, _host.Fresh(), id)).Ok);
        _host.Clock.Advance(TimeSpan.FromDays(9));
        var forced = await Service.ForceBase(late, _host.Fresh(), id);
        Assert.True(forced.Ok, $"{forced.Refusal}");
    }

    private async Task<string> Upload(string employee) =>
        (await _host.Get<FileStore>().Save(BeneficiaryPapers.Uploader(employee), "acte.pdf", new MemoryStream(Samples.Pdf()), default)).Value!.File;

    private async Task Sign(string key, string session, string once = "1")
    {
        _host.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.True((await Service.AskSignature(key, session, $"ask {once}")).Ok);
        var signed = await Service.Sign(key, session, $"sign {once}", await _host.NewestCode(), new SignatureTrace("127.0.0.0", "Mandat"));
        Assert.True(signed.Ok, $"{signed.Refusal}");
    }

    private async Task Fill(string key, string session, IReadOnlyList<NewBeneficiary> people) => Assert.True((await Service.Save(
        key, session, "fill", new AffiliationPage(
            5, new PersonalDetails("1 rue du Verger", "14310", "Courmelois"), Beneficiaries: people, Iban: "FR1420041010050500013M02606"))).Ok);

    private async Task<EmployeeSheet> Sheet(string id) =>
        (await _host.Get<EmployeeQueries>().Sheet(_host.Get<Rights>().ScopeOf(_nora with { Session = "" }), id))!;

    private NewEmployee Someone(string contract = "SA1") => new(
        _company, new Person("Corvandier", "Maëlys", Birth), "", new Employment("81234567600017", new DateOnly(2026, 11, 1), "04"),
        [new CoverChoice(contract, "ENS", "OPT2", new DateOnly(2026, 11, 1))], Email);

    private async Task<string> Invite(NewEmployee? who = null)
    {
        var done = await Service.Invite(_nora, _host.Fresh(), who ?? Someone());
        Assert.True(done.Ok, $"{done.Refusal}");
        return done.Value;
    }

    private async Task<(string Key, string Session)> Enter(string id, string template)
    {
        var path = (await _host.Mails()).Last(m => m.Template == template).Values["link"];
        var link = new OpenedLink(GrainHost.Portal, id, path[(path.LastIndexOf('.') + 1)..]);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        var at = _host.Clock.GetUtcNow().Ticks;
        Assert.Equal(ProofOutcome.CodeAsked, (await Service.ProveBirth(link, $"birth {at}", Birth)).Outcome);
        _host.Clock.Advance(TimeSpan.FromSeconds(40));
        var (step, session) = await Service.ProveCode(link, $"code {at}", await _host.NewestCode());
        Assert.Equal(ProofOutcome.Open, step.Outcome);
        return (link.Key, session);
    }
}
