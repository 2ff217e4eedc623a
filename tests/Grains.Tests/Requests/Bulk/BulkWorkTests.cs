using Grains.Access;
using Grains.Batches;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Bulk;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests.Bulk;

/// <summary>Nora's requests, which Claire closes, takes or sends on all at once.</summary>
public sealed class BulkWorkTests : IAsyncLifetime
{
    private const string Word = "L’incident du 24 novembre est réparé, vos remboursements sont partis.";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private Caller _pauline = null!;
    private string _company = "";

    private Scope Scope => _host.Get<Rights>().ScopeOf(_claire);

    public async Task InitializeAsync()
    {
        (_nora, _company, _) = await _host.Customer("nora");
        (_claire, _pauline) = (await _host.Adviser("claire"), await _host.Adviser("pauline"));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task All_that_can_be_closed_are_closed_once_with_one_text_though_the_node_dies_and_each_customer_has_news()
    {
        var numbers = await Sent(12);
        var batch = (await Begin(new BulkWish(BulkAct.Close, numbers, Word))).Value!;
        var dying = new Dying(_host.Get<IEnumerable<IBatchWork>>().Single(w => w.Kind == BulkWork.Name), 5);
        await Assert.ThrowsAsync<IOException>(() => new BatchJob(_host.Grains, [dying]).Handle(Job(batch), default));
        await _host.Restart();
        await Run(batch);

        var found = await Found(batch);
        Assert.Equal((12, 12, 0, 0), (found.Batch.Total, found.Batch.Done, found.Batch.Skipped, found.Batch.Failed));
        Assert.NotNull(found.Batch.EndedAt);
        Assert.Equal(numbers, found.Lines.Select(l => l.Target));
        foreach (var number in numbers)
        {
            var thread = (await _host.Get<ThreadQueries>().Page(_host.Get<Rights>().ScopeOf(_nora), number))!;
            Assert.Equal((RequestStatus.Closed, Word, _claire.Name, true), (thread.Request.Status, thread.Request.CloseReason, thread.Request.HandlerName, thread.Request.Unread));
            Assert.Equal(Word, Assert.Single(thread.Slice.Entries, e => e.Kind is EntryKind.Closed).Text);
        }
        Assert.Equal(12, await _host.Count("SELECT count(*) FROM journal WHERE action = 'closed' AND detail = 'with-others'"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM journal WHERE action = 'batch-ended'"));
    }

    [Fact]
    public async Task What_is_left_out_is_said_before_and_left_as_it_is_when_it_came_to_be_so_meanwhile()
    {
        var numbers = await Sent(5);
        await _host.Request("101").TakeCharge(_pauline, _host.Fresh());
        await _host.Request("102").TakeCharge(_claire, _host.Fresh());
        await _host.Request("103").Transfer(_claire, _host.Fresh(), new RequestTransfer("reclamations", "", "C’est une réclamation"));
        var rows = await _host.Get<BulkQueries>().Chosen(Scope, _claire, BulkAct.Close, [.. numbers, "2026-999"]);
        Assert.Equal(
            [("2026-100", null), ("2026-101", RequestRefusal.TakenByAnother), ("2026-102", null), ("2026-103", RequestRefusal.IsComplaint), ("2026-104", null)],
            rows.Select(r => (r.Number, r.Kept)));

        var batch = (await Begin(new BulkWish(BulkAct.Close, numbers, Word))).Value!;
        await _host.Request("102").AskFor(_claire, _host.Fresh(), ["RIB"], "");
        Assert.Equal(RequestRefusal.ItemsAsked, (await _host.Get<BulkQueries>().Chosen(Scope, _claire, BulkAct.Close, numbers)).Single(r => r.Number == "2026-102").Kept);
        await Run(batch);

        Assert.Equal(
            [BatchOutcome.Done, BatchOutcome.Skipped, BatchOutcome.Skipped, BatchOutcome.Skipped, BatchOutcome.Done], (await Found(batch)).Lines.Select(l => l.Outcome));
        Assert.Equal(2, await _host.Count("SELECT count(*) FROM request_list WHERE status = 4"));
        Assert.Equal(RequestStatus.Waiting, (await _host.Get<RequestQueries>().Find(Scope, "2026-102"))!.Status);
    }

    [Fact]
    public async Task Taken_or_sent_on_together_they_are_where_they_were_sent_and_a_customer_or_a_technician_begins_none()
    {
        var numbers = await Sent(4);
        await Run((await Begin(new BulkWish(BulkAct.TakeCharge, numbers[..2]))).Value!);
        await Run((await Begin(new BulkWish(BulkAct.Transfer, numbers, "À vous", Handler: _pauline.Account))).Value!);

        Assert.Equal(4, await _host.Count("SELECT count(*) FROM request_list WHERE handler = 'a-pauline'"));
        Assert.Equal(4, await _host.Count("SELECT count(*) FROM request_note WHERE text = 'À vous'"));
        var technician = await _host.Adviser("tech", StaffRole.AdministrateurTechnique);
        foreach (var by in new[] { _nora, technician })
            Assert.Equal(BatchRefusal.NotFound, (await _host.Get<BulkService>().Begin(by, _host.Fresh(), new BulkWish(BulkAct.Close, numbers, Word))).Refusal);
        Assert.Equal(RequestRefusal.NotAllowed, (await _host.Request("100").CloseAmongOthers(_nora, _host.Fresh(), Word)).Refusal);
    }

    private async Task<List<string>> Sent(int count)
    {
        for (var i = 0; i < count; i++)
            await _host.SentRequest(_nora, _company, $"{100 + i}");
        return [.. Enumerable.Range(100, count).Select(i => $"2026-{i}")];
    }

    private Task<Result<string, BatchRefusal>> Begin(BulkWish wish) => _host.Get<BulkService>().Begin(_claire, _host.Fresh(), wish);

    private Task Run(string batch) => new BatchJob(_host.Grains, _host.Get<IEnumerable<IBatchWork>>()).Handle(Job(batch), default);

    private async Task<BatchView> Found(string batch) => (await _host.Get<BatchQueries>().Find(Scope, batch, failures: false, null))!;

    private static LeasedJob Job(string batch) => new(
        $"batch/{batch}/0", BatchStep.JobKind, System.Text.Json.JsonSerializer.Serialize(new BatchStep(batch, 0)), JobLane.Bulk, 1, 1, null);

    /// <summary>Dies after some of a chunk.</summary>
    private sealed class Dying(IBatchWork work, int after) : IBatchWork
    {
        private int _done;

        public string Kind => work.Kind;

        public Task<int> Count(BatchOrder order, CancellationToken cancel) => work.Count(order, cancel);

        public Task<IReadOnlyList<BatchTarget>> Next(BatchOrder order, string after, int take, CancellationToken cancel) => work.Next(order, after, take, cancel);

        public Task<BatchLine> Do(BatchOrder order, BatchTarget target, OperationId operation, CancellationToken cancel) =>
            Interlocked.Increment(ref _done) > after ? throw new IOException("The node dies.") : work.Do(order, target, operation, cancel);
    }
}
