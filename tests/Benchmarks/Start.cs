using System.Diagnostics;
using Tests.Fixtures.Cluster;
using Tests.Fixtures;

namespace Bench;

/// <summary>The server's process on a store that exists: from its start to ready, and what it weighs at rest.</summary>
internal static class Start
{
    public static async Task Run()
    {
        Console.WriteLine("## Start\n");
        await Run("SQLite", null);
        await using var server = await PostgresServer.StartNew();
        await Run("PostgreSQL", await server.CreateDatabase());
    }

    private static async Task Run(string name, string? store)
    {
        using var node = new Node(store);
        await node.Start();
        var times = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            node.Kill();
            var started = Stopwatch.GetTimestamp();
            await node.Start();
            times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        using var process = Process.GetProcessById(node.ProcessId);
        Console.WriteLine(
            $"{name}: ready after {Turns.Median(times):F2} s (median of 5, existing store); {process.WorkingSet64 / 1048576} MB resident at rest\n");
    }
}
