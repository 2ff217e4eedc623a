using System.Diagnostics;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Tests.Fixtures;

namespace Bench;

/// <summary>
/// Committed posts per second on PostgreSQL: through grains, against one transaction a turn on 32 connections (a) and against a bare loop
/// that drains the very same units without grains (b); then over several nodes, with and without notices, and on one hot request.
/// </summary>
internal static class Nodes
{
    private const int Requests = 1000;
    private const int Callers = 256;

    public static async Task Run()
    {
        await using var server = await PostgresServer.StartNew();
        Console.WriteLine($"## PostgreSQL: committed posts/s over {Requests:N0} requests, {Callers} callers\n");
        await AgainstBaselines(server);
        await OverNodes(server);
    }

    private static async Task AgainstBaselines(PostgresServer server)
    {
        List<double> grains = [], single = [], bare = [];
        var latencies = new List<double>();
        // Interleaved, so that a noisy minute hits all three alike; the medians are compared.
        for (var round = 0; round < 3; round++)
        {
            RecordingStore? recording = null;
            await using (var host = new BenchHost(wrap: store => recording = new RecordingStore(store), store: await server.CreateDatabase()))
            {
                await host.Seed(Requests);
                var seeded = recording!.Units.Count;
                grains.Add(await Turns.Posts(host, Callers, 30_000, latencies));
                await using var replay = new BenchHost(store: await server.CreateDatabase());
                bare.Add(await Turns.Replay(replay.Store, [.. recording.Units], seeded, Callers));
            }
            await using (var host = new BenchHost(drain: 1, store: await server.CreateDatabase(), settings: [("Drain:Writers", "32")]))
            {
                await host.Seed(Requests);
                single.Add(await Turns.Posts(host, Callers, 6_000, null));
            }
        }
        latencies.Sort();
        var (g, a, b) = (Turns.Median(grains), Turns.Median(single), Turns.Median(bare));
        Console.WriteLine("| grains /s | p50 ms | p99 ms | (a) one transaction a turn /s | (b) bare drain /s | grains ÷ a | grains ÷ b |\n|---|---|---|---|---|---|---|");
        Console.WriteLine($"| {g:N0} | {latencies[latencies.Count / 2]:F1} | {latencies[latencies.Count * 99 / 100]:F1} | {a:N0} | {b:N0} | {g / a:F2} | {g / b:F2} |\n");
    }

    /// <summary>The nodes are silos of one process, each with its own writers, feed and copies; any caller may meet any request on any of them.</summary>
    private static async Task OverNodes(PostgresServer server)
    {
        Console.WriteLine("| nodes | notices | posts/s, uniform keys | posts/s, one hot request |\n|---|---|---|---|");
        foreach (var notify in new[] { true, false })
        {
            foreach (var count in new[] { 1, 2, 3 })
            {
                var store = await server.CreateDatabase();
                // Without notices a node believes its copies for good; lost writes then tell it, which is what is measured.
                var nodes = Enumerable.Range(0, count).Select(_ => new BenchHost(store: store, settings: [("Drain:Notify", $"{notify}")])).ToList();
                await nodes[0].Seed(Requests);
                var uniform = await Rate(nodes, 15_000, i => i % Requests);
                var hot = await Rate(nodes, 1_500, _ => 0);
                Console.WriteLine($"| {count} | {(notify ? "yes" : "no")} | {uniform:N0} | {hot:N0} |");
                foreach (var node in nodes)
                    await node.DisposeAsync();
            }
        }
        Console.WriteLine();
    }

    private static async Task<double> Rate(IReadOnlyList<BenchHost> nodes, int posts, Func<int, int> request)
    {
        var next = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) - 1 is var i && i < posts)
            {
                var node = nodes[Random.Shared.Next(nodes.Count)];
                var posted = await node.Request(request(i)).Post(BenchHost.Customer, new OperationId(Guid.NewGuid().ToString("N")), new NewMessage("Bonjour, une précision sur le dossier : la pièce est en route.", []));
                if (!posted.Ok)
                    throw new InvalidOperationException($"{posted.Refusal}");
            }
        })));
        return posts / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
