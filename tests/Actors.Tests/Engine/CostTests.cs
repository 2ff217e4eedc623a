using System.Diagnostics;
using Actors.Tests.Fixtures;
using Orleans;
using Xunit.Abstractions;

namespace Actors.Tests.Engine;

/// <summary>Bounds far from the figures measured, so that a busy machine passes and a mistake in kind does not.</summary>
[Collection(nameof(CostTests))]
[CollectionDefinition(nameof(CostTests), DisableParallelization = true)]
public sealed class CostTests(ITestOutputHelper output)
{
    [Fact]
    public async Task An_activation_costs_less_than_a_kilobyte_besides_its_grain()
    {
        const int count = 100_000;
        await using var silo = new TestSilo(options => options.MaxActivations = 2 * count);
        var keys = Enumerable.Range(0, count).Select(i => $"{i:000000}").ToArray();
        await silo.Grains.GetGrain<IEmptyGrain>("warm").Touch();

        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var key in keys)
        {
            await silo.Grains.GetGrain<IEmptyGrain>(key).Touch();
        }

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count;
        output.WriteLine($"{each:0} bytes an activation, the empty grain included");
        Assert.Equal(count + 1, silo.Diagnostics.ActivationCount);
        Assert.InRange(each, 100, 1024);
        GC.KeepAlive(keys);
    }

    [Theory]
    [InlineData(1, 100_000, 20_000)]
    [InlineData(256, 500_000, 50_000)]
    public async Task Calls_are_cheap(int callers, int calls, int atLeast)
    {
        await using var silo = new TestSilo();
        var grains = Enumerable.Range(0, callers).Select(i => silo.Grains.GetGrain<IEmptyGrain>($"{i}")).ToArray();
        await RunAsync(grains, calls / 10);

        var allocated = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();
        await RunAsync(grains, calls);
        var rate = calls / clock.Elapsed.TotalSeconds;

        output.WriteLine($"{callers} callers: {rate:0} calls/s, {(GC.GetTotalAllocatedBytes() - allocated) / calls} bytes a call");
        Assert.InRange(rate, atLeast, double.MaxValue);
    }

    [Fact]
    public async Task Calls_to_one_grain_without_waiting_between_are_cheaper_still()
    {
        const int calls = 400_000, batch = 1000;
        await using var silo = new TestSilo();
        var grain = silo.Grains.GetGrain<IEmptyGrain>("one");
        var clock = Stopwatch.StartNew();
        var waiting = new Task[batch];

        for (var sent = 0; sent < calls; sent += batch)
        {
            for (var i = 0; i < batch; i++)
            {
                waiting[i] = grain.Touch();
            }

            await Task.WhenAll(waiting);
        }

        var rate = calls / clock.Elapsed.TotalSeconds;
        output.WriteLine($"one grain: {rate:0} calls/s");
        Assert.InRange(rate, 50_000, double.MaxValue);
    }

    private static Task RunAsync(IEmptyGrain[] grains, int calls) => Task.WhenAll(grains.Select(grain => Task.Run(async () =>
    {
        for (var i = 0; i < calls / grains.Length; i++)
        {
            await grain.Touch();
        }
    })));
}

public interface IEmptyGrain : IGrainWithStringKey
{
    Task Touch();
}

public sealed class EmptyGrain : Grain, IEmptyGrain
{
    public Task Touch() => Task.CompletedTask;
}
