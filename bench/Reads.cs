using System.Diagnostics;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;

namespace Bench;

/// <summary>Calls answered from memory, activations, and what an idle activation weighs.</summary>
internal static class Reads
{
    public static async Task Run()
    {
        await using var host = new BenchHost();
        await host.Seed(1);
        var company = host.Grains.GetGrain<ICompanyGrain>(BenchHost.Company);
        await company.View();
        const int calls = 400_000;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(c => Task.Run(async () =>
        {
            var own = host.Grains.GetGrain<ICompanyGrain>($"{BenchHost.Portal}/{c}");
            for (var i = 0; i < calls / 16; i++)
                await own.View();
        })));
        var reads = calls / Stopwatch.GetElapsedTime(started).TotalSeconds;

        const int activations = 20_000;
        GC.Collect(2, GCCollectionMode.Forced, true, true);
        var before = GC.GetTotalMemory(true);
        started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, activations), new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) => await host.Grains.GetGrain<IAccountGrain>($"idle-{i}").View());
        var rate = activations / Stopwatch.GetElapsedTime(started).TotalSeconds;
        var bytes = (GC.GetTotalMemory(true) - before) / activations;
        Console.WriteLine($"## Reads and activations\n\nin-memory calls {reads:N0}/s; activations (each a read of the store) {rate:N0}/s; {bytes:N0} bytes per idle activation with an empty account's state\n");
    }
}
