using Orleans;
using Tests.Fixtures;

namespace Bench;

/// <summary>
/// What the two engines are compared by: run it in either build. Committed posts per second on PostgreSQL by 256 callers, calls and
/// activations, and, under Orleans, a plain grain on Orleans' own storage beside it.
/// </summary>
internal static class Engines
{
    private const int Posts = 15_000;

    public static async Task Run()
    {
        await using var server = await PostgresServer.StartNew();
        List<double> rates = [], peers = [];
        var latencies = new List<double>();
        // Interleaved, so that a noisy minute hits both alike; the medians are compared.
        for (var round = 0; round < 3; round++)
        {
            await using (var host = new BenchHost(store: await server.CreateDatabase()))
            {
                await host.Seed(1000);
                rates.Add(await Turns.Posts(host, 256, Posts, latencies));
            }
            if (await PlainPeer.Posts(await server.CreateDatabase(), 256, Posts) is { } peer)
                peers.Add(peer);
        }
        latencies.Sort();
        Console.WriteLine($"## Engine {(typeof(Grain).Assembly.GetName().Name == "Actors" ? "Embedded" : "Orleans")}\n");
        Console.WriteLine($"committed posts/s on PostgreSQL, 256 callers: {Turns.Median(rates):N0} (p50 {latencies[latencies.Count / 2]:F1} ms, p99 {latencies[latencies.Count * 99 / 100]:F1} ms)");
        if (peers.Count > 0)
            Console.WriteLine($"a plain grain on Orleans' AdoNet storage: {Turns.Median(peers):N0}/s; ratio {Turns.Median(rates) / Turns.Median(peers):F2}");
        Console.WriteLine();
    }
}
