using Dapper;
using Grains.Access;
using Grains.Batches;
using Grains.Commits;
using Grains.Employees;
using Grains.Employees.Departures;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Grains.Text;
using Tests.Fixtures;

namespace Grains.Tests.Employees.Departures;

/// <summary>Departures of those who were chosen: each once, each told once, each to be taken back by who asked; whoever dies meanwhile.</summary>
public sealed class DepartureBatchTests : IAsyncLifetime
{
    private const string Elsewhere = "81234567600025";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _company = "";
    private string _space = "";

    private DateOnly Today => Paris.Day(_host.Clock.GetUtcNow());

    private Scope Scope => _host.Get<Rights>().ScopeOf(_nora);

    public async Task InitializeAsync() => (_nora, _company, _space) = await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Each_leaves_once_and_is_told_once_though_the_node_dies_among_them_and_is_taken_back_the_same_day()
    {
        var ids = Enumerable.Range(0, 60).Select(i => $"leaver{i:00}").ToList();
        foreach (var id in ids)
            await Known(id);
        var operation = _host.Fresh();
        var batch = await Begin(operation, ids);
        Assert.Equal(batch, await Begin(operation, ids));

        var dying = new Dying(_host.Get<IEnumerable<IBatchWork>>().Single(w => w.Kind == DepartureWork.Name));
        await Assert.ThrowsAsync<IOException>(() => new BatchJob(_host.Grains, [dying]).Handle(Job(batch), default));
        Assert.InRange(await _host.Count("SELECT count(*) FROM employee_departure"), 1, 59);
        await _host.Restart();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Run(batch);

        Assert.Equal(60, await _host.Count("SELECT count(*) FROM employee_departure"));
        Assert.Equal(60, await _host.MailCount("departure-to-prove"));
        var found = (await Found(batch))!;
        Assert.Equal((60, 60, 0), (found.Batch.Total, found.Batch.Done, found.Batch.Skipped + found.Batch.Failed));
        Assert.True((await _host.Get<AffiliationService>().CancelDeparture(_nora, _host.Fresh(), "leaver07", "Erreur")).Ok);
        Assert.Null((await _host.Get<EmployeeQueries>().Sheet(Scope, "leaver07"))!.Departure);
    }

