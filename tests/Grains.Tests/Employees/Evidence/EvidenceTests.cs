using System.Text;
using Grains.Access;
using Grains.Commits;
using Grains.Employees;
using Grains.Employees.Evidence;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Evidence;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Spaces;
using Grains.Tests.Employees.Waivers;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Silo.Evidence;
using Silo.Files;
using Silo.Jobs;
using Silo.Storage;
using Tests.Fixtures.Pdf;

namespace Grains.Tests.Employees.Evidence;

/// <summary>The evidence bundle of a company's waivers: what is in it, whose it is, and how long.</summary>
public sealed class EvidenceTests : IAsyncLifetime
{
    private WaiverStaff _staff = null!;

    private GrainHost Host => _staff.Host;

    public async Task InitializeAsync() => _staff = await WaiverStaff.Open();

    public async Task DisposeAsync() => await _staff.DisposeAsync();

    [Fact]
    public async Task One_file_holds_the_index_the_proofs_of_what_was_granted_and_their_fingerprints()
    {
        await Granted("W3");
        await Granted("W2", _staff.Today.AddDays(2));
        await Granted("W6", _staff.Today.AddDays(90), proven: false);
        var (refused, _, _) = await _staff.Asking("W6", until: _staff.Today.AddDays(90));
        Assert.True((await _staff.Refuse(refused)).Ok);
        await _staff.Asking("W3");
        _staff.Pass(TimeSpan.FromDays(5));

        var bundle = await _staff.Make();

        Assert.Equal((EvidenceStage.Ready, 3, 3, 0), (bundle.Stage, bundle.Total, bundle.Lines, (int)bundle.Outdated));
        var files = await _staff.Download(bundle);
        string[] proofs = ["justificatifs/0001-dispense-1-maelys/0001-W3-attestation.pdf", "justificatifs/0002-dispense-2-maelys/0002-W2-attestation.pdf"];
        Assert.Equal([.. proofs, "index.pdf", "registre.csv", "empreintes.sha256"], files.Keys);
        Assert.Equal(Samples.Pdf(), files[proofs[0]]);
        using var index = new ReadPdf(files["index.pdf"]);
        Assert.True(index.IsTagged);
        Assert.False(index.IsActive);
        var text = index.Text.Replace('\u00a0', ' ').Replace('\n', ' ');
        foreach (var said in new[] { "Maison nora", "812345676", "nora Vasselin", "Dispense 1", "D. 911-2, 3°", "Couverte ailleurs", "Déclaration du salarié", "Contrat SA1, santé" })
            Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dispense 4", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dispense 5", text, StringComparison.Ordinal);
        var table = Encoding.UTF8.GetString(files["registre.csv"]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, table.Length);
        Assert.Contains("nora Vasselin", table[1], StringComparison.Ordinal);
        Assert.Contains("prévue par l’accord du 3 février 2021", table[3].Replace('\u00a0', ' '), StringComparison.Ordinal);
        // Whose proof was taken out reads so in their journal.
        Assert.Equal(3, await Host.Count("SELECT count(*) FROM journal WHERE action = 'waiver-evidence'"));
        Assert.Equal(1, await Host.Count("SELECT count(*) FROM journal WHERE action = 'evidence-downloaded'"));
    }

    [Fact]
    public async Task A_second_wish_leads_to_the_one_that_is_made_and_a_repeat_is_no_other()
    {
        Assert.Equal(EvidenceRefusal.Nothing, (await _staff.Ask()).Refusal);
        await Granted("W3");
        var first = Host.Fresh();

        Assert.True((await _staff.Ask(operation: first)).Ok);
        Assert.True((await _staff.Ask(operation: first)).Ok);
        Assert.True((await _staff.Ask()).Ok);
        Assert.Equal(1, await Host.Count("SELECT count(*) FROM evidence_bundle"));
        var making = (await _staff.Newest())!;
        Assert.Equal((EvidenceStage.Making, 1), (making.Stage, making.Total));
        Assert.Equal(EvidenceRefusal.NotFound, (await Host.Get<EvidenceService>().Open(_staff.Nora, making.Id)).Refusal);
        await Host.RunGrainWork(JobLane.Bulk);

        Assert.Equal(EvidenceStage.Ready, (await _staff.Newest())!.Stage);
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(making.Id, (await _staff.Make()).Id);
    }

    [Fact]
    public async Task It_says_when_the_register_has_changed_since_and_time_alone_changes_nothing()
    {
        await Granted("W2", _staff.Today.AddDays(1));
        var (waits, _, _) = await _staff.Asking("W3");
        await _staff.Make();
        _staff.Pass(TimeSpan.FromDays(3));
        Assert.Equal(0, (await _staff.Newest())!.Outdated);

        Assert.True((await _staff.Accept(waits)).Ok);

        Assert.Equal(1, (await _staff.Newest())!.Outdated);
        Assert.Equal((0, 2), ((int)(await _staff.Make()).Outdated, (await _staff.Newest())!.Lines));
    }

    [Fact]
    public async Task It_is_of_who_asked_alone_and_holds_what_they_see()
    {
        await Granted("W3");
        await Granted("W3", siret: WaiverStaff.Site2);
        await Host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        var hugues = new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "Hugues", "");
        const string space = $"{GrainHost.Portal}/s-hugues";
        await Host.Grains.GetGrain<ISpaceGrain>(space).Found(
            Host.Fresh(), "Hugues", new Member(hugues.Account, SpaceRole.Administrateur, true, []), _staff.Company, [WaiverStaff.Site2]);
        var (stranger, _, _) = await Host.Customer("stranger");
        var claire = await Host.Adviser("claire");

        var mine = await _staff.Make();
        var theirs = await _staff.Make(hugues);

        Assert.Equal((2, 1), (mine.Lines, theirs.Lines));
        Assert.Equal(1, (await _staff.Download(theirs, hugues)).Keys.Count(n => n.StartsWith("justificatifs/", StringComparison.Ordinal)));
        foreach (var other in new[] { hugues, stranger, claire })
        {
            Assert.Equal(EvidenceRefusal.NotFound, (await Host.Get<EvidenceService>().Open(other, mine.Id)).Refusal);
            Assert.Empty(await Host.Get<EvidenceQueries>().Among(Host.Get<Rights>().ScopeOf(other), [mine.Bundle]));
        }
        Assert.Equal(EvidenceRefusal.NotFound, (await _staff.Ask(stranger)).Refusal);
        Assert.Equal(EvidenceRefusal.NotFound, (await _staff.Ask(claire)).Refusal);
        Assert.Null(await _staff.Newest(stranger));

        // What is hidden since closes what holds it.
        await Host.Write(space, new Upsert(new SpaceUntickedRow(space, WaiverStaff.Site1)));
        Assert.Equal(EvidenceRefusal.Hidden, (await Host.Get<EvidenceService>().Open(hugues, theirs.Id)).Refusal);
        await Assert.ThrowsAsync<AccessLostException>(
            () => Host.Get<EvidenceService>().Check(hugues, new EvidenceFile(_staff.Company, theirs.AskedAt, 0, [WaiverStaff.Site1])));
    }

    [Fact]
    public async Task Who_loses_the_right_while_it_is_made_gets_none()
    {
        await Granted("W3");
        var paul = await Colleague("paul");
        Assert.True((await _staff.Ask(paul)).Ok);
        var bundle = (await _staff.Newest(paul))!;
        Assert.True(await _staff.Step(bundle.Bundle, 0));

        Assert.True((await Host.Grains.GetGrain<ISpaceGrain>(_staff.Space).Remove(_staff.Nora, Host.Fresh(), paul.Account)).Ok);
        Assert.True(await _staff.Step(bundle.Bundle, 1));

        Assert.False(await _staff.Step(bundle.Bundle, 2));
        Assert.Equal((long)EvidenceStage.Stopped, await Host.Count("SELECT stage FROM evidence_bundle"));
        Assert.Equal(EvidenceRefusal.NotFound, (await Host.Get<EvidenceService>().Open(paul, bundle.Id)).Refusal);
        Assert.Null(await _staff.Newest(paul));
    }

    [Fact]
    public async Task No_medical_piece_and_nothing_that_the_scanner_refuses_is_in_it()
    {
        var (_, medical) = await Granted("W3");
        var (_, infected) = await Granted("W3");
        // As if one had come to be a medical piece of a request, against all rules.
        await Host.Get<IHostStore>().Execute(
            "INSERT INTO attachment (request, file, tick, name, type, size, uploader, veiled) VALUES ('p/r', $1, 1, 'certificat.pdf', 'application/pdf', 1, 'c-x', 1)",
            CommitLane.Bulk, default, medical);
        await Host.Get<FileStore>().SetVerdict(infected, ScanVerdict.Infected, default);

        var files = await _staff.Download(await _staff.Make());

        Assert.DoesNotContain(files.Keys, n => n.StartsWith("justificatifs/", StringComparison.Ordinal));
        using var index = new ReadPdf(files["index.pdf"]);
        Assert.Contains("non joint", index.Text.Replace('\n', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_seven_days_it_is_closed_and_its_rows_go()
    {
        await Granted("W3");
        var bundle = await _staff.Make();
        _staff.Pass(TimeSpan.FromDays(EvidenceFile.KeptDays));
        Assert.Equal(EvidenceRefusal.NotFound, (await Host.Get<EvidenceService>().Open(_staff.Nora, bundle.Id)).Refusal);
        Assert.Null(await _staff.Newest());
        _staff.Pass(TimeSpan.FromMinutes(1));

        await Host.Get<Maintenance>().Tidy(default);

        foreach (var table in new[] { "bundle", "step", "line", "entry", "part" })
            Assert.Equal(0, await Host.Count($"SELECT count(*) FROM evidence_{table}"));
        Assert.Equal(0, await Host.Count("SELECT count(*) FROM grain WHERE key LIKE 'evidence/%'"));
        // What proves the waiver is the register's.
        Assert.Equal(1, await Host.Count("SELECT count(*) FROM file"));
    }

    [Fact]
    public async Task What_fails_again_and_again_ends_and_may_be_asked_for_anew()
    {
        var (_, file) = await Granted("W3");
        await Host.Get<IHostStore>().Execute("DELETE FROM file_chunk WHERE file = $1", CommitLane.Bulk, default, file);
        Assert.True((await _staff.Ask()).Ok);
        var bundle = (await _staff.Newest())!.Bundle;

        await Assert.ThrowsAsync<System.Security.Cryptography.CryptographicException>(() => _staff.Step(bundle, 0));
        Assert.Equal(EvidenceStage.Making, (await _staff.Newest())!.Stage);
        Assert.True(await _staff.Step(bundle, 0, attempt: 6));

        Assert.Equal(EvidenceStage.Failed, (await _staff.Newest())!.Stage);
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await _staff.Ask()).Ok);
        Assert.Equal(EvidenceStage.Making, (await _staff.Newest())!.Stage);
    }

    private async Task<(string Id, string File)> Granted(string code, DateOnly? until = null, string siret = WaiverStaff.Site1, bool proven = true)
    {
        var person = await _staff.Invited(0, siret);
        var file = proven ? await _staff.Upload(person.Key) : "";
        var asked = await _staff.Ask(person.Key, person.Session, code, until, file: proven ? file : "none");
        Assert.True(asked.Ok, $"{asked.Refusal}");
        Assert.True((await _staff.Accept(person.Id)).Ok);
        return (person.Id, file);
    }

    private async Task<Caller> Colleague(string name)
    {
        await Host.Register($"c-{name}", CallerKind.Customer, GrainHost.Portal, name);
        Assert.True((await Host.Grains.GetGrain<ISpaceGrain>(_staff.Space).Admit(
            Host.Fresh(), new Member($"c-{name}", SpaceRole.Collaborateur, false, [_staff.Company]))).Ok);
        return await Host.WithSession(new Caller($"c-{name}", CallerKind.Customer, GrainHost.Portal, $"{name} Vasselin", ""));
    }
}
