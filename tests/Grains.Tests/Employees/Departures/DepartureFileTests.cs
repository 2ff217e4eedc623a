using System.Text;
using Grains.Access;
using Grains.Commits;
using Grains.Employees;
using Grains.Employees.Departures;
using Grains.Employees.Imports;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Interfaces.Employees.Imports;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Grains.Text;

namespace Grains.Tests.Employees.Departures;

/// <summary>Departures by file: what each line shows before is what it does, once; whoever dies or loses a right meanwhile.</summary>
public sealed class DepartureFileTests : IAsyncLifetime
{
    private const string Head = "N° sécurité sociale;Nom;Prénom;Date de naissance;Date de sortie;Motif de rupture;E-mail personnel;Adresse;CP;Ville";
    private const string Elsewhere = "81234567600025";
    private const string Nir = "269054958815780";

    // Rules 1: what becomes of portability, by how a file may name the reason.
    private static readonly (string Reason, PortabilityAnswer Answer)[] Reasons =
    [
        ("Licenciement économique", PortabilityAnswer.Yes), ("csp", PortabilityAnswer.Yes), ("LIQUIDATION JUDICIAIRE", PortabilityAnswer.Yes), ("012", PortabilityAnswer.Yes),
        ("fin de chantier", PortabilityAnswer.Yes), ("20", PortabilityAnswer.Yes), ("092", PortabilityAnswer.Yes), ("Licenciement pour faute grave", PortabilityAnswer.Yes),
        ("88", PortabilityAnswer.No), ("rupture conventionnelle", PortabilityAnswer.Yes), ("RCC", PortabilityAnswer.Yes), ("Fin CDD", PortabilityAnswer.Yes),
        ("fin-de-mission", PortabilityAnswer.Yes), ("081", PortabilityAnswer.Yes), ("rupture anticipée faute grave", PortabilityAnswer.Yes), ("96", PortabilityAnswer.No),
        ("034", PortabilityAnswer.Yes), ("35", PortabilityAnswer.ToProve), ("DEMISSION", PortabilityAnswer.ToProve), ("Prise d’acte", PortabilityAnswer.ToProve),
        ("résiliation judiciaire", PortabilityAnswer.ToProve), ("départ retraite", PortabilityAnswer.No), ("Mise à la retraite", PortabilityAnswer.No), ("Décès", PortabilityAnswer.No),
    ];

    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _company = "";
    private string _space = "";

    private ImportService Service => _host.Get<ImportService>();

    private AffiliationService Affiliations => _host.Get<AffiliationService>();

    private Scope Scope => _host.Get<Rights>().ScopeOf(_nora);

    private DateOnly Today => Paris.Day(_host.Clock.GetUtcNow());

    public async Task InitializeAsync() => (_nora, _company, _space) = await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Each_leaves_once_and_is_told_once_though_the_node_dies_among_them_and_the_same_file_gives_nothing_new()
    {
        var lines = new List<string>();
        for (var i = 0; i < ImportJob.ChunkSize + 5; i++)
        {
            await Known(Letters(i));
            lines.Add(Line(Letters(i)));
        }
        lines[3] = Line(Letters(3), reason: "vacances");
        var operation = _host.Fresh();
        var id = await Upload(operation, [.. lines]);
        Assert.Equal(id, await Upload(operation, [.. lines]));
        await _host.RunImport(id, ImportPhase.Check);
        var shown = (await Find(id)).Import;
        Assert.Equal((ImportStage.ToConfirm, 204, 1), (shown.Stage, shown.Ready, shown.Refused));
        Assert.Equal((0, 204, 0), (shown.Ported, shown.ToProve, shown.NotPorted));
        Assert.Equal(0, await Left());

        var confirm = _host.Fresh();
        Assert.True((await Service.Confirm(_nora, confirm, id)).Ok);
        Assert.True((await Service.Confirm(_nora, confirm, id)).Ok);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _host.DieCommitting(id, async () => await Left() > 0));
        Assert.InRange(await Left(), 1, ImportJob.ChunkSize - 1);
        await _host.Restart();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.RunImport(id, ImportPhase.Commit);
        await _host.RunChunk(id, ImportPhase.Commit, 0);

