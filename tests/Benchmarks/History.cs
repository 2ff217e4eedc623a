using System.Diagnostics;
using Grains.Interfaces.Requests;
using Tests.Fixtures;

namespace Bench;

/// <summary>A post into an empty thread against one into a thread of 100,000 messages: the second must not be dearer.</summary>
internal static class History
{
    private const int Long = 100_000;
    private const int Measured = 2_000;

    public static async Task Run()
    {
        Console.WriteLine("## History\n");
        await Run("SQLite", "sqlite");
        await using var server = await PostgresServer.StartNew();
        await Run("PostgreSQL", await server.CreateDatabase());
    }

    private static async Task Run(string name, string store)
    {
        await using var host = new BenchHost(store: store);
        await host.Seed(2);
        await Fill(host, 1, Long);
        await Fill(host, 0, 200);
        var shortTimes = new List<double>();
        var longTimes = new List<double>();
        for (var i = 0; i < Measured; i++)
        {
            shortTimes.Add(await Post(host, 0));
            longTimes.Add(await Post(host, 1));
        }
        var (s, l) = (Turns.Median(shortTimes), Turns.Median(longTimes));
        Console.WriteLine(
            $"{name}: post into a young thread {s:F3} ms, into one of {Long:N0} messages {l:F3} ms (medians of {Measured}, in turn): ratio {l / s:F2}\n");
    }

    private static Task Fill(BenchHost host, int request, int count) => Parallel.ForEachAsync(
        Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 64 },
        async (_, _) => await host.Request(request).Post(BenchHost.Customer, host.Fresh(), new NewMessage("Bonjour", [])));

    private static async Task<double> Post(BenchHost host, int request)
    {
        var at = Stopwatch.GetTimestamp();
        await host.Request(request).Post(BenchHost.Customer, host.Fresh(), new NewMessage("Bonjour", []));
        return Stopwatch.GetElapsedTime(at).TotalMilliseconds;
    }
}
