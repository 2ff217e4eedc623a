using Orleans;
using Tests.Fixtures;

namespace Bench;

/// <summary>
/// Committed posts per second on PostgreSQL by 256 callers, calls and activations on either store, and a plain grain on Orleans' own storage
/// beside it.
/// </summary>
internal static class Engines
{
    private const int Posts = 15_000;
    private const int Rounds = 5;

    public static async Task Run()
    {
        await using var server = await PostgresServer.StartNew();
        List<double> rates = [], latencies = [], peers = [];
        List<ReadRates> lone = [], shared = [], unleased = [], peerReads = [];
        // Interleaved, so that a noisy minute hits all alike; the medians are compared.
        for (var round = 0; round < Rounds; round++)
        {
            await using (var host = new BenchHost(store: await server.CreateDatabase()))
            {
                await host.Seed(1000);
                rates.Add(await Turns.Posts(host, 256, Posts, latencies));
                shared.Add(await Reads.Of(host));
            }
            await using (var host = new BenchHost(store: await server.CreateDatabase(), leased: false))
                unleased.Add(await Reads.Of(host));
            await using (var host = new BenchHost())
                lone.Add(await Reads.Of(host));
            if (await PlainPeer.Measure(await server.CreateDatabase(), 256, Posts) is var (posts, reads))
            {
                peers.Add(posts);
                peerReads.Add(reads);
            }
        }
        latencies.Sort();
        Console.WriteLine($"## Engine, medians of {Rounds}\n");
        Console.WriteLine(
            $"committed posts/s on PostgreSQL, 256 callers: {Turns.Median(rates):N0} (p50 {latencies[latencies.Count / 2]:F1} ms, p99 {latencies[latencies.Count * 99 / 100]:F1} ms)");
        Console.WriteLine($"on PostgreSQL: {ReadRates.Median(shared)}");
        Console.WriteLine(
            $"on PostgreSQL, the lease never held: {ReadRates.Median(unleased)}; calls under the lease ÷ these: {Turns.Ratio([.. shared.Select(r => r.Calls)], [.. unleased.Select(r => r.Calls)])}");
        Console.WriteLine($"on SQLite: {ReadRates.Median(lone)}");
        if (peers.Count > 0)
        {
            Console.WriteLine(
                $"a plain grain on Orleans' AdoNet storage: posts {Turns.Median(peers):N0}/s; ratio {Turns.Median(rates) / Turns.Median(peers):F2}");
            Console.WriteLine(
                $"the plain grain: {ReadRates.Median(peerReads)}; ours ÷ its calls {Turns.Ratio([.. shared.Select(r => r.Calls)], [.. peerReads.Select(r => r.Calls)])}, activations {Turns.Ratio([.. shared.Select(r => r.Activations)], [.. peerReads.Select(r => r.Activations)])}");
        }
        Console.WriteLine();
    }
}