        Assert.Equal((204, 204), (await Left(), await _host.MailCount("departure-to-prove")));
        var done = (await Find(id)).Import;
        Assert.Equal((ImportStage.DoneInPart, 0, 0, 1, 204, 204), (done.Stage, done.Ready, done.Skipped, done.Refused, done.Invited, done.ToProve));
        var again = await Upload(_host.Fresh(), [.. lines]);
        await _host.RunImport(again, ImportPhase.Check);
        var second = (await Find(again)).Import;
        Assert.Equal((0, 204, 1, 0), (second.Ready, second.Skipped, second.Refused, second.ToProve));
        Assert.Equal(ImportRefusal.NothingReady, (await Service.Confirm(_nora, _host.Fresh(), again)).Refusal);
        Assert.Equal(204, await _host.MailCount("departure-to-prove"));
        // Like any other it is taken back the same day.
        Assert.True((await Affiliations.CancelDeparture(_nora, _host.Fresh(), Letters(7), "Erreur")).Ok);
        Assert.Null((await _host.Get<EmployeeQueries>().Sheet(Scope, Letters(7)))!.Departure);
    }

    [Fact]
    public async Task Every_reason_shows_before_what_it_does_after()
    {
        Assert.Equal(DepartureReason.All.Select(r => r.Code), Reasons.Select(r => DepartureReason.Named(r.Reason)!.Code));
        foreach (var i in Enumerable.Range(0, Reasons.Length))
            await Known(Letters(i));
        var id = await Upload(_host.Fresh(), [.. Reasons.Select((r, i) => Line(Letters(i), reason: r.Reason))]);

        await _host.RunImport(id, ImportPhase.Check);

        var shown = await Find(id);
        var until = Today.AddMonths(12);
        Assert.Equal(
            Reasons.Select(r => new LineOutcome(r.Answer, r.Answer is PortabilityAnswer.No ? null : until)), shown.Lines.Select(l => l.Outcome!));
        Assert.Equal((15, 4, 5), (shown.Import.Ported, shown.Import.ToProve, shown.Import.NotPorted));
        Assert.True((await Service.Confirm(_nora, _host.Fresh(), id)).Ok);
        await _host.RunImport(id, ImportPhase.Commit);
        Assert.Equal(ImportStage.Done, (await Find(id)).Import.Stage);
        foreach (var (i, reason) in Reasons.Index())
        {
            var departure = (await _host.Get<EmployeeQueries>().Sheet(Scope, Letters(i)))!.Departure!;
            Assert.Equal((DepartureReason.All[i].Code, reason.Answer), (departure.Reason, departure.Portability));
        }
        // Of the dead nobody is written to.
        Assert.Equal(
            (15, 4, 4), (await _host.MailCount("departure-portability"), await _host.MailCount("departure-to-prove"), await _host.MailCount("departure-ended")));
    }

    [Fact]
    public async Task Lines_that_cannot_be_done_say_why_and_a_past_day_warns()
    {
        await Known("present");
        await Known("gone");
        await Known("late", hired: Today.AddDays(1));
        await Known("nowhere", email: "");
        await Known("hidden", siret: Elsewhere);
        await Known("twin");
        await Invited("twin", sameAs: "");
        await Known("numbered", nir: Nir);
        await Invited("waiting");
        Assert.True((await Affiliations.Depart(_nora, _host.Fresh(), "gone", new(Today.AddDays(9), "demission", "g@courrier.example"))).Ok);
        await _host.Write(_space, new Upsert(new SpaceUntickedRow(_space, Elsewhere)));
        var id = await Upload(
            _host.Fresh(),
            Line("present", day: Day(-3)), Line("present"), Line("gone"), Line("late"), Line("nowhere"), Line("hidden"), Line("nobody"), Line("twin"), Line("waiting"),
            Line("numbered", reason: "vacances"), Line("numbered", day: Day(400)), Line("numbered", day: "31/02/2026"), Line("numbered", email: "sans-arobase"),
            Numbered("", "", ""), Numbered("numbered", "", ""), Numbered("Autre", "Zoé", "03/04/1991"), Numbered("NUMBERED", "", "03/04/1991"),
            ";;;;01/12/2026;demission", $"{Nir[..13]}99;;;;{Day(0)};demission", "150015411600146;;;;01/12/2026;demission", Line("nowhere", address: "1 rue du Verger"),
            Line("nowhere", reason: "deces"));

        await _host.RunImport(id, ImportPhase.Check);

        Assert.Equal(
            [
                (2, ImportVerdict.Ready, ImportFault.PastDay, ImportField.LastDay), (3, ImportVerdict.Refused, ImportFault.Twice, ImportField.None),
                (4, ImportVerdict.Skipped, ImportFault.AlreadyLeft, ImportField.None), (5, ImportVerdict.Refused, ImportFault.LeftBeforeHire, ImportField.LastDay),
                (6, ImportVerdict.Refused, ImportFault.NoAddress, ImportField.Email), (7, ImportVerdict.Refused, ImportFault.UnknownPerson, ImportField.None),
                (8, ImportVerdict.Refused, ImportFault.UnknownPerson, ImportField.None), (9, ImportVerdict.Refused, ImportFault.Namesakes, ImportField.Nir),
                (10, ImportVerdict.Refused, ImportFault.NotCovered, ImportField.None), (11, ImportVerdict.Refused, ImportFault.BadReason, ImportField.Reason),
                (12, ImportVerdict.Refused, ImportFault.DayTooFar, ImportField.LastDay), (13, ImportVerdict.Refused, ImportFault.BadDate, ImportField.LastDay),
                (14, ImportVerdict.Refused, ImportFault.BadEmail, ImportField.Email), (15, ImportVerdict.Ready, ImportFault.None, ImportField.None),
                // By a number or by a name, it is the same person.
                (16, ImportVerdict.Refused, ImportFault.Twice, ImportField.None), (17, ImportVerdict.Refused, ImportFault.TwoPeople, ImportField.Nir),
                (18, ImportVerdict.Refused, ImportFault.Twice, ImportField.None), (19, ImportVerdict.Refused, ImportFault.UnknownPerson, ImportField.None),
                (20, ImportVerdict.Refused, ImportFault.BadNir, ImportField.Nir), (21, ImportVerdict.Refused, ImportFault.UnknownPerson, ImportField.Nir),
                (22, ImportVerdict.Refused, ImportFault.NoAddress, ImportField.PostCode), (23, ImportVerdict.Refused, ImportFault.Twice, ImportField.None),
            ],
            (await Find(id)).Lines.Select(l => (
                l.Line, l.Verdict, l.Faults.FirstOrDefault()?.Fault ?? ImportFault.None, l.Faults.FirstOrDefault()?.Field ?? ImportField.None)));
    }

    [Fact]
    public async Task A_line_that_is_corrected_is_simulated_anew_and_what_changed_since_is_not_done()
    {
        await Known("fixed");
        await Known("moved");
        await Known("lettered", email: "");
        var id = await Upload(
            _host.Fresh(), Line("fixed", reason: "retraite"), Line("moved"), Line("lettered", email: "", address: "1 rue du Verger;14310;Courmelois"));
        await _host.RunImport(id, ImportPhase.Check);
        Assert.True((await Service.Correct(_nora, _host.Fresh(), id, 2, 1, new Dictionary<ImportField, string> { [ImportField.Reason] = "depart-en-retraite" })).Ok);
        var shown = await Find(id);
        Assert.Equal((3, 0, 2, 1), (shown.Import.Ready, shown.Import.Refused, shown.Import.ToProve, shown.Import.NotPorted));
        // A month of service more or less moves the end of portability.
        await Known("moved", hired: Today.AddMonths(-3));
        Assert.True((await Service.Confirm(_nora, _host.Fresh(), id)).Ok);

        await _host.RunImport(id, ImportPhase.Commit);

        var done = await Find(id);
        Assert.Equal((ImportStage.DoneInPart, 2, 1, 1), (done.Import.Stage, done.Import.Invited, done.Import.ToProve, done.Import.NotPorted));
        Assert.Equal(ImportFault.Changed, Assert.Single(done.Lines[1].Faults).Fault);
        Assert.Equal(2, await Left());
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM letter"));
    }

    [Fact]
    public async Task A_right_that_is_lost_in_the_middle_stops_it_where_it_stands()
    {
        await _host.Register("c-paul", CallerKind.Customer, GrainHost.Portal, "paul");
        var space = _host.Grains.GetGrain<ISpaceGrain>(_space);
        Assert.True((await space.Admit(_host.Fresh(), new Member("c-paul", SpaceRole.Collaborateur, false, [_company]))).Ok);
        var paul = await _host.WithSession(new Caller("c-paul", CallerKind.Customer, GrainHost.Portal, "Paul Vasselin", ""));
        for (var i = 0; i < ImportJob.ChunkSize + 5; i++)
            await Known(Letters(i));
        var id = await Upload(_host.Fresh(), [.. Enumerable.Range(0, ImportJob.ChunkSize + 5).Select(i => Line(Letters(i)))]);
        await _host.RunImport(id, ImportPhase.Check);
        Assert.True((await Service.Confirm(paul, _host.Fresh(), id)).Ok);
        await _host.RunChunk(id, ImportPhase.Commit, 0);
        Assert.True((await space.Remove(_nora, _host.Fresh(), "c-paul")).Ok);

        await _host.RunImport(id, ImportPhase.Commit);

        var stopped = (await Find(id)).Import;
        Assert.Equal((ImportStage.Stopped, ImportJob.ChunkSize, 5), (stopped.Stage, stopped.Invited, stopped.Ready));
        Assert.Equal(ImportJob.ChunkSize, await Left());
    }

    [Theory]
    [InlineData("Nom;Prénom;Né(e) le;Dernier jour;Motif", FileFault.NoLines, ImportField.None)]
    [InlineData("NIR;Fin de contrat;Motif", FileFault.NoLines, ImportField.None)]
    [InlineData("NIR;Motif", FileFault.ColumnMissing, ImportField.LastDay)]
    [InlineData("Nom;Prénom;Dernier jour;Motif", FileFault.ColumnMissing, ImportField.BirthDate)]
    [InlineData("Date de sortie;Motif", FileFault.ColumnMissing, ImportField.LastName)]
    [InlineData("Collège;Service", FileFault.NoHeadings, ImportField.None)]
    public void Columns_name_the_person_the_day_and_the_reason(string headings, FileFault fault, ImportField field)
    {
        var read = ImportReader.Read(Encoding.UTF8.GetBytes(headings + (fault is FileFault.NoHeadings ? string.Concat(Enumerable.Repeat("\na;b", 10)) : "")), ImportKind.Departures);

        Assert.Equal((fault, field), (read.Fault, read.Field));
    }

    [Theory]
    [InlineData("retraite")]
    [InlineData("licenciement")]
    [InlineData("fin de période d’essai")]
    [InlineData("999")]
    [InlineData("")]
    public void A_word_that_several_reasons_have_is_none(string typed) => Assert.Null(DepartureReason.Named(typed));

    private async Task<string> Upload(OperationId operation, params string[] lines)
    {
        var read = ImportReader.Read(Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Prepend(Head))), ImportKind.Departures);
        var begun = await Service.Begin(_nora, operation, _company, "departs.csv", read);
        Assert.True(begun.Ok, $"{begun.Refusal} {read.Fault}");
        return begun.Value;
    }

    private async Task<ImportView> Find(string id) => (await _host.Get<ImportQueries>().Find(Scope, $"{GrainHost.Portal}/{id}", null, 0))!;

    private Task<long> Left() => _host.Count("SELECT count(*) FROM employee_departure");

    private async Task Invited(string name, string? sameAs = null) => Assert.True((await Affiliations.Invite(_nora, _host.Fresh(), new NewEmployee(
        _company, new Person(name, "Zoé", new DateOnly(1990, 1, 2)), "", new Employment("81234567600017", new DateOnly(2020, 1, 1), "04"),
        [new CoverChoice("SA1", "ENS", "BASE", new DateOnly(2026, 12, 1))], $"{name}@courrier.example") { SameAs = sameAs })).Ok);

    private async Task Known(string name, DateOnly? hired = null, string? email = null, string siret = "81234567600017", string nir = "") =>
        Assert.True((await _host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/{name}").Describe(_host.Fresh(), new EmployeeFacts(
            _company, new Person(name, "Zoé", new DateOnly(1990, 1, 2)), nir, new Employment(siret, hired ?? new DateOnly(2020, 1, 1), "04"),
            [new CoverInterval("SA1", CoverKind.Covered, new DateOnly(2020, 1, 1))], email ?? $"{name}@courrier.example"))).Ok);

    private string Day(int after) => Today.AddDays(after).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private string Line(string name, string? day = null, string reason = "demission", string email = "", string address = "") =>
        $";{name};Zoé;02/01/1990;{day ?? Day(0)};{reason};{email};{address}";

    private string Numbered(string name, string first, string born) => $"{Nir};{name};{first};{born};{Day(0)};demission";

    private static string Letters(int number) => $"nom{(char)('a' + number / 26)}{(char)('a' + number % 26)}";
}
