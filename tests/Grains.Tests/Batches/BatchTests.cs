using System.Collections.Concurrent;
using Grains.Access;
using Grains.Batches;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Orleans;

namespace Grains.Tests.Batches;

/// <summary>An action on many actors: in chunks, each actor once, whatever dies in between.</summary>
public sealed class BatchTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private readonly GrainHost _host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(20, 20, 0)]
    [InlineData(21, 0, 1)]
    public async Task Up_to_twenty_are_told_in_the_commit_more_by_a_batch(int administrators, int mails, int batches)
    {
        await Ask(await SpaceOf(administrators));

        Assert.Equal(mails, await _host.MailCount("applicant"));
        Assert.Equal(batches, await _host.Count("SELECT count(*) FROM job WHERE kind = 'batch'"));
    }

    [Fact]
    public async Task Five_hundred_administrators_are_told_once_each_in_three_chunks()
    {
        await Ask(await SpaceOf(500));

        var chunks = await Run(new BatchJob(_host.Grains, [_host.Get<IEnumerable<IBatchWork>>().First(w => w.Kind == AdministratorMailWork.Name)]));

        Assert.Equal(3, chunks);
        Assert.Equal(500, await _host.Count("SELECT count(*) FROM job WHERE kind = 'mail' AND key LIKE 'applicant/%'"));
        Assert.Equal(500, await _host.Count($"SELECT count(*) FROM batch_line WHERE outcome = {(int)BatchOutcome.Done}"));
        var batch = Assert.Single(await _host.Get<BatchQueries>().List(_host.Get<Rights>().ScopeOf(await _host.Adviser("claire"))));
        Assert.Equal((500, 500, 0, true), (batch.Total, batch.Done, batch.Failed, batch.EndedAt is not null));
    }

    [Fact]
    public async Task Chunk_that_dies_in_the_middle_is_done_again_and_nobody_twice()
    {
        var work = new Counting(450) { DiesAt = 300 };
        var (by, batch) = await Begin(work);

        await Assert.ThrowsAsync<IOException>(() => Run(new BatchJob(_host.Grains, [work])));
        await _host.Restart();
        work.DiesAt = null;
        await Run(new BatchJob(_host.Grains, [work]));

        Assert.Equal(450, work.Effects.Count);
        Assert.True(work.Calls > 450, "The chunk that died ran again.");
        var found = await _host.Get<BatchQueries>().Find(_host.Get<Rights>().ScopeOf(by), batch, failures: false, null);
        Assert.Equal((450, 450), (found!.Batch.Total, found.Batch.Done));
    }

    [Fact]
    public async Task Record_that_comes_twice_counts_once()
    {
        var work = new Counting(3);
        var (by, batch) = await Begin(work);
        var grain = _host.Grains.GetGrain<IBatchGrain>(batch);
        var result = new BatchChunkResult(0, [new("1", "", BatchOutcome.Done), new("2", "", BatchOutcome.Failed)], Last: true);

        await grain.Record(_host.Fresh(), result);
        await grain.Record(_host.Fresh(), result);

        var found = (await _host.Get<BatchQueries>().Find(_host.Get<Rights>().ScopeOf(by), batch, failures: true, null))!;
        Assert.Equal((2, 1, 1), (found.Batch.Total, found.Batch.Done, found.Batch.Failed));
        Assert.Equal(["2"], found.Lines.Select(l => l.Target));
        Assert.Null(await grain.Next(1));
    }

    [Fact]
    public async Task One_who_fails_at_every_try_keeps_no_other_from_theirs()
    {
        var work = new Counting(30) { Fails = "00007" };
        var (by, batch) = await Begin(work);
        var job = new BatchJob(_host.Grains, [work]);

        for (var attempt = 1; attempt < 4; attempt++)
            await Assert.ThrowsAsync<InvalidOperationException>(() => Run(job));
        await Run(job);

        var found = (await _host.Get<BatchQueries>().Find(_host.Get<Rights>().ScopeOf(by), batch, failures: true, null))!;
        Assert.Equal(("00007", 29, 1), (Assert.Single(found.Lines).Target, found.Batch.Done, found.Batch.Failed));
    }

    [Fact]
    public async Task Batch_is_read_by_who_began_it_and_by_staff_alone()
    {
        var (by, batch) = await Begin(new Counting(1));
        var (other, _, _) = await _host.Customer("hugues");
        var (queries, rights) = (_host.Get<BatchQueries>(), _host.Get<Rights>());

        Assert.NotNull(await queries.Find(rights.ScopeOf(by), batch, false, null));
        Assert.NotNull(await queries.Find(rights.ScopeOf(await _host.Adviser("claire")), batch, false, null));
        Assert.Null(await queries.Find(rights.ScopeOf(other), batch, false, null));
        Assert.Equal([batch], await queries.Among(rights.ScopeOf(by), [batch, "multi-siren/none"]));
        Assert.Empty(await queries.Among(rights.ScopeOf(other), [batch]));
    }

    [Fact]
    public async Task Same_wish_begins_one_batch()
    {
        var work = new Counting(1);
        var (by, batch) = await Begin(work);

        Assert.True((await _host.Grains.GetGrain<IBatchGrain>(batch).Start(by, _host.Fresh(), Order(by))).Ok);

        Assert.Equal(1, await Run(new BatchJob(_host.Grains, [work])));
        Assert.Single(work.Effects);
    }

    private static BatchOrder Order(Caller by) => new("counting", by, by.Account, Company, new Dictionary<string, string>());

    private async Task<(Caller By, string Batch)> Begin(Counting work)
    {
        var (by, _, _) = await _host.Customer("nora");
        var batch = $"{GrainHost.Portal}/lot";
        Assert.True((await _host.Grains.GetGrain<IBatchGrain>(batch).Start(by, _host.Fresh(), Order(by) with { Work = work.Kind })).Ok);
        return (by, batch);
    }

    private async Task<ISpaceGrain> SpaceOf(int administrators)
    {
        var space = _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/grand");
        await space.Open(_host.Fresh(), "Grand", new Member("c-0", SpaceRole.Administrateur, true, []));
        for (var i = 1; i < administrators; i++)
            await space.Admit(_host.Fresh(), new Member($"c-{i}", SpaceRole.Administrateur, true, []));
        return space;
    }

    private async Task Ask(ISpaceGrain space) =>
        Assert.True((await space.RequestMembership(_host.Fresh(), new MembershipRequest("acc-hugues", "Hugues", Company))).Ok);

    // As the dispatcher does, and how many chunks it did; a job that fails is given back.
    private async Task<int> Run(BatchJob handler)
    {
        var jobs = _host.Get<IJobStore>();
        for (var done = 0; ; done++)
        {
            var real = TimeProvider.System.GetUtcNow();
            if (await jobs.Lease(JobLane.Bulk, 1, _host.Clock.GetUtcNow(), real, real.AddMinutes(1)) is not [var job])
                return done;
            try
            {
                await handler.Handle(job, default);
            }
            catch (Exception)
            {
                await jobs.RetryAt(job, _host.Clock.GetUtcNow(), "failed", default);
                throw;
            }
            await jobs.Finish(job, JobEnd.Done, null, _host.Clock.GetUtcNow());
        }
    }

    /// <summary>Actors that remember the operations they have done, as grains do.</summary>
    private sealed class Counting(int count) : IBatchWork
    {
        private int _calls;

        public int? DiesAt { get; set; }

        public string? Fails { get; init; }

        public int Calls => _calls;

        public ConcurrentDictionary<string, string> Effects { get; } = new();

        public string Kind => "counting";

        public Task<int> Count(BatchOrder order, CancellationToken cancel) => Task.FromResult(count);

        public Task<IReadOnlyList<BatchTarget>> Next(BatchOrder order, string after, int take, CancellationToken cancel) => Task.FromResult<IReadOnlyList<BatchTarget>>(
            [.. Enumerable.Range(1, count).Select(n => $"{n:d5}").Where(k => string.CompareOrdinal(k, after) > 0).Take(take).Select(k => new BatchTarget(k, k))]);

        public Task<BatchLine> Do(BatchOrder order, BatchTarget target, OperationId operation, CancellationToken cancel)
        {
            if (Interlocked.Increment(ref _calls) > DiesAt)
                throw new IOException("The node is gone.");
            if (target.Key == Fails)
                throw new InvalidOperationException("Never this one.");
            Effects.TryAdd(operation.Value, target.Key);
            return Task.FromResult(target.Ended(BatchOutcome.Done));
        }
    }
}
