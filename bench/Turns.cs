using System.Diagnostics;
using Grains.Commits;
using Grains.Interfaces.Requests;

namespace Bench;

/// <summary>
/// Committed posts per second through grains, against the same store with one transaction per turn (a) and against a bare loop that
/// group-commits the very same units without grains (b).
/// </summary>
internal static class Turns
{
    private const int Requests = 1000;

    public static async Task Run()
    {
        Console.WriteLine("## Turns: committed posts/s over 1,000 requests\n");
        Console.WriteLine("| callers | posts | grains /s | p50 ms | p99 ms | (a) one transaction a turn /s | (b) bare group commit /s | grains ÷ a | grains ÷ b |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var callers in new[] { 1, 16, 64, 256 })
        {
            var posts = callers switch { 1 => 1_500, 16 => 12_000, _ => 30_000 };
            List<double> grains = [], single = [], bare = [];
            var latencies = new List<double>();
            // Interleaved, so that a noisy minute hits all three alike; the medians are compared.
            for (var round = 0; round < 3; round++)
            {
                RecordingStore? recording = null;
                await using (var host = new BenchHost(wrap: store => recording = new RecordingStore(store)))
                {
                    await host.Seed(Requests);
                    var seeded = recording!.Units.Count;
                    grains.Add(await Posts(host, callers, posts, latencies));
                    await using var replay = new BenchHost();
                    bare.Add(await Replay(replay.Store, [.. recording.Units], seeded, callers));
                }
                await using (var host = new BenchHost(drain: 1))
                {
                    await host.Seed(Requests);
                    single.Add(await Posts(host, callers, Math.Min(posts, 6_000), null));
                }
            }
            latencies.Sort();
            var (g, a, b) = (Median(grains), Median(single), Median(bare));
            Console.WriteLine($"| {callers} | {posts} | {g:N0} | {latencies[latencies.Count / 2]:F2} | {latencies[latencies.Count * 99 / 100]:F2} | {a:N0} | {b:N0} | {g / a:F2} | {g / b:F2} |");
        }
        Console.WriteLine();
    }

    internal static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
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
                var posted = await host.Request(i % Requests).Post(BenchHost.Customer, host.Fresh(), new NewMessage("Bonjour, une précision sur le dossier : la pièce est en route.", []));
                if (!posted.Ok)
                    throw new InvalidOperationException($"{posted.Refusal}");
                all[i] = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
            }
        })));
        var rate = posts / Stopwatch.GetElapsedTime(started).TotalSeconds;
        latencies?.AddRange(all);
        return rate;
    }

    internal static async Task<double> Replay(IStateStore store, IReadOnlyList<CommitUnit> units, int seeded, int callers)
    {
        foreach (var grain in units.Take(seeded).GroupBy(u => u.Grain).Chunk(64))
            await Task.WhenAll(grain.Select(async g =>
            {
                foreach (var unit in g)
                    await store.Commit(unit);
            }));
        // A caller keeps to its own requests, whose commits must stay in order.
        var posts = units.Skip(seeded).ToList();
        var shares = posts.GroupBy(u => u.Grain).Select((g, i) => (g, i)).GroupBy(x => x.i % callers).Select(s => Interleave([.. s.Select(x => x.g.ToList())])).ToList();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(shares.Select(share => Task.Run(async () =>
        {
            foreach (var unit in share)
            {
                if ((await store.Commit(unit)).Verdict is not CommitVerdict.Committed)
                    throw new InvalidOperationException("A replayed unit was refused.");
            }
        })));
        return posts.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static List<CommitUnit> Interleave(IReadOnlyList<List<CommitUnit>> grains)
    {
        var all = new List<CommitUnit>();
        for (var i = 0; grains.Any(g => g.Count > i); i++)
            all.AddRange(grains.Where(g => g.Count > i).Select(g => g[i]));
        return all;
    }
}
