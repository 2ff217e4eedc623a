using System.Text;
using Grains.Access;
using Grains.Commits;
using Grains.Employees;
using Grains.Employees.Imports;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Imports;
using Grains.Interfaces.Spaces;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;
using Silo.Jobs;

namespace Grains.Tests.Employees.Imports;

public sealed class ImportTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private const string Head = "Nom;Prénom;Date de naissance;Collège;Date d'embauche;Date d'effet;E-mail;SIRET;Contrat;NIR";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _space = "";

    private ImportService Service => _host.Get<ImportService>();

    public async Task InitializeAsync()
    {
        await _host.Get<CoreSystemImport>().Demo(CancellationToken.None);
        (_nora, _, _space) = await _host.Customer("nora", Company);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Everybody_who_is_ready_is_invited_once_though_a_job_runs_again_and_the_same_file_gives_nothing_new()
    {
        var lines = Enumerable.Range(0, ImportJob.ChunkSize + 10).Select(i => Line(i)).ToList();
        lines[3] = lines[3].Replace("04/05/1991", "31/02/1991", StringComparison.Ordinal);
        var operation = _host.Fresh();
        var id = await Upload(_nora, operation, [.. lines]);
        Assert.Equal(id, await Upload(_nora, operation, [.. lines]));

        await _host.RunImport(id, ImportPhase.Check);
        var checkedAt = await Summary(id);
        Assert.Equal((ImportStage.ToConfirm, 209, 1, 0), (checkedAt.Stage, checkedAt.Ready, checkedAt.Refused, checkedAt.Invited));
        Assert.Equal(0, await _host.MailCount("affiliation-invitation"));

        var confirm = _host.Fresh();
        Assert.True((await Service.Confirm(_nora, confirm, id)).Ok);
        Assert.True((await Service.Confirm(_nora, confirm, id)).Ok);
        // A node dies after it has invited the first of a chunk, before the chunk is recorded.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _host.DieCommitting(id, async () => await _host.MailCount("affiliation-invitation") > 0));
        Assert.InRange(await _host.MailCount("affiliation-invitation"), 1, ImportJob.ChunkSize - 1);
        await _host.Restart();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.RunImport(id, ImportPhase.Commit);
        await _host.RunChunk(id, ImportPhase.Commit, 0);

        Assert.Equal(209, await _host.MailCount("affiliation-invitation"));
        Assert.Equal(209, await _host.Count("SELECT count(*) FROM employee_list"));
        var done = await Summary(id);
        Assert.Equal((ImportStage.DoneInPart, 0, 1, 209, 0), (done.Stage, done.Ready, done.Refused, done.Invited, done.Skipped));
        Assert.NotNull(done.EndedAt);

        var again = await Upload(_nora, _host.Fresh(), [.. lines]);
        await _host.RunImport(again, ImportPhase.Check);
        var second = await Summary(again);
        Assert.Equal((0, 209, 1), (second.Ready, second.Skipped, second.Refused));
        Assert.Equal(ImportRefusal.NothingReady, (await Service.Confirm(_nora, _host.Fresh(), again)).Refusal);
        Assert.Equal(209, await _host.MailCount("affiliation-invitation"));
    }

    [Fact]
    public async Task A_right_that_is_lost_in_the_middle_stops_the_import_and_what_was_done_is_told()
    {
        await _host.Register("c-paul", CallerKind.Customer, GrainHost.Portal, "paul");
        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(_space).Admit(_host.Fresh(), new Member("c-paul", SpaceRole.Collaborateur, false, [Company]))).Ok);
        var paul = await _host.WithSession(new Caller("c-paul", CallerKind.Customer, GrainHost.Portal, "Paul Vasselin", ""));
        var id = await Upload(paul, _host.Fresh(), [.. Enumerable.Range(0, ImportJob.ChunkSize + 10).Select(i => Line(i))]);
        await _host.RunImport(id, ImportPhase.Check);
        Assert.True((await Service.Confirm(paul, _host.Fresh(), id)).Ok);
        await _host.RunChunk(id, ImportPhase.Commit, 0);

        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(_space).Remove(_nora, _host.Fresh(), "c-paul")).Ok);
        await _host.RunChunk(id, ImportPhase.Commit, 1);
        await _host.RunChunk(id, ImportPhase.Commit, 2);

        Assert.Equal(ImportJob.ChunkSize, await _host.MailCount("affiliation-invitation"));
        Assert.Equal((long)ImportStage.Stopped, await _host.Count("SELECT stage FROM import_list"));
        Assert.Equal(ImportJob.ChunkSize, await _host.Count("SELECT invited FROM import_list"));
        Assert.Equal(10, await _host.Count($"SELECT count(*) FROM import_line WHERE verdict = {(int)ImportVerdict.Ready}"));
        // They read how far it came, and nobody's name.
        var left = (await Find(paul, id, null))!;
        Assert.Equal((ImportStage.Stopped, ImportJob.ChunkSize, 0L), (left.Import.Stage, left.Import.Invited, left.Import.Readable));
        Assert.Empty(left.Lines);
        Assert.Null(await _host.Get<RefusedLines>().Open(paul, id));
        Assert.Equal(ImportRefusal.NotFound, (await Service.Confirm(paul, _host.Fresh(), id)).Refusal);
    }

    [Fact]
    public async Task A_refused_line_is_corrected_in_place_and_judged_anew()
    {
        var id = await Upload(_nora, _host.Fresh(), Line(1), Line(2).Replace("04/05/1991", "hier", StringComparison.Ordinal));
        await _host.RunImport(id, ImportPhase.Check);
        var refused = Assert.Single((await Find(_nora, id, ImportVerdict.Refused))!.Lines);
        Assert.Equal(new LineFault(ImportFault.BadDate, ImportField.BirthDate), Assert.Single(refused.Faults));

        Assert.True((await Service.Correct(_nora, _host.Fresh(), id, 3, 1, Typed("toujours faux"))).Ok);
        Assert.Equal((1, 1), ((await Summary(id)).Ready, (await Summary(id)).Refused));
        Assert.True((await Service.Correct(_nora, _host.Fresh(), id, 3, 2, Typed("5/4/1991"))).Ok);

        Assert.Equal((2, 0), ((await Summary(id)).Ready, (await Summary(id)).Refused));
        Assert.Equal(ImportRefusal.NoLine, (await Service.Correct(_nora, _host.Fresh(), id, 4, 1, Typed("5/4/1991"))).Refusal);
        Assert.Equal(ImportRefusal.WrongStage, (await Service.Correct(_nora, _host.Fresh(), id, 2, 1, Typed("5/4/1991"))).Refusal);
        Assert.True((await Service.Confirm(_nora, _host.Fresh(), id)).Ok);
        await _host.RunImport(id, ImportPhase.Commit);
        Assert.Equal(ImportStage.Done, (await Summary(id)).Stage);
        Assert.Equal(2, await _host.Count("SELECT count(*) FROM employee_list WHERE birth_date IN ('1991-05-04', '1991-04-05')"));

        static Dictionary<ImportField, string> Typed(string day) => new() { [ImportField.BirthDate] = day };
    }

    [Fact]
    public async Task The_same_person_on_two_lines_and_those_who_are_known_are_told_from_the_others()
    {
        var known = await _host.Get<AffiliationService>().Invite(_nora, _host.Fresh(), Someone("Invitée"));
        Assert.True(known.Ok);
        await _host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/covered").Describe(_host.Fresh(), new EmployeeFacts(
            Company, new Person("Couverte", "Maëlys", new DateOnly(1991, 5, 4)), "", new Employment("81234567600017", new DateOnly(2020, 1, 1), "04"),
            [new CoverInterval("SA2019000", CoverKind.Covered, new DateOnly(2020, 1, 1))]));
        var id = await Upload(_nora, _host.Fresh(), Line(1), Line(1), Named("Invitée"), Named("Couverte"), Named("Couverte", "269054958815780"));

        await _host.RunImport(id, ImportPhase.Check);

        Assert.Equal(
            [
                (2, ImportVerdict.Ready, ImportFault.None, 0), (3, ImportVerdict.Refused, ImportFault.Twice, 2), (4, ImportVerdict.Skipped, ImportFault.AlreadyInvited, 0),
                (5, ImportVerdict.Skipped, ImportFault.AlreadyCovered, 0), (6, ImportVerdict.Refused, ImportFault.Homonym, 0),
            ],
            (await Find(_nora, id, null))!.Lines.Select(l => (l.Line, l.Verdict, l.Faults.FirstOrDefault()?.Fault ?? ImportFault.None, l.Faults.FirstOrDefault()?.Other ?? 0)));
    }

    [Fact]
    public async Task An_import_that_is_cancelled_does_nothing_more_and_is_forgotten_after_thirty_days()
    {
        var id = await Upload(_nora, _host.Fresh(), Line(1));
        await _host.RunImport(id, ImportPhase.Check);
        Assert.True((await Service.Confirm(_nora, _host.Fresh(), id)).Ok);
        Assert.True((await Service.Cancel(_nora, _host.Fresh(), id)).Ok);

        await _host.RunChunk(id, ImportPhase.Commit, 0);

        Assert.Equal(0, await _host.MailCount("affiliation-invitation"));
        Assert.Equal(ImportStage.Cancelled, (await Summary(id)).Stage);
        _host.Clock.Advance(TimeSpan.FromDays(31));
        while (await _host.Get<FormerImports>().Sweep(_host.Clock.GetUtcNow() - TimeSpan.FromDays(30), default) > 0)
        {
        }
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM import_list") + await _host.Count("SELECT count(*) FROM import_line"));
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM grain WHERE key LIKE 'import/%'"));
    }

    [Fact]
    public async Task Nobody_is_read_in_a_copy_of_the_store()
    {
        await Upload(_nora, _host.Fresh(), Named("Introuvable", "269054958815780"));

        await using var reading = await _host.Store.OpenRead();
        await using var command = reading.CreateCommand();
        command.CommandText = "SELECT content FROM import_line";
        var content = Encoding.UTF8.GetString((byte[])(await command.ExecuteScalarAsync())!);
        Assert.DoesNotContain("Introuvable", content, StringComparison.Ordinal);
        Assert.DoesNotContain("269054958815780", content, StringComparison.Ordinal);
    }

    private async Task<string> Upload(Caller by, OperationId operation, params string[] lines)
    {
        var begun = await Service.Begin(by, operation, Company, "effectif.csv", ImportReader.Read(Bytes(lines)));
        Assert.True(begun.Ok, $"{begun.Refusal}");
        return begun.Value;
    }

    private async Task<ImportView?> Find(Caller by, string id, ImportVerdict? verdict) =>
        await _host.Get<ImportQueries>().Find(_host.Get<Rights>().ScopeOf(by), $"{GrainHost.Portal}/{id}", verdict, 0);

    private async Task<ImportSummary> Summary(string id) => (await Find(_nora, id, null))!.Import;

    private static byte[] Bytes(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Prepend(Head)));

    private static string Line(int i) => Named($"Nom{(char)('a' + i / 26)}{(char)('a' + i % 26)}");

    private static string Named(string name, string nir = "") =>
        $"{name};Maëlys;04/05/1991;04;01/12/2026;01/12/2026;maelys@courrier.example;81234567600017;SA2019000;{nir}";

    private static NewEmployee Someone(string name) => new(
        Company, new Person(name, "Maëlys", new DateOnly(1991, 5, 4)), "", new Employment("81234567600017", new DateOnly(2026, 12, 1), "04"),
        [new CoverChoice("SA2019000", "ENS", "BASE", new DateOnly(2026, 12, 1))], "maelys@courrier.example");
}
