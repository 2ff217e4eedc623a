using System.Diagnostics;
using Grains.Commits;
using Grains.Interfaces.Requests;

namespace Bench;

/// <summary>
/// Committed posts per second through grains, against the same store with one transaction per turn (a) and against a bare loop that
/// group-commits the very same units without grains (b): with the same conditions, and on PostgreSQL the same locks for them.
/// </summary>
internal static class Turns
{
    internal const int Rounds = 9;
    private const int Requests = 1000;

    public static async Task Run()
    {
        Console.WriteLine(
            $"## Turns: committed posts/s over 1,000 requests, medians of {Rounds} interleaved rounds; ratios are each round's own: median (range)\n");
        Console.WriteLine(
            "| callers | posts | grains /s | p50 ms | p99 ms | (a) one transaction a turn /s | (b) bare group commit /s | grains ÷ a | grains ÷ b |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var callers in new[] { 1, 16, 64, 256 })
        {
            var posts = callers switch { 1 => 1_500, 16 => 6_000, _ => 12_000 };
            List<double> grains = [], single = [], bare = [];
            var latencies = new List<double>();
            // Interleaved, so that a noisy minute hits all three alike, and the ratios are taken within a round.
            for (var round = 0; round < Rounds; round++)
            {
                RecordingStore? recording = null;
                await using (var host = new BenchHost(wrap: store => recording = new RecordingStore(store)))
                {
                    await host.Seed(Requests);
                    var seeded = recording!.Units.Count;
                    grains.Add(await Posts(host, callers, posts, latencies));
                    await using var replay = new BenchHost();
                    var units = recording.Units.ToList();
                    await Seed(replay.Store, units[..seeded]);
                    bare.Add(await Replay(replay.Store, units[seeded..], callers));
                }
                await using (var host = new BenchHost(drain: 1))
                {
                    await host.Seed(Requests);
                    single.Add(await Posts(host, callers, Math.Min(posts, 3_000), null));
                }
            }
            latencies.Sort();
            Console.WriteLine(
                $"| {callers} | {posts} | {Median(grains):N0} | {latencies[latencies.Count / 2]:F2} | {latencies[latencies.Count * 99 / 100]:F2} | {Median(single):N0} | {Median(bare):N0} | {Ratio(grains, single)} | {Ratio(grains, bare)} |");
        }
        Console.WriteLine();
    }

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>Of each round on its own: median (lowest–highest).</summary>
    internal static string Ratio(IReadOnlyList<double> of, IReadOnlyList<double> to)
    {
        var ratios = of.Zip(to, (o, t) => o / t).ToList();
        return $"{Median(ratios):F2} ({ratios.Min():F2}–{ratios.Max():F2})";
    }

    internal static async Task<double> Posts(BenchHost host, int callers, int posts, List<double>? latencies)
    {
        var next = 0;
        var all = new double[posts];
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) - 1 is var i && i < posts)
            {
                var at = Stopwatch.GetTimestamp();
                var posted = await host.Request(i % Requests)
                    .Post(BenchHost.Customer, host.Fresh(), new NewMessage("Bonjour, une précision sur le dossier : la pièce est en route.", []));
                if (!posted.Ok)
                    throw new InvalidOperationException($"{posted.Refusal}");
                all[i] = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
            }
        })));
        var rate = posts / Stopwatch.GetElapsedTime(started).TotalSeconds;
        latencies?.AddRange(all);
        return rate;
    }

    /// <summary>Commits what the recorded host was filled with: accounts, companies and spaces first, for the requests' conditions are theirs.</summary>
    internal static async Task Seed(IStateStore store, IReadOnlyList<CommitUnit> units)
    {
        foreach (var unit in units.Where(u => !IsRequest(u)))
            await Committed(store, unit);
        foreach (var grain in units.Where(IsRequest).GroupBy(u => u.Grain).Chunk(64))
            await Task.WhenAll(grain.Select(async g =>
            {
                foreach (var unit in g)
                    await Committed(store, unit);
            }));
    }

    internal static async Task<double> Replay(IStateStore store, IReadOnlyList<CommitUnit> posts, int callers)
    {
        // A caller keeps to its own requests, whose commits must stay in order.
        var shares = posts.GroupBy(u => u.Grain).Select((g, i) => (g, i)).GroupBy(x => x.i % callers).Select(s => Interleave([.. s.Select(x => x.g.ToList())]))
            .ToList();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(shares.Select(share => Task.Run(async () =>
        {
            foreach (var unit in share)
                await Committed(store, unit);
        })));
        return posts.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static bool IsRequest(CommitUnit unit) => unit.Grain.StartsWith("request/", StringComparison.Ordinal);

    private static async Task Committed(IStateStore store, CommitUnit unit)
    {
        if (await store.Commit(unit) is { Verdict: not CommitVerdict.Committed } refused)
            throw new InvalidOperationException($"A replayed unit of {unit.Grain} was answered {refused.Verdict}.");
    }

    private static List<CommitUnit> Interleave(IReadOnlyList<List<CommitUnit>> grains)
    {
        var all = new List<CommitUnit>();
        for (var i = 0; grains.Any(g => g.Count > i); i++)
            all.AddRange(grains.Where(g => g.Count > i).Select(g => g[i]));
        return all;
    }
}
