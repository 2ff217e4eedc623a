using System.Diagnostics;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Statistics;
using Grains.Text;
using Silo.Storage;
using Tests.Fixtures;

namespace Bench;

/// <summary>What « Statistiques » reads for eight weeks, with 100 and with 100,000 requests in them, and how long counting these weeks takes.</summary>
internal static class Days
{
    private const int Weeks = 8;
    private const int Measured = 60;
    private static readonly int[] Sizes = [100, 100_000];
    private static readonly Caller Adviser = new("adviser", CallerKind.Staff, Caller.StaffPortal, "Claire Montbrel", "");

    public static async Task Run()
    {
        Console.WriteLine($"## Statistics of {Weeks} weeks (ms a read, alone)\n");
        Console.WriteLine("| store | requests | counting them, s | round trips | p50 | p95 |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await using var server = await PostgresServer.StartNew();
        foreach (var isPostgres in new[] { false, true })
            foreach (var size in Sizes)
                await Measure(isPostgres ? "PostgreSQL" : "SQLite", isPostgres ? await server.CreateDatabase() : "sqlite", size);
        Console.WriteLine();
    }

    private static async Task Measure(string name, string store, int size)
    {
        await using var host = new BenchHost(store: store);
        await host.Seed(0);
        var now = TimeProvider.System.GetUtcNow();
        await Fill(host.Get<IHostStore>(), size, now);
        var counting = Stopwatch.StartNew();
        await host.Get<DayCountService>().Look(default);
        counting.Stop();
        var (queries, rights, today) = (host.Get<StatisticsQueries>(), host.Get<Rights>(), Paris.Day(now));
        Func<Task> read = () => queries.Days(rights.ScopeOf(Adviser), [BenchHost.Portal], today.AddDays(-7 * Weeks), today);
        var times = new List<double>();
        for (var i = 0; i < Measured + 5; i++)
        {
            var one = Stopwatch.StartNew();
            await read();
            if (i >= 5)
                times.Add(one.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine(
            $"| {name} | {size:N0} | {counting.Elapsed.TotalSeconds:F1} | {await Pages.RoundTrips(read)} | {times[Measured / 2]:F1} | {times[Measured * 95 / 100]:F1} |");
    }

    // Received, answered and closed within a day or two, evenly over the weeks, in six kinds.
    private static async Task Fill(IHostStore store, int size, DateTimeOffset now)
    {
        var (from, length) = (now.AddDays(-7 * Weeks).ToUnixTimeMilliseconds(), (long)TimeSpan.FromDays(7 * Weeks).TotalMilliseconds);
        foreach (var (step, kind, later) in new[] { (1, StepKind.Received, 0L), (2, StepKind.Answered, 1L), (3, StepKind.Closed, 2L) })
        {
            for (var begin = 0; begin < size; begin += 10_000)
            {
                await store.Execute(
                    $"""
                    INSERT INTO request_step (request, step, kind, portal, team, form, at)
                    WITH RECURSIVE n (i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2)
                    SELECT $3 || '/b' || i, {step}, {(int)kind}, $3, CASE i % 3 WHEN 0 THEN 'sante' WHEN 1 THEN 'prevoyance' ELSE 'affiliation' END,
                      CASE i % 2 WHEN 0 THEN 'contact' ELSE 'attestation' END, $4 + i * $5 / $6 + {later} * 3600000 * (2 + i % 17) FROM n
                    """, CommitLane.Bulk, default, (long)begin, (long)Math.Min(size, begin + 10_000), BenchHost.Portal, from, length, (long)size);
            }
        }
    }
}
