using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Requests.Ties;
using Grains.Spaces;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Silo.Files;

namespace Grains.Tests.Requests.Ties;

/// <summary>Duplicates: Ines wrote the first request, Nora, of the same company in another space, the second, which Claire has.</summary>
public sealed class MergeTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private const string Space = $"{GrainHost.Portal}/s-nora";
    private const string Kept = $"{GrainHost.Portal}/1";
    private const string Duplicate = $"{GrainHost.Portal}/2";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _ines = null!;
    private Caller _hugues = null!;
    private Caller _claire = null!;

    public async Task InitializeAsync()
    {
        (_nora, _, _) = await _host.Customer("nora", Company);
        (_ines, _, _) = await _host.Customer("ines", Company);
        await _host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        _hugues = await _host.WithSession(new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues Vasselin", ""));
        await _host.Give(Space, _hugues, UniverseRights.Read);
        _claire = await _host.Adviser("claire");
        await _host.SentRequest(_ines, Company, "1");
        await _host.SentRequest(_nora, Company, "2");
        Assert.True((await _host.Request("2").Follow(_hugues, _host.Fresh(), true)).Ok);
        Assert.True((await _host.Request("2").TakeCharge(_claire, _host.Fresh())).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Duplicate_leads_to_the_other_and_who_may_read_that_one_follows_it()
    {
        await _host.Give(Space, _hugues, default);
        Assert.True((await _host.Request("2").AskFor(_claire, _host.Fresh(), ["RIB"], "")).Ok);
        var operation = _host.Fresh();
        Assert.True((await Ties(Duplicate).Merge(_claire, operation, Kept)).Ok);
        Assert.True((await Ties(Duplicate).Merge(_claire, operation, Kept)).Ok);
        await _host.RunGrainWork();

        var (first, second) = (await Page(_nora, "2026-1"), await Page(_nora, "2026-2"));
        Assert.Equal((RequestStatus.Closed, (DateTimeOffset?)null, EntryKind.Merged, ""), second.Slice.Entries[^1] is var said
            ? (second.Request.Status, second.Request.DueAt, said.Kind, said.Text) : default);
        Assert.Equal(2, second.Slice.Entries.Count(e => e.Seq is not null) + second.Slice.Entries.Count(e => e.Kind is EntryKind.Merged));
        Assert.Empty(second.Asked);
        Assert.Equal((TieEnd.Kept, "2026-1"), Assert.Single(second.Ties) is var to ? (to.End, to.Number) : default);
        Assert.Equal((TieEnd.Absorbed, "2026-2"), Assert.Single(first.Ties) is var from ? (from.End, from.Number) : default);
        Assert.Equal((true, RequestStatus.Sent), (first.Request.Follows, first.Request.Status));
        // Hugues followed the duplicate, and has lost the company meanwhile.
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM request_follower WHERE request = '{Kept}'"));
        Assert.Equal([(NoteKind.Absorbed, "2026-2")], (await Page(_claire, "2026-1")).Notes.Select(n => (n.Kind, n.Who)));
        Assert.Equal([(NoteKind.Merged, "2026-1")], (await Page(_claire, "2026-2")).Notes.Select(n => (n.Kind, n.Who)));
        Assert.Empty(second.Notes);
        Assert.Equal(2, await _host.Count("SELECT count(*) FROM journal WHERE action IN ('merged', 'absorbed')"));
    }

    [Fact]
    public async Task Who_said_no_of_either_follows_neither()
    {
        Assert.True((await _host.Request("1").Follow(_hugues, _host.Fresh(), false)).Ok);
        Assert.True((await _host.Request("2").Follow(_nora, _host.Fresh(), false)).Ok);
        Assert.True((await Ties(Duplicate).Merge(_claire, _host.Fresh(), Kept)).Ok);
        await _host.RunGrainWork();

        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM request_follower WHERE request = '{Kept}' AND follows = 1"));
    }

    [Fact]
    public async Task What_is_written_in_the_duplicate_is_sent_to_the_other_until_an_adviser_opens_it_again()
    {
        Assert.True((await Ties(Duplicate).Merge(_claire, _host.Fresh(), Kept)).Ok);

        Assert.Equal(RequestRefusal.Merged, (await _host.Request("2").Post(_nora, _host.Fresh(), new NewMessage("Et alors ?", []))).Refusal);
        Assert.Equal(RequestRefusal.NotClosed, (await _host.Request("2").GiveOpinion(_nora, _host.Fresh(), Opinion.Satisfied)).Refusal);
        Assert.True((await _host.Request("1").Post(_nora, _host.Fresh(), new NewMessage("Et alors ?", []))).Ok);

        Assert.True((await _host.Request("2").Reopen(_claire, _host.Fresh())).Ok);
        Assert.Empty((await Page(_claire, "2026-2")).Ties);
        Assert.True((await _host.Request("2").Post(_nora, _host.Fresh(), new NewMessage("Merci", []))).Ok);
    }

    [Fact]
    public async Task Who_cannot_read_the_other_is_led_nowhere_and_opens_the_duplicate_again()
    {
        await MergeIntoHidden();

        Assert.Empty((await Page(_nora, "2026-4")).Ties);
        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM request_follower WHERE request = '{GrainHost.Portal}/3'"));
        Assert.True((await _host.Request("4").Post(_nora, _host.Fresh(), new NewMessage("Et alors ?", []))).Ok);
        Assert.Equal(RequestStatus.InProgress, (await Page(_nora, "2026-4")).Request.Status);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM request_merge"));
    }

    [Fact]
    public async Task After_thirty_days_who_may_read_the_other_goes_on_there_and_who_may_not_from_the_duplicate()
    {
        Assert.True((await Ties(Duplicate).Merge(_claire, _host.Fresh(), Kept)).Ok);
        await MergeIntoHidden();
        _host.Clock.Advance(TimeSpan.FromDays(30));
        var suite = new NewMessage("La suite", []);

        Assert.Equal(RequestRefusal.Merged, (await _host.Request("5").Continue(_nora, _host.Fresh(), "2026-5", Duplicate, suite)).Refusal);
        Assert.Equal("2026-6", (await _host.Request("6").Continue(_nora, _host.Fresh(), "2026-6", $"{GrainHost.Portal}/4", suite)).Value!.Number);
    }

    [Fact]
    public async Task Other_request_is_told_once_though_the_node_dies_after_the_job()
    {
        Assert.True((await Ties(Duplicate).Merge(_claire, _host.Fresh(), Kept)).Ok);
        await _host.Restart();

        var (jobs, real) = (_host.Get<IJobStore>(), TimeProvider.System.GetUtcNow());
        var job = Assert.Single(await jobs.Lease(JobLane.Grains, 100, _host.Clock.GetUtcNow(), real, real.AddSeconds(-1)), j => j.Kind == TieJob.JobKind);
        await _host.Services.GetServices<IJobHandler>().Single(h => h.Kind == TieJob.JobKind).Handle(job, default);
        await _host.Restart();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.RunGrainWork();

        Assert.Equal(1, await _host.Count("SELECT count(*) FROM journal WHERE action = 'absorbed'"));
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM request_note WHERE request = '{Kept}'"));
        Assert.Equal(2, await _host.Count($"SELECT count(*) FROM request_follower WHERE request = '{Kept}' AND follows = 1"));
    }

    [Fact]
    public async Task Two_merged_into_each_other_at_once_leave_one_open()
    {
        Assert.True((await _host.Request("1").TakeCharge(_claire, _host.Fresh())).Ok);

        var merged = await Task.WhenAll(Ties(Duplicate).Merge(_claire, _host.Fresh(), Kept), Ties(Kept).Merge(_claire, _host.Fresh(), Duplicate));

        Assert.Equal(RequestRefusal.KeptClosed, Assert.Single(merged, m => !m.Ok).Refusal);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM request_list WHERE status = 4"));
    }

    [Fact]
    public async Task Nobody_merges_but_the_adviser_in_charge()
    {
        var pauline = await _host.Adviser("pauline");

        Assert.Equal(RequestRefusal.TakenByAnother, (await Ties(Duplicate).Merge(pauline, _host.Fresh(), Kept)).Refusal);
        Assert.Equal(RequestRefusal.NotInCharge, (await Ties(Kept).Merge(_claire, _host.Fresh(), Duplicate)).Refusal);
        Assert.Equal(RequestRefusal.NotAllowed, (await Ties(Duplicate).Merge(_nora, _host.Fresh(), Kept)).Refusal);
        Assert.Equal(RequestRefusal.NoSuchRequest, (await Ties(Duplicate).Merge(_claire, _host.Fresh(), Duplicate)).Refusal);
        Assert.Equal(RequestRefusal.NoSuchRequest, (await Ties(Duplicate).Merge(_claire, _host.Fresh(), "")).Refusal);
        Assert.Equal(RequestRefusal.NotFound, (await Ties(Duplicate).Merge((await _host.Customer("paul")).Caller, _host.Fresh(), Kept)).Refusal);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM request_merge"));
    }

    [Fact]
    public async Task What_holds_a_medical_piece_is_not_merged_into_what_holds_none()
    {
        var folder = Directory.CreateTempSubdirectory("guichet-merge-").FullName;
        File.WriteAllText(Path.Combine(folder, "essai.json"), WholeForm.Text);
        await using var host = new GrainHost(new Dictionary<string, string> { ["FORMS_DIR"] = folder });
        var (nora, company, _) = await host.Customer("nora");
        var claire = await host.Adviser("claire");
        foreach (var (id, medical) in new[] { ("1", false), ("2", true) })
        {
            var answers = WholeForm.Answers(company);
            if (medical)
                (answers["motif"], answers["accident"]) = ("06", "12/11/2026");
            Assert.True((await host.Request(id).Begin(nora, host.Fresh(), "essai", company)).Ok);
            Assert.True((await host.Request(id).SaveDraft(nora, host.Fresh(), new DraftPage(4, answers))).Ok);
            foreach (var piece in medical ? new[] { "attestation", "hospitalisation" } : ["attestation"])
            {
                var file = (await host.Get<FileStore>().Save(nora.Account, $"{piece}.pdf", new MemoryStream(Samples.Pdf()), default)).Value!.File;
                Assert.True((await host.Request(id).AttachPieceToDraft(nora, host.Fresh(), file, piece)).Ok);
            }
            Assert.True((await host.Request(id).Send(nora, host.Fresh(), $"2026-{id}")).Ok);
            Assert.True((await host.Request(id).TakeCharge(claire, host.Fresh())).Ok);
        }

        Assert.Equal(RequestRefusal.IsMedical, (await host.Grains.GetGrain<IRequestTiesGrain>(Duplicate).Merge(claire, host.Fresh(), Kept)).Refusal);
        Assert.True((await host.Grains.GetGrain<IRequestTiesGrain>(Kept).Merge(claire, host.Fresh(), Duplicate)).Ok);
        Directory.Delete(folder, recursive: true);
    }

    private IRequestTiesGrain Ties(string request) => _host.Grains.GetGrain<IRequestTiesGrain>(request);

    private async Task MergeIntoHidden()
    {
        const string Hidden = "81234567600011";
        foreach (var (by, id, site) in new[] { (_ines, "3", Hidden), (_nora, "4", "") })
        {
            Assert.True((await _host.Request(id).Begin(by, _host.Fresh(), "arret", Company)).Ok);
            Assert.True((await _host.Request(id).SaveDraft(by, _host.Fresh(), new DraftPage(1, TestForms.Answers(Company, site)))).Ok);
            Assert.True((await _host.Request(id).Send(by, _host.Fresh(), $"2026-{id}")).Ok);
        }
        await _host.Write(Space, new Upsert(new SpaceUntickedRow(Space, Hidden)));
        Assert.True((await _host.Request("4").TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.True((await Ties($"{GrainHost.Portal}/4").Merge(_claire, _host.Fresh(), $"{GrainHost.Portal}/3")).Ok);
        await _host.RunGrainWork();
    }

    private async Task<ThreadFacts> Page(Caller by, string number) => (await _host.Get<ThreadQueries>().Page(_host.Get<Rights>().ScopeOf(by), number))!;
}
