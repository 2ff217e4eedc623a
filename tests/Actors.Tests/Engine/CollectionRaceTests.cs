using Actors.Tests.Fixtures;

namespace Actors.Tests.Engine;

public sealed class CollectionRaceTests
{
    [Fact]
    public async Task No_call_is_lost_while_idle_grains_are_collected_and_the_cap_is_crossed()
    {
        await using var silo = new TestSilo(options =>
        {
            options.IdleAfter = options.CollectEvery = TimeSpan.FromMilliseconds(1);
            options.MaxActivations = 8;
            options.ResponseTimeout = TimeSpan.FromDays(365);
        });
        const int callers = 16, calls = 300, ledgers = 24;
        using var done = new CancellationTokenSource();
        var time = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                silo.Clock.Advance(TimeSpan.FromMilliseconds(100));
                Thread.Yield();
            }
        });

        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < calls; i++)
            {
                await silo.Grains.GetGrain<ILedgerGrain>($"ledger-{(i + caller) % ledgers}").Add();
            }
        })));
        await done.CancelAsync();
        await time;

        var counted = await Task.WhenAll(
            Enumerable.Range(0, ledgers).Select(i => silo.Grains.GetGrain<ILedgerGrain>($"ledger-{i}").Count()));
        Assert.Equal(callers * calls, counted.Sum());
        Assert.Equal(0, silo.Ledgers.Doubled);
        Assert.True(silo.Ledgers.Activations > ledgers, "nothing was ever collected");
    }
}
