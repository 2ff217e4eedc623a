using System.Diagnostics;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Npgsql;
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
        const int posts = 15_000;
        List<double> grains = [], single = [], bare = [], plain = [];
        List<(double Own, double Server)> grainsCpu = [], bareCpu = [];
        var latencies = new List<double>();
        // Interleaved, so that a noisy minute hits all alike, and the ratios are taken within a round.
        for (var round = 0; round < Turns.Rounds; round++)
        {
            RecordingStore? recording = null;
            await using (var host = new BenchHost(wrap: store => recording = new RecordingStore(store), store: await server.CreateDatabase()))
            {
                await host.Seed(Requests);
                var seeded = recording!.Units.Count;
                grainsCpu.Add(await CpuTime.Of(server, posts, async () => grains.Add(await Turns.Posts(host, Callers, posts, latencies))));
                await using var replay = new BenchHost(store: await server.CreateDatabase());
                var units = recording.Units.ToList();
                await Turns.Seed(replay.Store, units[..seeded]);
                bareCpu.Add(await CpuTime.Of(server, posts, async () => bare.Add(await Turns.Replay(replay.Store, units[seeded..], Callers))));
            }
            await using (var host = new BenchHost(drain: 1, store: await server.CreateDatabase(), settings: [("Drain:Writers", "32")]))
            {
                await host.Seed(Requests);
                single.Add(await Turns.Posts(host, Callers, 3_000, null));
            }
            if (await PlainPeer.Measure(await server.CreateDatabase(), Callers, posts) is var (peer, _))
                plain.Add(peer);
            // Its storage leaves a pool for each database: nine of them would leave no connection to anybody else.
            NpgsqlConnection.ClearAllPools();
        }
        latencies.Sort();
        Console.WriteLine(
            $"Medians of {Turns.Rounds} interleaved rounds; ratios are each round's own: median (range). The replay carries the same conditions and takes the same locks.\n");
        Console.WriteLine(
            "| grains /s | p50 ms | p99 ms | (a) one transaction a turn /s | (b) bare drain /s | (c) plain grain on AdoNet storage /s | grains ÷ a | grains ÷ b | grains ÷ c |\n|---|---|---|---|---|---|---|---|---|");
        Console.WriteLine(
            $"| {Turns.Median(grains):N0} | {latencies[latencies.Count / 2]:F1} | {latencies[latencies.Count * 99 / 100]:F1} | {Turns.Median(single):N0} | {Turns.Median(bare):N0} | {Turns.Median(plain):N0} | {Turns.Ratio(grains, single)} | {Turns.Ratio(grains, bare)} | {Turns.Ratio(grains, plain)} |\n");
        var (all, store, engine) =
            (Turns.Median(grainsCpu.Select(c => c.Own)), Turns.Median(bareCpu.Select(c => c.Own)),
                Turns.Median(grainsCpu.Zip(bareCpu, (g, b) => g.Own - b.Own)));
        Console.WriteLine(
            "| CPU µs a post | node | of it call, decision and state | of it store and driver | PostgreSQL, through grains | PostgreSQL, replay |\n|---|---|---|---|---|---|");
        Console.WriteLine(
            $"| | {all:N0} | {engine:N0} | {store:N0} | {Turns.Median(grainsCpu.Select(c => c.Server)):N0} | {Turns.Median(bareCpu.Select(c => c.Server)):N0} |\n");
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
                var posted = await node.Request(request(i))
                    .Post(BenchHost.Customer, new OperationId(Guid.NewGuid().ToString("N")),
                        new NewMessage("Bonjour, une précision sur le dossier : la pièce est en route.", []));
                if (!posted.Ok)
                    throw new InvalidOperationException($"{posted.Refusal}");
            }
        })));
        return posts / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