    [Fact]
    public async Task Who_has_left_or_was_hired_after_is_passed_over_and_who_is_not_seen_is_none_of_it()
    {
        var (_, theirs, _) = await _host.Customer("stranger");
        await Known("covered");
        await Known("gone");
        await Known("late", Today.AddDays(1));
        await Known("nowhere", email: "");
        await Known("hidden", siret: Elsewhere);
        await Known("foreign", company: theirs);
        Assert.True((await _host.Get<AffiliationService>().Depart(_nora, _host.Fresh(), "gone", new(Today.AddDays(9), "demission", "g@courrier.example"))).Ok);
        await _host.Write(_space, new Upsert(new SpaceUntickedRow(_space, Elsewhere)));
        string[] all = ["covered", "gone", "late", "nowhere", "hidden", "foreign", "nobody"];

        var seen = await _host.Get<DepartureQueries>().Chosen(Scope, all);
        var batch = await Begin(_host.Fresh(), all);
        await Run(batch);

        Assert.Equal(
            [("covered", null), ("gone", LeaverStop.Left), ("late", LeaverStop.BeforeHire), ("nowhere", null)],
            seen.Select(l => (l.Id, l.Stop(Today))).OrderBy(l => l.Id, StringComparer.Ordinal));
        Assert.Equal(
            [
                ("covered", BatchOutcome.Done, ""), ("gone", BatchOutcome.Skipped, nameof(LeaverStop.Left)), ("late", BatchOutcome.Refused, nameof(LeaverStop.BeforeHire)),
                ("nowhere", BatchOutcome.Refused, nameof(LeaverStop.NoAddress)),
            ],
            (await Found(batch))!.Lines.Select(l => (l.Target, l.Outcome, l.Reason)));
        Assert.Equal(["covered", "gone"], (await Left()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_right_that_is_lost_meanwhile_leaves_everybody_where_they_are()
    {
        await _host.Register("c-paul", CallerKind.Customer, GrainHost.Portal, "paul");
        var space = _host.Grains.GetGrain<ISpaceGrain>(_space);
        Assert.True((await space.Admit(_host.Fresh(), new Member("c-paul", SpaceRole.Collaborateur, false, [_company]))).Ok);
        var paul = await _host.WithSession(new Caller("c-paul", CallerKind.Customer, GrainHost.Portal, "Paul Vasselin", ""));
        await Known("covered");
        var begun = await _host.Get<DepartureService>().Begin(paul, _host.Fresh(), ["covered"], Today, "demission");
        Assert.True((await space.Remove(_nora, _host.Fresh(), "c-paul")).Ok);

        await Run(begun.Value!);

        Assert.Empty(await Left());
    }

    [Fact]
    public async Task Those_who_are_chosen_are_read_by_their_keys()
    {
        // Plans of PostgreSQL follow its statistics.
        if (TestStore.IsPostgres)
            return;
        var queries = _host.Get<DepartureQueries>();
        await AssertSearches("e", queries.People(Scope, ["a"]).Sql);
        await AssertSearches("i", queries.Covers(Scope, ["a"]).Sql);
    }

    private async Task AssertSearches(string alias, string sql)
    {
        await using var reading = await _host.Store.OpenRead();
        var plan = (await SqlMapper.QueryAsync<(long Id, long Parent, long Unused, string Detail)>(
            reading, $"EXPLAIN QUERY PLAN {sql}", Scope.Parameters(("chosen", "[]")))).Select(p => p.Detail).ToList();

        Assert.Contains(plan, d => d.StartsWith($"SEARCH {alias} USING", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, d => d == $"SCAN {alias}");
    }

    private async Task<string> Begin(OperationId operation, IReadOnlyList<string> ids)
    {
        var begun = await _host.Get<DepartureService>().Begin(_nora, operation, ids, Today, "demission");
        Assert.True(begun.Ok, $"{begun.Refusal}");
        return begun.Value;
    }

    private Task Run(string batch) => new BatchJob(_host.Grains, _host.Get<IEnumerable<IBatchWork>>()).Handle(Job(batch), default);

    private Task<BatchView?> Found(string batch) => _host.Get<BatchQueries>().Find(Scope, $"{GrainHost.Portal}/{batch}", failures: false, null);

    private async Task<IReadOnlyList<string>> Left()
    {
        await using var reading = await _host.Store.OpenRead();
        return [.. (await SqlMapper.QueryAsync<string>(reading, "SELECT employee FROM employee_departure")).Select(EmployeeChange.Id)];
    }

    private Task Known(string id, DateOnly? hired = null, string? email = null, string siret = "81234567600017", string? company = null) =>
        _host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/{id}").Describe(_host.Fresh(), new EmployeeFacts(
            company ?? _company, new Person(id, "Zoé", new DateOnly(1990, 1, 2)), "", new Employment(siret, hired ?? new DateOnly(2020, 1, 1), "04"),
            [new CoverInterval("SA1", CoverKind.Covered, new DateOnly(2020, 1, 1))], email ?? $"{id}@courrier.example"));

    private static LeasedJob Job(string batch) => new(
        $"batch/{GrainHost.Portal}/{batch}/0", BatchStep.JobKind, System.Text.Json.JsonSerializer.Serialize(new BatchStep($"{GrainHost.Portal}/{batch}", 0)),
        JobLane.Bulk, 1, 1, null);

    /// <summary>Dies after some of a chunk.</summary>
    private sealed class Dying(IBatchWork work) : IBatchWork
    {
        private int _done;

        public string Kind => work.Kind;

        public Task<int> Count(BatchOrder order, CancellationToken cancel) => work.Count(order, cancel);

        public Task<IReadOnlyList<BatchTarget>> Next(BatchOrder order, string after, int take, CancellationToken cancel) =>
            work.Next(order, after, take, cancel);

        public Task<BatchLine> Do(BatchOrder order, BatchTarget target, OperationId operation, CancellationToken cancel) =>
            Interlocked.Increment(ref _done) > 25 ? throw new IOException("The node dies.") : work.Do(order, target, operation, cancel);
    }
}
