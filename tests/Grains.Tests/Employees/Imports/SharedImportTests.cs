using System.Text;
using Grains.Access;
using Grains.Commits;
using Grains.Employees.Imports;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Imports;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;

namespace Grains.Tests.Employees.Imports;

/// <summary>An import is its company's: whoever may affiliate there follows and corrects it, each under their own name and right.</summary>
public sealed class SharedImportTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private const string Head = "Nom;Prénom;Date de naissance;Collège;Date d'embauche;Date d'effet;E-mail;SIRET;Contrat";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _space = "";

    private ImportService Service => _host.Get<ImportService>();

    private ISpaceGrain Space => _host.Grains.GetGrain<ISpaceGrain>(_space);

    public async Task InitializeAsync()
    {
        await _host.Get<CoreSystemImport>().Demo(CancellationToken.None);
        (_nora, _, _space) = await _host.Customer("nora", Company);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Who_may_affiliate_there_lists_it_corrects_it_and_confirms_it_in_their_name()
    {
        var paul = await Colleague("paul");
        var id = await Upload(Line(1), Line(2, "hier"), Line(3, "demain"));

        Assert.Equal(id, Assert.Single(await _host.Get<ImportQueries>().List(Of(paul), Company)).Id);
        Assert.True((await Service.Correct(paul, _host.Fresh(), id, 3, 1, Born("05/04/1991"))).Ok);
        Assert.True((await Service.Correct(_nora, _host.Fresh(), id, 4, 1, Born("05/04/1992"))).Ok);
        Assert.True((await Service.Confirm(paul, _host.Fresh(), id)).Ok);
        await _host.RunImport(id, ImportPhase.Commit);

        var done = (await Find(_nora, id))!;
        Assert.Equal((ImportStage.Done, 3), (done.Import.Stage, done.Import.Invited));
        Assert.Equal((_nora.Name, paul.Name, ""), (done.Import.StartedBy, done.Import.ConfirmedBy, done.Import.CancelledBy));
        Assert.Equal([("", 1), (paul.Name, 2), (_nora.Name, 2)], done.Lines.Select(l => (l.CorrectedBy, l.Version)));
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM journal WHERE action = 'import-confirmed' AND account = '{paul.Account}'"));
        Assert.Equal(2, await _host.Count("SELECT count(*) FROM journal WHERE action = 'import-corrected'"));
    }

    [Fact]
    public async Task Of_two_who_correct_the_same_line_the_second_is_told_and_may_replace_it_and_a_repeat_is_no_second()
    {
        var paul = await Colleague("paul");
        var id = await Upload(Line(1), Line(2, "hier"));
        var first = _host.Fresh();
        Assert.True((await Service.Correct(_nora, first, id, 3, 1, Born("05/04/1991"))).Ok);

        Assert.Equal(ImportRefusal.Meanwhile, (await Service.Correct(paul, _host.Fresh(), id, 3, 1, Born("06/04/1991"))).Refusal);
        Assert.Equal("05/04/1991", (await Find(paul, id))!.Lines[1].Content[ImportField.BirthDate]);
        Assert.True((await Service.Correct(_nora, first, id, 3, 1, Born("05/04/1991"))).Ok);
        // The same words are no second opinion.
        Assert.True((await Service.Correct(paul, _host.Fresh(), id, 3, 1, Born("05/04/1991"))).Ok);
        Assert.Equal((_nora.Name, 2), ((await Find(paul, id))!.Lines[1].CorrectedBy, (await Find(paul, id))!.Lines[1].Version));

        Assert.True((await Service.Correct(paul, _host.Fresh(), id, 3, 2, Born("06/04/1991"))).Ok);
        var line = (await Find(_nora, id))!.Lines[1];
        Assert.Equal(("06/04/1991", paul.Name, 3), (line.Content[ImportField.BirthDate], line.CorrectedBy, line.Version));
        Assert.Equal((2, 0), ((await Find(_nora, id))!.Import.Ready, (await Find(_nora, id))!.Import.Refused));
    }

    [Fact]
    public async Task Two_at_once_on_one_line_leave_one_word_and_one_who_is_told()
    {
        var paul = await Colleague("paul");
        var id = await Upload(Line(1), Line(2, "hier"));

        var both = await Task.WhenAll(
            Service.Correct(_nora, _host.Fresh(), id, 3, 1, Born("05/04/1991")), Service.Correct(paul, _host.Fresh(), id, 3, 1, Born("06/04/1991")));

        Assert.Equal([ImportRefusal.Meanwhile, null], both.Select(b => b.Refusal).OrderByDescending(r => r));
        Assert.Equal((2, 0), ((await Find(_nora, id))!.Import.Ready, (await Find(_nora, id))!.Import.Refused));
    }

    [Fact]
    public async Task It_goes_by_the_right_of_who_confirmed_and_not_of_who_began_it()
    {
        var (paul, lea) = (await Colleague("paul"), await Colleague("lea"));
        var theirs = await Upload(paul, Line(1));
        var mine = await Upload(_nora, Line(2));
        Assert.True((await Service.Confirm(_nora, _host.Fresh(), theirs)).Ok);
        Assert.True((await Service.Confirm(lea, _host.Fresh(), mine)).Ok);

        Assert.True((await Space.Remove(_nora, _host.Fresh(), paul.Account)).Ok);
        Assert.True((await Space.Remove(_nora, _host.Fresh(), lea.Account)).Ok);
        await _host.RunImport(theirs, ImportPhase.Commit);
        await _host.RunImport(mine, ImportPhase.Commit);

        Assert.Equal((ImportStage.Done, 1), ((await Find(_nora, theirs))!.Import.Stage, (await Find(_nora, theirs))!.Import.Invited));
        Assert.Equal((ImportStage.Stopped, 0), ((await Find(_nora, mine))!.Import.Stage, (await Find(_nora, mine))!.Import.Invited));
        // Who began it reads how far it came; who confirmed and has gone, nothing.
        Assert.Equal(0L, (await Find(paul, theirs))!.Import.Readable);
        Assert.Null(await Find(lea, mine));
        Assert.Equal(ImportRefusal.NotFound, (await Service.Cancel(lea, _host.Fresh(), mine)).Refusal);
    }

    [Fact]
    public async Task Who_is_not_shown_an_establishment_follows_none_that_somebody_began_who_is()
    {
        var (other, _, elsewhere) = await _host.Customer("other", Company);
        var (stranger, _, _) = await _host.Customer("stranger");
        var id = await Upload(Line(1, "hier"));
        Assert.NotNull(await Find(other, id));

        await _host.Write(elsewhere, new Upsert(new SpaceUntickedRow(elsewhere, "81234567600033")));

        foreach (var caller in new[] { other, stranger })
        {
            Assert.Null(await Find(caller, id));
            Assert.Empty(await _host.Get<ImportQueries>().List(Of(caller), Company));
            Assert.Null(await _host.Get<RefusedLines>().Open(caller, id));
            Assert.Equal(ImportRefusal.NotFound, (await Service.Confirm(caller, _host.Fresh(), id)).Refusal);
            Assert.Equal(ImportRefusal.NotFound, (await Service.Cancel(caller, _host.Fresh(), id)).Refusal);
            Assert.Equal(ImportRefusal.NotFound, (await Service.Correct(caller, _host.Fresh(), id, 2, 1, Born("05/04/1991"))).Refusal);
        }
        // What is hidden from both of one space keeps nothing from either.
        var paul = await Colleague("paul");
        await _host.Write(_space, new Upsert(new SpaceUntickedRow(_space, "81234567600033")));
        Assert.NotNull(await Find(paul, id));
        Assert.Equal(ImportStage.ToConfirm, (await Find(_nora, id))!.Import.Stage);
        // A verb that finds nothing to do tells them nothing either.
        Assert.True((await Service.Cancel(_nora, _host.Fresh(), id)).Ok);
        Assert.Equal(ImportRefusal.NotFound, (await Service.Cancel(other, _host.Fresh(), id)).Refusal);
    }

    private async Task<Caller> Colleague(string name)
    {
        await _host.Register($"c-{name}", CallerKind.Customer, GrainHost.Portal, name);
        Assert.True((await Space.Admit(_host.Fresh(), new Member($"c-{name}", SpaceRole.Collaborateur, false, [Company]))).Ok);
        return await _host.WithSession(new Caller($"c-{name}", CallerKind.Customer, GrainHost.Portal, $"{name} Vasselin", ""));
    }

    private Task<string> Upload(params string[] lines) => Upload(_nora, lines);

    private async Task<string> Upload(Caller by, params string[] lines)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Prepend(Head)));
        var begun = await Service.Begin(by, _host.Fresh(), Company, "effectif.csv", ImportReader.Read(bytes));
        Assert.True(begun.Ok, $"{begun.Refusal}");
        await _host.RunImport(begun.Value, ImportPhase.Check);
        return begun.Value;
    }

    private Scope Of(Caller caller) => _host.Get<Rights>().ScopeOf(caller);

    private async Task<ImportView?> Find(Caller by, string id) => await _host.Get<ImportQueries>().Find(Of(by), $"{GrainHost.Portal}/{id}", null, 0);

    private static Dictionary<ImportField, string> Born(string day) => new() { [ImportField.BirthDate] = day };

    private static string Line(int i, string born = "04/05/1991") =>
        $"Nom{(char)('a' + i)};Maëlys;{born};04;01/12/2026;01/12/2026;maelys@courrier.example;81234567600017;SA2019000";
}
