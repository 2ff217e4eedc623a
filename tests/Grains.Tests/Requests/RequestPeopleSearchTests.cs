using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Silo.Files;
using Silo.Storage;

namespace Grains.Tests.Requests;

/// <summary>A search by form, by who sent it, by whom it is about; and by the names of files and pieces.</summary>
public sealed class RequestPeopleSearchTests : IAsyncLifetime
{
    private const string Form =
        """
        {"id": "essai", "version": 1, "title": "Essai", "subject": "Essai", "universes": [], "steps": [{"title": "Un", "fields": [
          {"name": "company", "label": "Entreprise", "type": "company", "required": true},
          {"name": "salarie", "label": "Salarié", "type": "employee", "required": true, "unlisted": "Un autre"},
          {"name": "salarie_prenom", "label": "Prénom", "type": "text"}, {"name": "salarie_nom", "label": "Nom", "type": "text"},
          {"name": "pieces", "label": "Autres", "type": "files"}]}],
         "pieces": [{"id": "salaire", "label": "Attestation de salaire", "due": "now"}, {"id": "avis", "label": "Certificat zoulou", "due": "later", "veil": "medical"}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("guichet-people-").FullName;
    private GrainHost _host = null!;
    private Caller _nora = null!;
    private Caller _ines = null!;
    private Caller _claire = null!;
    private string _company = "";

    public async Task InitializeAsync()
    {
        File.WriteAllText(Path.Combine(_folder, "essai.json"), Form);
        _host = new GrainHost(new Dictionary<string, string> { ["FORMS_DIR"] = _folder });
        (_nora, _company, _) = await _host.Customer("nora");
        _ines = (await _host.Customer("ines", _company)).Caller;
        _claire = await _host.Adviser("claire");
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("ines", "2026-2")]
    [InlineData("INÈS vass", "2026-2")]
    [InlineData("nora", "2026-1")]
    [InlineData("vasselin", "2026-1 2026-2")]
    [InlineData("corvandier", "")]
    [InlineData("…", "")]
    public async Task Author_is_found_by_the_beginning_of_each_name_and_not_by_what_was_written(string typed, string found)
    {
        await _host.SentRequest(_nora, _company, "1");
        var second = await _host.SentRequest(_ines, _company, "2");
        Assert.True((await second.Post(_ines, _host.Fresh(), new NewMessage("Nora Corvandier", []))).Ok);

        await Finds(found, new RequestNarrowing { Author = typed });
    }

    [Theory]
    [InlineData("corvandier", null, "2026-1")]
    [InlineData("maelys", null, "2026-1")]
    [InlineData("maelys", "ines", "")]
    [InlineData("nora", null, "")]
    public async Task Employee_is_found_by_name_with_an_author_or_without(string typed, string? author, string found)
    {
        await About(_nora, "1", "Maëlys", "Corvandier");
        await About(_ines, "2", "Zoé", "Lasbleiz");
        Assert.True((await _host.Request("2").Post(_ines, _host.Fresh(), new NewMessage("Comme pour Maëlys Corvandier", []))).Ok);

        await Finds(found, new RequestNarrowing { Employee = typed, Author = author });
    }

    [Fact]
    public async Task Form_is_found_with_words_and_without()
    {
        await _host.SentRequest(_nora, _company, "1");
        await About(_nora, "2", "Maëlys", "Corvandier");

        await Finds("2026-2", new RequestNarrowing { Form = "essai" });
        await Finds("2026-1", new RequestNarrowing { Form = "contact" });
        await Finds("2026-2", new RequestNarrowing { Form = "essai" }, "maelys");
        await Finds("", new RequestNarrowing { Form = "contact" }, "maelys");
    }

    [Theory]
    [InlineData("nora", "2026-1 2026-2")]
    [InlineData("bordereau", "2026-2")]
    [InlineData("attestation salaire", "2026-2")]
    [InlineData("passeport", "2026-1")]
    [InlineData("zoulou", "")]
    [InlineData("secret", "")]
    public async Task Words_find_authors_files_and_pieces_and_nothing_under_veil(string typed, string found)
    {
        var first = await _host.SentRequest(_nora, _company, "1");
        await About(_nora, "2", "Maëlys", "Corvandier");
        Assert.True((await first.TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.True((await first.AskFor(_claire, _host.Fresh(), ["Copie du passeport"], "")).Ok);
        Assert.True((await _host.Request("2").HandIn(_nora, _host.Fresh(), "avis", await Kept("secret.pdf"))).Ok);

        await Finds(found, RequestNarrowing.None, typed);
    }

    [Fact]
    public async Task File_that_was_handed_in_is_found_by_its_name()
    {
        var first = await _host.SentRequest(_nora, _company, "1");
        Assert.True((await first.TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.True((await first.AskFor(_claire, _host.Fresh(), ["Justificatif"], "")).Ok);
        var item = Assert.Single((await _host.Get<ThreadQueries>().Page(ScopeOf(_nora), "2026-1"))!.Asked).Item;
        Assert.True((await first.HandIn(_nora, _host.Fresh(), item, await Kept("quittance-mars.pdf"))).Ok);

        await Finds("2026-1", RequestNarrowing.None, "quittance");
    }

    [Theory]
    [InlineData(70)]
    [InlineData(3200)]
    public async Task Rare_author_is_found_behind_many_newer_requests(int newer)
    {
        await _host.SentRequest(_ines, _company, "1");
        await _host.Get<IHostStore>().Execute(
            """
            INSERT INTO request_list (request, number, portal, company, form, subject, team, author, author_name, status, turn_since, created_at, sent_at, last_at, excerpt,
              last_tick, last_seq, customer_news, staff_news, step, version)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
            SELECT r.portal || '/c' || n.i, 'c-' || n.i, r.portal, r.company, r.form, r.subject, r.team, 'nora', 'Nora Vasselin', r.status, r.turn_since, r.created_at,
              r.sent_at, r.last_at + n.i * 60000, r.excerpt, r.last_tick, r.last_seq, r.customer_news, r.staff_news, r.step, r.version
            FROM n CROSS JOIN request_list r WHERE r.number = '2026-1'
            """, CommitLane.Bulk, default, (long)newer);

        await Finds("2026-1", new RequestNarrowing { Author = "ines" });
    }

    [Fact]
    public async Task Stranger_finds_nobody_s()
    {
        await About(_nora, "1", "Maëlys", "Corvandier");
        var (stranger, _, _) = await _host.Customer("hugues");

        foreach (var only in new[] { new RequestNarrowing { Author = "nora" }, new RequestNarrowing { Employee = "maelys" }, new RequestNarrowing { Form = "essai" } })
            Assert.Empty((await _host.Get<RequestQueries>().List(ScopeOf(stranger), new RequestFilter { Only = only })).Rows);
    }

    [Fact]
    public async Task Request_that_goes_on_from_an_earlier_one_is_about_the_same_employee()
    {
        await About(_nora, "1", "Maëlys", "Corvandier");
        Assert.True((await _host.Request("1").Withdraw(_nora, _host.Fresh())).Ok);
        _host.Clock.Advance(NewMessage.ReopensWithin);

        Assert.True((await _host.Request("2").Continue(_nora, _host.Fresh(), "2026-2", $"{GrainHost.Portal}/1", new NewMessage("La suite", []))).Ok);

        await Finds("2026-1 2026-2", new RequestNarrowing { Employee = "corvandier" });
    }

    // The customer and the adviser find the same.
    private async Task Finds(string numbers, RequestNarrowing only, string? words = null)
    {
        var queries = _host.Get<RequestQueries>();
        var hers = (await queries.List(ScopeOf(_nora), new RequestFilter(Search: words) { Only = only })).Rows;
        var ours = (await queries.Queue(ScopeOf(_claire), new QueueFilter(QueueView.Everywhere, Search: words) { Only = only }, ["accueil"])).Page.Rows;

        foreach (var rows in new[] { hers, ours })
            Assert.Equal(numbers, string.Join(' ', rows.Select(r => r.Number).Order()));
    }

    private async Task About(Caller by, string id, string first, string last)
    {
        var request = _host.Request(id);
        Assert.True((await request.Begin(by, _host.Fresh(), "essai", _company)).Ok);
        Assert.True((await request.SaveDraft(by, _host.Fresh(), new DraftPage(1, new Dictionary<string, string>
        {
            ["company"] = _company, ["salarie"] = "autre", ["salarie_prenom"] = first, ["salarie_nom"] = last, ["piece.avis"] = "plus-tard",
        }))).Ok);
        Assert.True((await request.AttachPieceToDraft(by, _host.Fresh(), await Kept("bordereau.pdf", by), "salaire")).Ok);
        Assert.Null((await request.Send(by, _host.Fresh(), $"2026-{id}")).Refusal);
    }

    private async Task<string> Kept(string name, Caller? by = null) =>
        (await _host.Get<FileStore>().Save((by ?? _nora).Account, name, new MemoryStream(Samples.Pdf()), default)).Value!.File;

    private Scope ScopeOf(Caller caller) => _host.Get<Rights>().ScopeOf(caller);
}
