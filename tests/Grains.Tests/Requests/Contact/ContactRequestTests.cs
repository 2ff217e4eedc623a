using System.Text;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Forms;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;
using Silo.Files;
using Silo.Storage;

namespace Grains.Tests.Requests.Contact;

/// <summary>A question of a company that the core system knows, from its draft to who reads it.</summary>
public sealed class ContactRequestTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;

    public async Task InitializeAsync()
    {
        await _host.Get<CoreSystemImport>().Demo(CancellationToken.None);
        (_nora, _, _) = await _host.Customer("nora", Company);
        Assert.True((await _host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/maelys").Describe(
            _host.Fresh(),
            new EmployeeFacts(
                Company, new Person("Corvandier", "Maëlys", new DateOnly(1991, 5, 4)), "", new Employment("81234567600017", new DateOnly(2020, 2, 1), "04"),
                [new CoverInterval("PR3019000", CoverKind.Covered, new DateOnly(2020, 2, 1), null, "NC", "BASE")]))).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Question_names_its_employee_and_the_only_current_contract_of_its_domain()
    {
        await Sent("r", "2026-000001", About("prevoyance", "arret", "suivi", ("salarie", "maelys")));

        var page = (await _host.Get<ThreadQueries>().Page(_host.Get<Rights>().ScopeOf(_nora), "2026-000001"))!;

        Assert.Equal(("Arrêt de travail · Suivi d’un dossier · Maëlys Corvandier", "prevoyance"), (page.Request.Subject, page.Request.Team));
        Assert.Equal(("maelys", "Maëlys Corvandier", "PR3019000"), (page.Answers["salarie"], page.Answers["label.salarie"], page.Answers["contrat"]));
        Assert.Equal(["2026-000001"], (await _host.Get<RequestQueries>().List(_host.Get<Rights>().ScopeOf(_nora), new RequestFilter(Search: "corvandier"))).Rows.Select(r => r.Number));
    }

    [Theory]
    [InlineData("prevoyance", "PR3019000")]
    [InlineData("sante", "SA2019000")]
    [InlineData("affiliation", "SA2019000 PR3019000")]
    [InlineData("retraite", "")]
    [InlineData("acces", "")]
    public async Task Contracts_offered_are_the_current_ones_of_the_domain(string domain, string contracts)
    {
        var facts = await Facts(Company, new() { ["domaine"] = domain });

        Assert.Equal(contracts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), facts.Contracts.Select(c => c.Value).Order());
        Assert.Equal(contracts.Contains(' ') || contracts.Length == 0 ? null : contracts, facts.Values.GetValueOrDefault("contract.only"));
    }

    [Fact]
    public async Task Domains_follow_from_coverage_and_a_company_without_any_record_keeps_all()
    {
        var (ousmane, health, _) = await _host.Customer("ousmane", $"{GrainHost.Portal}/390114825");
        var (paul, unknown, _) = await _host.Customer("paul");

        Assert.Equal(["sante", "affiliation", "acces", "reclamation"], await Domains(ousmane, health));
        Assert.Equal(["sante", "prevoyance", "affiliation", "retraite", "acces", "reclamation"], await Domains(paul, unknown));
        // Of a company of others nothing may be asked about.
        Assert.Equal(["acces", "reclamation"], await Domains(paul, health));
        var draft = await Drafted("r", About("prevoyance", "arret", "suivi", ("company", health)), ousmane, health);
        Assert.Equal(RequestRefusal.Incomplete, (await draft.Send(ousmane, _host.Fresh(), "2026-000001")).Refusal);
        Assert.Equal("Où en est le remboursement ?", (await _host.Get<RequestQueries>().DraftFields($"{GrainHost.Portal}/r"))["message"]);
    }

    [Fact]
    public async Task Question_that_a_form_alone_asks_is_not_sent()
    {
        var draft = await Drafted("r", About("reclamation", "reclamation", "deposer"));

        Assert.Equal(RequestRefusal.Incomplete, (await draft.Send(_nora, _host.Fresh(), "2026-000001")).Refusal);
    }

    [Fact]
    public async Task Medical_document_is_read_by_the_medical_referee_and_the_team_learns_that_it_came()
    {
        var draft = await Drafted("r", About("prevoyance", "invalidite", "declarer"));
        var file = (await _host.Get<FileStore>().Save(_nora.Account, "certificat.pdf", new MemoryStream(Samples.Pdf()), default)).Value!.File;
        Assert.True((await draft.AttachPieceToDraft(_nora, _host.Fresh(), file, "doc_medical")).Ok);
        Assert.True((await draft.Send(_nora, _host.Fresh(), "2026-000001")).Ok);
        var adviser = await _host.Adviser("claire");
        var referee = (await _host.Adviser("pauline")) with { Role = StaffRole.ReferentMedical };

        foreach (var (who, opens) in new[] { (adviser, false), (referee, true), (_nora, true) })
        {
            var scope = _host.Get<Rights>().ScopeOf(who);
            var piece = Assert.Single((await _host.Get<ThreadQueries>().Page(scope, "2026-000001"))!.Files);
            Assert.Equal((!opens, opens ? "certificat.pdf" : ""), (piece.Masked, piece.Name));
            Assert.Equal(opens, await _host.Get<ThreadQueries>().File(scope, file) is not null);
        }
    }

    [Fact]
    public async Task Draft_of_version_1_is_sent_as_version_1()
    {
        await Drafted("r", GrainHost.Answers(Company));
        await AsVersion1("r");
        await _host.Restart();

        // A reason that version 2 lets nobody ask, and labels of its own.
        var draft = _host.Request("r");
        Assert.True((await draft.SaveDraft(_nora, _host.Fresh(), new DraftPage(5, About("affiliation", "situation", "coordonnees")))).Ok);
        Assert.True((await draft.Send(_nora, _host.Fresh(), "2026-000001")).Ok);

        var page = (await _host.Get<ThreadQueries>().Page(_host.Get<Rights>().ScopeOf(_nora), "2026-000001"))!;
        Assert.Equal((1, "Changement de situation · Coordonnées ou RIB", "affiliation"), (page.Request.FormVersion, page.Request.Subject, page.Request.Team));
        Assert.DoesNotContain("contrat", page.Answers.Keys);
    }

    // What the release that offered version 1 left in the store.
    private async Task AsVersion1(string id)
    {
        var store = _host.Get<IHostStore>();
        await store.Execute("INSERT INTO setting (name, value) VALUES ($1, $2)", CommitLane.Interactive, default, FormArchive.Setting("contact", 1), EarlierContact.Of("contact").Content);
        await using var reading = await store.OpenRead();
        await using var command = reading.CreateCommand();
        command.CommandText = $"SELECT state FROM grain WHERE key = 'request/{GrainHost.Portal}/{id}'";
        var state = Encoding.UTF8.GetString((byte[])(await command.ExecuteScalarAsync())!);
        Assert.Contains("\"FormVersion\":2", state, StringComparison.Ordinal);
        await store.Execute("UPDATE grain SET state = $1 WHERE key = $2", CommitLane.Interactive, default,
            Encoding.UTF8.GetBytes(state.Replace("\"FormVersion\":2", "\"FormVersion\":1", StringComparison.Ordinal)), $"request/{GrainHost.Portal}/{id}");
    }

    private async Task<IEnumerable<string>> Domains(Caller who, string company)
    {
        var form = _host.Get<FormCatalogue>().Get("contact");
        var said = new FormAnswers(form, new Dictionary<string, string>(), await Facts(company, [], who));
        return said.Options(form.Field("domaine")!).Select(o => o.Value);
    }

    private Task<FormFacts> Facts(string company, Dictionary<string, string> answers, Caller? who = null) => _host.Get<FormFactQueries>().Of(
        _host.Get<Rights>().ScopeOf(who ?? _nora), _host.Get<FormCatalogue>().Get("contact"), company, answers);

    private async Task<IRequestGrain> Drafted(string id, Dictionary<string, string> answers, Caller? who = null, string company = Company)
    {
        var draft = _host.Request(id);
        Assert.True((await draft.Begin(who ?? _nora, _host.Fresh(), "contact", company)).Ok);
        Assert.True((await draft.SaveDraft(who ?? _nora, _host.Fresh(), new DraftPage(5, answers))).Ok);
        return draft;
    }

    private async Task Sent(string id, string number, Dictionary<string, string> answers) =>
        Assert.True((await (await Drafted(id, answers)).Send(_nora, _host.Fresh(), number)).Ok);

    private static Dictionary<string, string> About(string domain, string theme, string reason, params IEnumerable<(string Name, string Text)> more)
    {
        var answers = GrainHost.Answers(Company);
        (answers["domaine"], answers["theme"], answers["motif"]) = (domain, theme, reason);
        foreach (var (name, text) in more)
            answers[name] = text;
        return answers;
    }
}
