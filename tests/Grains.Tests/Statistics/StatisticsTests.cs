using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Statistics;
using Grains.Requests;
using Grains.Statistics;
using Grains.Tests.Fixtures;
using Silo.Storage;
using Tests.Fixtures;

namespace Grains.Tests.Statistics;

public sealed class StatisticsTests : IAsyncLifetime
{
    private static readonly DateOnly First = new(2026, 10, 1);
    private static readonly DateOnly Today = new(2026, 11, 24);
    private readonly GrainHost _host = new();
    private Caller _claire = null!;

    private DayCountService Job => _host.Get<DayCountService>();

    private IStatisticsGrain Statistics => _host.Grains.GetGrain<IStatisticsGrain>(GrainHost.Portal);

    public async Task InitializeAsync() => _claire = await _host.Adviser("claire");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Days_equal_a_recount_of_what_happened_to_2000_requests_and_each_is_counted_once()
    {
        var requests = new RandomRequests(20261124, new(2026, 10, 1, 6, 0, 0, TimeSpan.Zero), GrainHost.Morning).Make(2000).ToList();
        Assert.All(new[] { EntryKind.Asked, EntryKind.ItemReceived, EntryKind.Closed, EntryKind.Reopened, EntryKind.Withdrawn },
            kind => Assert.Contains(requests, r => r.Happenings.Exists(h => h.Kind == kind)));
        foreach (var request in requests)
            await Write(request.Key, [.. request.Steps]);
        var expected = Recount.Of(requests, First, Today);

        await Job.Look(default);

        Assert.Equal(expected, await Shown());
        var version = await _host.Store.VersionOf($"statistics/{GrainHost.Portal}");
        await Job.Look(default);
        Assert.Equal(version, await _host.Store.VersionOf($"statistics/{GrainHost.Portal}"));
        await _host.Restart();
        await Job.Look(default);
        Assert.Equal(version, await _host.Store.VersionOf($"statistics/{GrainHost.Portal}"));

        // Days that were spoilt are right again once a supervisor has had them counted anew, and no others are touched.
        var store = _host.Get<IHostStore>();
        await store.Execute("UPDATE request_day SET received = 999, open = 7 WHERE day >= '2026-11-10'", CommitLane.Bulk, default);
        await store.Execute("INSERT INTO request_day VALUES ($1, '2026-11-12', 'nulle', 'part', 1, 1, 1, 1, 1, 1, '', '', 1)", CommitLane.Bulk, default, GrainHost.Portal);
        Assert.NotEqual(expected, await Shown());
        Assert.True((await Statistics.Recount(await Supervisor(), _host.Fresh(), new(2026, 11, 10))).Ok);
        await Job.Look(default);
        Assert.Equal(expected, await Shown());

        // What was today's so far is what is counted of it once it is over.
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await Job.Look(default);
        Assert.Equal(expected, await Shown());
    }

    [Fact]
    public async Task Requests_that_people_write_make_their_steps_whoever_has_them()
    {
        var (nora, company, _) = await _host.Customer("nora");
        var request = await _host.SentRequest(nora, company, "1");
        await request.TakeCharge(_claire, _host.Fresh());
        await request.Note(_claire, _host.Fresh(), "Entre nous");
        await request.Post(_claire, _host.Fresh(), new NewMessage("Bonjour", []));
        await request.AskFor(_claire, _host.Fresh(), ["RIB"], "");
        await request.Post(nora, _host.Fresh(), new NewMessage("Le voici", []));
        await request.Transfer(_claire, _host.Fresh(), new RequestTransfer("reclamations", "", "Pour vous"));
        await request.TakeCharge(_claire, _host.Fresh());
        await request.Close(_claire, _host.Fresh(), "Répondu");
        await request.Reopen(_claire, _host.Fresh());
        await request.Post(_claire, _host.Fresh(), new NewMessage("Encore un mot", []));
        var second = await _host.SentRequest(nora, company, "2");
        await second.Withdraw(nora, _host.Fresh());

        Assert.Equal(
            ["1 Received sante", "1 Answered sante", "1 Paused sante", "1 Resumed sante", "1 Moved reclamations", "1 Closed reclamations", "1 InTime reclamations",
                "1 Reopened reclamations", "2 Received sante", "2 Withdrawn sante"],
            await Steps());
    }

    [Fact]
    public async Task Supervisors_alone_have_days_counted_again_and_those_alone_that_are_counted_and_known()
    {
        await Write($"{GrainHost.Portal}/r1", new Upsert(new RequestStepRow($"{GrainHost.Portal}/r1", 1, StepKind.Received, GrainHost.Portal, "sante", "contact",
            new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero))));
        var lucien = await Supervisor();
        Assert.Equal(StatisticsRefusal.NotCounted, (await Statistics.Recount(lucien, _host.Fresh(), new(2026, 11, 20))).Refusal);
        await Job.Look(default);

