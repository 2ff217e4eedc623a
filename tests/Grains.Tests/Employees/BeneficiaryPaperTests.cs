using Grains.Access;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Silo.Files;

namespace Grains.Tests.Employees;

/// <summary>What beneficiaries are covered on the strength of, on a real store.</summary>
public sealed class BeneficiaryPaperTests : IAsyncLifetime
{
    private static readonly DateOnly Birth = new(1991, 5, 4);
    private static readonly DateOnly Today = new(2026, 11, 24);
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _company = "";

    private AffiliationService Service => _host.Get<AffiliationService>();

    public async Task InitializeAsync() => (_nora, _company, _) = await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("conjoint", "1990-01-01", "MarriageAct")]
    [InlineData("pacs", "1990-01-01", "PacsAttestation")]
    [InlineData("concubin", "1990-01-01", "AddressProof")]
    [InlineData("enfant", "2020-01-01", "BirthAct")]
    [InlineData("enfant", "2008-11-25", "BirthAct")]
    [InlineData("enfant", "2008-11-24", "BirthAct,SchoolCertificate")]
    [InlineData("ascendant", "1950-01-01", "RightsAttestation")]
    public void What_is_asked_follows_the_link_and_a_child_s_age(string link, string birth, string asked) =>
        Assert.Equal(asked, string.Join(',', BeneficiaryPapers.KindsFor(link, DateOnly.Parse(birth, null), Today)));

    [Fact]
    public async Task A_paper_is_kept_at_once_and_found_again_by_the_link()
    {
        var id = await Invite();
        var (key, session) = await Enter(id, "affiliation-invitation");
        await Fill(key, session);
        var file = await Upload(key);

        Assert.True((await Service.AttachPaper(key, session, new AskedPaper(1, PaperKind.MarriageAct), file)).Ok);
        Assert.True((await Service.AttachPaper(key, session, new AskedPaper(1, PaperKind.MarriageAct), file)).Ok);
        await _host.Restart();

        _host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await Service.Remind(_nora with { Session = "" }, _host.Fresh(), id)).Ok);
        var (_, again) = await Enter(id, "affiliation-reminder");
        var view = (await Service.Open(key, again))!.View;
        Assert.Equal((1, PaperKind.MarriageAct, file, "acte.pdf"), view.Papers.Select(p => (p.Rank, p.Kind, p.File, p.Name)).Single());
        Assert.Equal([new AskedPaper(2, PaperKind.BirthAct)], BeneficiaryPapers.Missing(view.Beneficiaries, view.Papers, Today));
        Assert.Equal((1, (long)PaperKind.MarriageAct), (await Sheet(id)).Papers.Select(p => ((int)p.Rank, p.Kind)).Single());
        Assert.Contains((await Sheet(id)).Events, e => e.Kind == (long)EmployeeEventKind.PaperReceived);
    }

    [Fact]
    public async Task Papers_stay_with_their_people_and_go_with_them()
    {
        var id = await Invite();
        var (key, session) = await Enter(id, "affiliation-invitation");
        await Fill(key, session);
        var (ada, zoe) = (await Upload(key), await Upload(key));
        await Service.AttachPaper(key, session, new AskedPaper(1, PaperKind.MarriageAct), ada);
        await Service.AttachPaper(key, session, new AskedPaper(2, PaperKind.BirthAct), zoe);
        var people = (await Service.Open(key, session))!.View.Beneficiaries;

        await Service.Save(key, session, "without Ada", new AffiliationPage(4, Beneficiaries: [people[1]]));

        Assert.Equal((1, zoe), (await Service.Open(key, session))!.View.Papers.Select(p => (p.Rank, p.File)).Single());
        Assert.Equal((1, zoe), (await Sheet(id)).Papers.Select(p => ((int)p.Rank, p.File)).Single());
        await _host.RunGrainWork();
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM file"));
        Assert.True((await Service.DetachPaper(key, session, "d", zoe)).Ok);
        Assert.Empty((await Sheet(id)).Papers);
    }

    [Fact]
    public async Task What_is_missing_when_they_sign_comes_later_by_a_link_that_asks_for_nothing_else()
    {
        var id = await Invite();
        var (key, session) = await Enter(id, "affiliation-invitation");
        await Fill(key, session);
        await Service.AttachPaper(key, session, new AskedPaper(1, PaperKind.MarriageAct), await Upload(key));
        await Sign(key, session);

        Assert.Equal(EmployeeStatus.Covered, (await Sheet(id)).Employee.Status);
        Assert.Equal((0, 1), (await _host.MailCount("affiliation-signed"), await _host.MailCount(BeneficiaryPapers.Template)));
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        var (_, later) = await Enter(id, BeneficiaryPapers.Template);
        Assert.True((await Service.AttachPaper(key, later, new AskedPaper(2, PaperKind.BirthAct), await Upload(key))).Ok);
        Assert.Equal(2, (await Service.Open(key, later))!.View.Papers.Count);
        Assert.Equal(AffiliationRefusal.Done, (await Service.Save(key, later, "s", new AffiliationPage(2))).Refusal);
        Assert.Equal(AffiliationRefusal.Done, (await Service.DetachPaper(key, later, "d", "x")).Refusal);
    }

    [Fact]
    public async Task Nothing_is_asked_for_once_all_is_there_when_they_sign()
    {
        var id = await Invite();
        var (key, session) = await Enter(id, "affiliation-invitation");
        await Fill(key, session);
        await Service.AttachPaper(key, session, new AskedPaper(1, PaperKind.MarriageAct), await Upload(key));
        await Service.AttachPaper(key, session, new AskedPaper(2, PaperKind.BirthAct), await Upload(key));
        await Sign(key, session);

        Assert.Equal((1, 0), (await _host.MailCount("affiliation-signed"), await _host.MailCount(BeneficiaryPapers.Template)));
    }

    [Fact]
    public async Task Only_what_is_asked_for_and_was_uploaded_by_this_employee_is_taken_and_twenty_at_most()
    {
        var (id, other) = (await Invite(), await Invite("Autre"));
        var (key, session) = await Enter(id, "affiliation-invitation", "Corvandier");
        await Fill(key, session);

        Assert.Equal(AffiliationRefusal.Incomplete, await Refusal(1, PaperKind.BirthAct, await Upload(key)));
        Assert.Equal(AffiliationRefusal.Incomplete, await Refusal(3, PaperKind.BirthAct, await Upload(key)));
        Assert.Equal(AffiliationRefusal.Incomplete, await Refusal(1, PaperKind.MarriageAct, await Upload($"{GrainHost.Portal}/{other}")));
        Assert.Equal(
            AffiliationRefusal.SessionOver,
            (await Service.AttachPaper($"{GrainHost.Portal}/{other}", session, new AskedPaper(1, PaperKind.MarriageAct), await Upload(key))).Refusal);
        for (var n = 0; n < HeldPaper.Most; n++)
            Assert.Null(await Refusal(1, PaperKind.MarriageAct, await Upload(key)));
        Assert.Equal(AffiliationRefusal.TooMany, await Refusal(1, PaperKind.MarriageAct, await Upload(key)));

        async Task<AffiliationRefusal?> Refusal(int rank, PaperKind kind, string file) =>
            (await Service.AttachPaper(key, session, new AskedPaper(rank, kind), file)).Refusal;
    }

    [Fact]
    public async Task State_stays_under_16_KB_with_ten_beneficiaries_and_all_their_papers()
    {
        var id = await Invite();
        var (key, session) = await Enter(id, "affiliation-invitation");
        await Fill(key, session);
        var people = Enumerable.Range(1, NewBeneficiary.Most).Select(i => new NewBeneficiary("enfant", $"Rocquefort-Lainé de Montorgueil{i}", "Marie-Éléonore Ysaline", new(2005, 1, i))).ToList();
        Assert.True((await Service.Save(key, session, "ten", new AffiliationPage(5, Beneficiaries: people))).Ok);
        Assert.Equal(AffiliationRefusal.TooMany, (await Service.Save(key, session, "eleven", new AffiliationPage(5, Beneficiaries: [.. people, people[0]]))).Refusal);
        for (var rank = 1; rank <= NewBeneficiary.Most; rank++)
        {
            foreach (var kind in new[] { PaperKind.BirthAct, PaperKind.SchoolCertificate })
                Assert.True((await Service.AttachPaper(key, session, new AskedPaper(rank, kind), await Upload(key))).Ok);
        }
        await Sign(key, session);

        Assert.Equal(HeldPaper.Most, (await Sheet(id)).Papers.Count);
        Assert.InRange(await _host.Count($"SELECT sum(length(state)) FROM grain WHERE key = 'employee/{key}'"), 1000, 16 * 1024);
    }

    [Fact]
    public async Task Advisers_open_a_paper_and_it_is_written_down_and_nobody_else_does()
    {
        var id = await Invite();
        var (key, session) = await Enter(id, "affiliation-invitation");
        await Fill(key, session);
        var file = await Upload(key);
        await Service.AttachPaper(key, session, new AskedPaper(1, PaperKind.MarriageAct), file);
        var (claire, grain) = (await _host.Adviser("claire"), _host.Grains.GetGrain<IEmployeeGrain>(key));

        Assert.Equal(EmployeeRefusal.NotFound, (await grain.OpenPaper(_nora, file)).Refusal);
        Assert.Equal(EmployeeRefusal.NotFound, (await grain.OpenPaper(claire with { Role = StaffRole.AdministrateurTechnique }, file)).Refusal);
        Assert.Equal(EmployeeRefusal.NotFound, (await grain.OpenPaper(claire, "another")).Refusal);
        Assert.Equal(0, await Seen());
        Assert.Equal(file, (await grain.OpenPaper(claire, file)).Value!.File);
        Assert.Equal(1, await Seen());

        Task<long> Seen() => _host.Count("SELECT count(*) FROM journal WHERE action = 'paper-seen' AND account = 'a-claire'");
    }

    private async Task<string> Upload(string employee) =>
        (await _host.Get<FileStore>().Save(BeneficiaryPapers.Uploader(employee), "acte.pdf", new MemoryStream(Samples.Pdf()), default)).Value!.File;

    private async Task Sign(string key, string session)
    {
        _host.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.True((await Service.AskSignature(key, session, "a")).Ok);
        Assert.True((await Service.Sign(key, session, "s", await _host.NewestCode(), new SignatureTrace("127.0.0.0", "Mandat"))).Ok);
    }

    private Task<Result<AffiliationRefusal>> Fill(string key, string session) => Service.Save(key, session, "fill", new AffiliationPage(
        5, new PersonalDetails("1 rue du Verger", "14310", "Courmelois"),
        Beneficiaries: [new("conjoint", "Lasbleiz", "Ada", new(1990, 1, 1)), new("enfant", "Lasbleiz", "Zoé", new(2020, 1, 1))],
        Iban: "FR1420041010050500013M02606"));

    private async Task<EmployeeSheet> Sheet(string id) => (await _host.Get<EmployeeQueries>().Sheet(_host.Get<Rights>().ScopeOf(_nora), id))!;

    private async Task<string> Invite(string name = "Corvandier")
    {
        var done = await Service.Invite(_nora, _host.Fresh(), new NewEmployee(
            _company, new Person(name, "Maëlys", Birth), "", new Employment("81234567600017", new DateOnly(2026, 11, 1), "04"),
            [new CoverChoice("SA1", "ENS", "OPT2", new DateOnly(2026, 11, 1))], $"{name.ToLowerInvariant()}@courrier.example"));
        Assert.True(done.Ok, $"{done.Refusal}");
        return done.Value;
    }

    private async Task<(string Key, string Session)> Enter(string id, string template, string name = "Corvandier")
    {
        var path = (await _host.Mails()).Last(m => m.Template == template && m.To == $"{name.ToLowerInvariant()}@courrier.example").Values["link"];
        var link = new OpenedLink(GrainHost.Portal, id, path[(path.LastIndexOf('.') + 1)..]);
        Assert.Equal(ProofOutcome.CodeAsked, (await Service.ProveBirth(link, $"birth {template}", Birth)).Outcome);
        _host.Clock.Advance(TimeSpan.FromSeconds(40));
        var (step, session) = await Service.ProveCode(link, $"code {template}", await _host.NewestCode());
        Assert.Equal(ProofOutcome.Open, step.Outcome);
        return (link.Key, session);
    }
}
