using System.Diagnostics;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;

namespace Bench;

/// <summary>Calls answered from memory, activations, and what an idle activation weighs.</summary>
internal static class Reads
{
    private const int Callers = 16;

    public static async Task Run()
    {
        await using var host = new BenchHost();
        Console.WriteLine($"## Reads and activations\n\n{await Of(host)} with an empty account's state\n");
    }

    /// <summary>Companies are asked again and again, accounts once.</summary>
    public static Task<ReadRates> Of(BenchHost host) => Measure(
        i => host.Grains.GetGrain<ICompanyGrain>($"{BenchHost.Portal}/{i}").View(),
        i => host.Grains.GetGrain<IAccountGrain>($"idle-{i}").View());

    /// <param name="ask">One of 16 grains, which is in memory after the first time.</param>
    /// <param name="wake">A grain that nobody has asked before.</param>
    public static async Task<ReadRates> Measure(Func<int, Task> ask, Func<int, Task> wake)
    {
        const int calls = 400_000, activations = 20_000;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(ask));
        var started = Stopwatch.GetTimestamp();
        // On PostgreSQL a call reads a version there: what is measured is then some seconds long, not a minute.
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var done = await Task.WhenAll(Enumerable.Range(0, Callers).Select(c => Task.Run(async () =>
        {
            var i = 0;
            for (; i < calls / Callers && !enough.IsCancellationRequested; i++)
                await ask(c);
            return i;
        })));
        var asked = done.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;

        GC.Collect(2, GCCollectionMode.Forced, true, true);
        var before = GC.GetTotalMemory(true);
        started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, activations), new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (i, _) => await wake(i));
        var woken = activations / Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new ReadRates(asked, woken, (GC.GetTotalMemory(true) - before) / (double)activations);
    }
}

/// <param name="Calls">A second, answered from memory.</param>
/// <param name="Activations">A second, each a read of the store.</param>
/// <param name="Bytes">Of an idle activation.</param>
internal sealed record ReadRates(double Calls, double Activations, double Bytes)
{
    public static ReadRates Median(IReadOnlyList<ReadRates> all) => new(
        Turns.Median([.. all.Select(r => r.Calls)]), Turns.Median([.. all.Select(r => r.Activations)]), Turns.Median([.. all.Select(r => r.Bytes)]));

    public override string ToString() =>
        $"in-memory calls {Calls:N0}/s; activations (each a read of the store) {Activations:N0}/s; {Bytes:N0} bytes per idle activation";
}