        Assert.Equal(StatisticsRefusal.NotAllowed, (await Statistics.Recount(_claire, _host.Fresh(), new(2026, 11, 20))).Refusal);
        Assert.Equal(StatisticsRefusal.NotAllowed, (await Statistics.Recount(lucien with { Session = "gone" }, _host.Fresh(), new(2026, 11, 20))).Refusal);
        Assert.Equal(StatisticsRefusal.TooEarly, (await Statistics.Recount(lucien, _host.Fresh(), new(2026, 11, 19))).Refusal);
        Assert.Equal(StatisticsRefusal.NotCounted, (await Statistics.Recount(lucien, _host.Fresh(), Today)).Refusal);
        Assert.True((await Statistics.Recount(lucien, _host.Fresh(), new(2026, 11, 21))).Ok);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM journal WHERE action = 'days-recounted' AND detail = '2026-11-21'"));
        // Two nodes count: what the second brings is there already, and a day that is not over is kept by nobody.
        await Job.Look(default);
        var version = await _host.Store.VersionOf($"statistics/{GrainHost.Portal}");
        await Statistics.Record(default, new(new(2026, 11, 21), new(2026, 11, 23), [], []));
        await Statistics.Record(default, new(Today, Today, [], []));
        Assert.Equal(version, await _host.Store.VersionOf($"statistics/{GrainHost.Portal}"));
    }

    [Fact]
    public async Task Page_reads_days_and_the_steps_of_the_last_ones_by_indexes_alone()
    {
        if (TestStore.IsPostgres)
            return;
        var (queries, scope) = (_host.Get<StatisticsQueries>(), _host.Get<Rights>().ScopeOf(_claire));
        string[] portals = [GrainHost.Portal, "particulier"];
        var now = GrainHost.Morning;

        var steps = await Plan(queries.StepsOf(scope, portals, now.AddDays(-1), now));
        var rows = await Plan(queries.RowsOf(scope, portals, First, Today));

        Assert.Contains(steps, d => d.StartsWith("SEARCH s USING COVERING INDEX request_step_at (portal=? AND at>? AND at<?)", StringComparison.Ordinal));
        Assert.Contains(steps, d => d.StartsWith("SEARCH t USING PRIMARY KEY (request=?)", StringComparison.Ordinal));
        Assert.Contains(rows, d => d.StartsWith("SEARCH d USING PRIMARY KEY (portal=? AND day>? AND day<?)", StringComparison.Ordinal));
        Assert.DoesNotContain(steps.Concat(rows), d => d is "SCAN s" or "SCAN t" or "SCAN d" || d.Contains("entry", StringComparison.Ordinal));

        async Task<IReadOnlyList<string>> Plan<T>(Grains.Reads.Statement<T> statement)
        {
            await using var reading = await _host.Store.OpenRead();
            return [.. (await reading.QueryAsync<(long, long, long, string Detail)>(
                $"EXPLAIN QUERY PLAN {statement.Sql}", scope.Parameters([.. statement.Parameters]))).Select(p => p.Detail)];
        }
    }

    [Fact]
    public async Task Customers_read_none() => await Assert.ThrowsAsync<InvalidOperationException>(() => _host.Get<StatisticsQueries>().Days(
        _host.Get<Rights>().ScopeOf(new Caller("c", CallerKind.Customer, GrainHost.Portal, "", "")), [GrainHost.Portal], First, Today));

    private async Task<IReadOnlyList<string>> Shown() =>
        [.. (await _host.Get<StatisticsQueries>().Days(_host.Get<Rights>().ScopeOf(_claire), [GrainHost.Portal], First, Today))
            .OrderBy(d => d.Day).ThenBy(d => d.Of.Key.Team, StringComparer.Ordinal).ThenBy(d => d.Of.Key.Form, StringComparer.Ordinal).Select(d => Recount.Text(d.Of))];

    private async Task Write(string request, params IReadOnlyList<Effect> steps) => Assert.Equal(
        CommitVerdict.Committed,
        (await _host.Store.Commit(new CommitUnit($"request/{request}", 0, "{}"u8.ToArray(), Condition.None, null, steps, GrainHost.Morning))).Verdict);

    private async Task<Caller> Supervisor()
    {
        var lucien = await _host.Adviser("lucien");
        await _host.Rewrite(lucien.Account, s => s with { Role = StaffRole.Superviseur });
        return lucien with { Role = StaffRole.Superviseur };
    }

    private async Task<IReadOnlyList<string>> Steps()
    {
        await using var reading = await _host.Store.OpenRead();
        return [.. (await reading.QueryAsync<(string Request, long Kind, string Team)>("SELECT request, kind, team FROM request_step ORDER BY request, step"))
            .Select(s => $"{s.Request.Split('/')[1]} {(StepKind)s.Kind} {s.Team}")];
    }
}
