using Grains.Tests.Clustering.Fixtures;
using Orleans.Runtime;

namespace Grains.Tests.Clustering;

public sealed class DeactivationRaceTests
{
    [Fact]
    public async Task No_call_is_lost_or_doubled_while_a_grain_keeps_leaving()
    {
        await using var silo = await TestSilo.Start();
        const int callers = 32, calls = 200;

        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < calls; i++)
            {
                var ledger = silo.Grains.GetGrain<ILedgerGrain>($"ledger-{i % 3}");
                await UntilTaken((i + caller) % 5 == 0 ? ledger.AddAndLeave : ledger.Add);
            }
        })));

        var counted = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => silo.Grains.GetGrain<ILedgerGrain>($"ledger-{i}").Count()));
        Assert.Equal(callers * calls, counted.Sum());
        Assert.Equal(0, silo.Get<LedgerStore>().Doubled);
        Assert.InRange(silo.Get<LedgerStore>().Activations, 100, callers * calls);
    }

    /// <summary>Orleans may refuse a call that met one leaving grain after the other. Refused is not run: asked again it counts once.</summary>
    private static async Task UntilTaken(Func<Task> call)
    {
        while (true)
        {
            try
            {
                await call();
                return;
            }
            catch (OrleansMessageRejectionException)
            {
            }
        }
    }
}
