using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Forms;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;
using Silo.Files;

namespace Grains.Tests.Requests;

/// <summary>A stop that is declared of an employee whom the core system knows.</summary>
public sealed class StopDeclarationTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private const string Contract = "PR3019000";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;

    public async Task InitializeAsync()
    {
        await _host.Get<CoreSystemImport>().Demo(CancellationToken.None);
        (_nora, _, _) = await _host.Customer("nora", Company);
        var described = await _host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/maelys").Describe(
            _host.Fresh(),
            new EmployeeFacts(
                Company, new Person("Corvandier", "Maëlys", new DateOnly(1991, 5, 4)), "", new Employment("81234567600017", new DateOnly(2020, 2, 1), "04"),
                [new CoverInterval(Contract, CoverKind.Covered, new DateOnly(2020, 2, 1), null, "NC", "BASE")]));
        Assert.True(described.Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Employee_and_contract_say_what_they_are()
    {
        var facts = await Facts(_nora, Answers());

        Assert.Equal("Maëlys Corvandier", facts.Labels["salarie"]);
        Assert.Equal((new DateOnly(2020, 2, 1), "04", "81234567600017"), (facts.Values["employee.hiredOn"], facts.Values["employee.college"], facts.Values["employee.siret"]));
        Assert.Equal((1m, Contract, 90m), (facts.Values["contract.count"], facts.Values["contract.only"], facts.Values["contract.ij.franchise"]));
        Assert.Equal(new DateOnly(2027, 2, 9), facts.Values["franchise.end"]);
    }

    [Fact]
    public async Task Stranger_learns_nothing_of_them()
    {
        var (paul, _, _) = await _host.Customer("paul");

        var facts = await Facts(paul, Answers());

        Assert.Empty(facts.Labels);
        Assert.DoesNotContain(facts.Values.Keys, k => k.StartsWith("employee.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_form_fills_in_is_written_when_it_is_sent()
    {
        await Sent("r", "2026-000001", Answers());

        var page = (await _host.Get<ThreadQueries>().Page(_host.Get<Rights>().ScopeOf(_nora), "2026-000001"))!;

        Assert.Equal(("Arrêt de travail de Maëlys Corvandier", "prevoyance"), (page.Request.Subject, page.Request.Team));
        Assert.Equal(
            ("11/11/2026", "04/12/2026", "04", Contract, "Maëlys Corvandier"),
            (page.Answers["dernier_jour"], page.Answers["sub_au"], page.Answers["categorie"], page.Answers["contrat"], page.Answers["label.salarie"]));
        Assert.Equal(["Décompte d’indemnités de la Sécurité sociale"], page.Asked.Select(a => a.Label));
        Assert.Equal(RequestStatus.Sent, page.Request.Status);
    }

    [Fact]
    public async Task Same_person_is_not_declared_twice_for_one_day()
    {
        var first = await Sent("r", "2026-000001", Answers());
        var again = Answers();
        (again["premier_jour"], again["fin"]) = ("01/12/2026", "10/12/2026");

        Assert.Equal(RequestRefusal.Incomplete, (await Send("s", "2026-000002", again)).Refusal);
        Assert.Equal("2026-000001", (await Facts(_nora, again)).Values["overlap.number"]);

        Assert.True((await first.Withdraw(_nora, _host.Fresh())).Ok);
        Assert.True((await _host.Request("s").Send(_nora, _host.Fresh(), "2026-000003")).Ok);
    }

    [Fact]
    public async Task Filled_in_day_follows_until_another_is_typed()
    {
        var request = _host.Request("r");
        Assert.True((await request.Begin(_nora, _host.Fresh(), "arret-travail", Company)).Ok);
        await Save(("company", Company), ("salarie", "maelys"));
        await Save(("premier_jour", "12/11/2026"), ("dernier_jour", ""));

        // The page comes back with what it was drawn with.
        await Save(("premier_jour", "13/11/2026"), ("dernier_jour", "11/11/2026"));
        Assert.Equal("12/11/2026", await Drawn());
        await Save(("premier_jour", "13/11/2026"), ("dernier_jour", "10/11/2026"));
        await Save(("premier_jour", "16/11/2026"), ("dernier_jour", "10/11/2026"));
        Assert.Equal("10/11/2026", await Drawn());

        async Task Save(params (string Field, string Text)[] fields) =>
            Assert.True((await request.SaveDraft(_nora, _host.Fresh(), new DraftPage(2, fields.ToDictionary(f => f.Field, f => f.Text)))).Ok);

        async Task<string> Drawn()
        {
            var answers = await _host.Get<ThreadQueries>().Draft(_host.Get<Rights>().ScopeOf(_nora), $"{GrainHost.Portal}/r");
            var form = _host.Get<FormCatalogue>().Get("arret-travail");
            return new FormAnswers(form, answers, await Facts(_nora, answers)).Typed(form.Field("dernier_jour")!);
        }
    }

    [Fact]
    public async Task Prolongation_moves_the_end_of_the_stop_that_it_names_and_a_return_ends_it()
    {
        await Sent("r", "2026-000001", Answers());
        var asked = new Dictionary<string, string> { ["company"] = Company, ["salarie"] = "maelys", ["prenom"] = "Nora", ["nom"] = "Vasselin", ["courriel"] = "nora@exemple.fr" };
        var before = await Facts(_nora, asked, "prolongation");

        Assert.Null((await Send("p", "2026-000002", new(asked) { ["meme_motif"] = "oui", ["au"] = "18/12/2026", ["piece.decompte-ij"] = FormPiece.Later }, "prolongation")).Refusal);

        var prolonged = await Facts(_nora, asked, "prolongation");
        Assert.Equal(
            ("2026-000001", new DateOnly(2026, 12, 4), new DateOnly(2026, 12, 18)), (before.Values["stop.only"], before.Values["stop.last"], prolonged.Values["stop.last"]));
        Assert.Equal("Du 12/11/2026 au 18/12/2026 (2026-000001)", Assert.Single(prolonged.Stops).Label);
        var again = Answers();
        (again["premier_jour"], again["fin"]) = ("10/12/2026", "12/12/2026");
        Assert.Equal("2026-000001", (await Facts(_nora, again)).Values["overlap.number"]);
        Assert.Null((await Send("e", "2026-000003", new(asked) { ["type"] = "01", ["date_reprise"] = "20/12/2026" }, "reprise")).Refusal);
        Assert.Empty((await Facts(_nora, asked, "prolongation")).Stops);
    }

    [Fact]
    public async Task Stranger_is_offered_no_stop()
    {
        await Sent("r", "2026-000001", Answers());
        var (paul, _, _) = await _host.Customer("paul");

        Assert.Empty((await Facts(paul, Answers(), "prolongation")).Stops);
    }

    [Fact]
    public async Task Piece_has_three_files_at_most()
    {
        Assert.True((await _host.Request("r").Begin(_nora, _host.Fresh(), "arret-travail", Company)).Ok);

        var answers = new List<RequestRefusal?>();
        for (var i = 0; i < 4; i++)
        {
            var file = await _host.Get<FileStore>().Save(_nora.Account, $"{i}.pdf", new MemoryStream(Samples.Pdf()), default);
            answers.Add((await _host.Request("r").AttachPieceToDraft(_nora, _host.Fresh(), file.Value!.File, "rib")).Refusal);
        }

        Assert.Equal([null, null, null, RequestRefusal.TooManyOfPiece], answers);
    }

    private Task<FormFacts> Facts(Caller by, IReadOnlyDictionary<string, string> answers, string form = "arret-travail") =>
        _host.Get<FormFactQueries>().Of(_host.Get<Rights>().ScopeOf(by), _host.Get<FormCatalogue>().Get(form), Company, answers);

    private async Task<IRequestGrain> Sent(string id, string number, Dictionary<string, string> answers)
    {
        Assert.True((await Send(id, number, answers)).Ok);
        return _host.Request(id);
    }

    private async Task<Result<Sent, RequestRefusal>> Send(string id, string number, Dictionary<string, string> answers, string form = "arret-travail")
    {
        var request = _host.Request(id);
        Assert.True((await request.Begin(_nora, _host.Fresh(), form, Company)).Ok);
        Assert.True((await request.SaveDraft(_nora, _host.Fresh(), new DraftPage(4, answers))).Ok);
        foreach (var piece in form is "arret-travail" ? new[] { "attestation-salaire", "rib" } : [])
        {
            var file = await _host.Get<FileStore>().Save(_nora.Account, $"{piece}.pdf", new MemoryStream(Samples.Pdf()), default);
            Assert.True((await request.AttachPieceToDraft(_nora, _host.Fresh(), file.Value!.File, piece)).Ok);
        }
        return await request.Send(_nora, _host.Fresh(), number);
    }

    private static Dictionary<string, string> Answers() => new()
    {
        ["company"] = Company, ["salarie"] = "maelys", ["nature_contrat"] = "cdi", ["temps"] = "plein", ["prenom"] = "Nora", ["nom"] = "Vasselin",
        ["courriel"] = "nora@exemple.fr", ["motif"] = "01", ["episode"] = "initial", ["premier_jour"] = "12/11/2026", ["fin"] = "04/12/2026",
        ["partiel"] = "non", ["brut12"] = "31 480,00", ["maintien"] = "oui", ["iban"] = "FR76 3000 6000 0112 3456 7890 189",
        ["piece.decompte-ij"] = FormPiece.Later,
    };
}
