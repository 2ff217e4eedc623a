using Grains.Access;
using Grains.Batches;
using Grains.Commits;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Employees;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Employees;

public sealed class ReminderBatchTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _company = "";

    private AffiliationService Service => _host.Get<AffiliationService>();

    private EmployeeQueries Queries => _host.Get<EmployeeQueries>();

    public async Task InitializeAsync() => (_nora, _company, _) = await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task All_that_are_to_be_reminded_are_told_once_though_the_node_dies_in_a_chunk()
    {
        for (var i = 0; i < BatchJob.ChunkSize + 10; i++)
            Assert.True((await Service.Invite(_nora, _host.Fresh(), Someone(i))).Ok);
        _host.Clock.Advance(TimeSpan.FromDays(9));
        // A session ends by itself meanwhile.
        _nora = _nora with { Session = "" };
        Assert.True((await Service.Invite(_nora, _host.Fresh(), Someone(9999))).Ok);
        var operation = _host.Fresh();
        var batch = (await Begin(operation)).Value!;
        Assert.Equal(batch, (await Begin(operation)).Value);

        var dying = new Dying(_host.Get<IEnumerable<IBatchWork>>().Single(w => w.Kind == ReminderWork.Name));
        await Assert.ThrowsAsync<IOException>(() => new BatchJob(_host.Grains, [dying]).Handle(Job(batch, 0), default));
        await _host.Restart();
        // Whoever is told again is told at another instant.
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var job = new BatchJob(_host.Grains, _host.Get<IEnumerable<IBatchWork>>());
        for (var chunk = 0; chunk < 3; chunk++)
            await job.Handle(Job(batch, chunk), default);

        Assert.Equal(BatchJob.ChunkSize + 10, await _host.MailCount("affiliation-reminder"));
        var counts = await Queries.Counts(_host.Get<Rights>().ScopeOf(_nora), new EmployeeFilter(_company));
        Assert.Equal((0, BatchJob.ChunkSize + 11), (counts.In(EmployeeStatus.ToRemind).Count, counts.In(EmployeeStatus.Pending).Count));
        var found = (await _host.Get<BatchQueries>().Find(_host.Get<Rights>().ScopeOf(_nora), $"{GrainHost.Portal}/{batch}", failures: false, null))!.Batch;
        // Those whom the dead node had told already stand in the result like the others.
        Assert.Equal((BatchJob.ChunkSize + 10, BatchJob.ChunkSize + 10, 0), (found.Total, found.Done, found.Skipped + found.Failed));
        Assert.Equal(BatchJob.ChunkSize + 10, await _host.Count("SELECT count(*) FROM batch_line WHERE outcome = 1"));
        Assert.NotNull(found.EndedAt);
    }

    [Fact]
    public async Task Those_who_are_chosen_over_pages_are_reminded_and_nobody_whom_the_asker_does_not_see()
    {
        var (stranger, theirs, _) = await _host.Customer("stranger");
        var mine = new List<string>();
        for (var i = 0; i < 3; i++)
            mine.Add((await Service.Invite(_nora, _host.Fresh(), Someone(i))).Value!);
        var foreign = (await Service.Invite(stranger, _host.Fresh(), Someone(0) with { Company = theirs })).Value!;
        _host.Clock.Advance(TimeSpan.FromHours(1));
        await _host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/{mine[1]}").Withdraw(_nora, _host.Fresh());

        var batch = (await _host.Get<ReminderService>().RemindChosen(_nora, _host.Fresh(), [mine[0], mine[1], foreign, "nobody"])).Value!;
        await new BatchJob(_host.Grains, _host.Get<IEnumerable<IBatchWork>>()).Handle(Job(batch, 0), default);

        var found = (await _host.Get<BatchQueries>().Find(_host.Get<Rights>().ScopeOf(_nora), $"{GrainHost.Portal}/{batch}", failures: false, null))!;
        Assert.Equal($"_{mine[0]}", Assert.Single(found.Lines).Target);
        Assert.Equal(1, await _host.MailCount("affiliation-reminder"));
        Assert.NotNull(found.Batch.EndedAt);
    }

    private Task<Result<string, BatchRefusal>> Begin(OperationId operation) =>
        _host.Get<ReminderService>().RemindAll(_nora, operation, new EmployeeFilter(_company));

    private static LeasedJob Job(string batch, int chunk) => new(
        $"batch/{GrainHost.Portal}/{batch}/{chunk}", BatchStep.JobKind, System.Text.Json.JsonSerializer.Serialize(new BatchStep($"{GrainHost.Portal}/{batch}", chunk)),
        JobLane.Bulk, 1, chunk + 1, null);

    private NewEmployee Someone(int i) => new(
        _company, new Person($"Nom{i}", "Maëlys", new DateOnly(1991, 5, 4)), "", new Employment("81234567600017", new DateOnly(2026, 12, 1), "04"),
        [new CoverChoice("SA1", "ENS", "OPT2", new DateOnly(2026, 12, 1))], $"m{i}@courrier.example");

    /// <summary>Dies after some of a chunk.</summary>
    private sealed class Dying(IBatchWork work) : IBatchWork
    {
        private int _done;

        public string Kind => work.Kind;

        public Task<int> Count(BatchOrder order, CancellationToken cancel) => work.Count(order, cancel);

        public Task<IReadOnlyList<BatchTarget>> Next(BatchOrder order, string after, int take, CancellationToken cancel) =>
            work.Next(order, after, take, cancel);

        public Task<BatchLine> Do(
            BatchOrder order, BatchTarget target, OperationId operation, CancellationToken cancel) =>
            Interlocked.Increment(ref _done) > 50 ? throw new IOException("The node dies.") : work.Do(order, target, operation, cancel);
    }
}
