using Actors.Tests.Fixtures;
using Orleans;

namespace Actors.Tests.OnOrleans;

/// <summary>In real time: Orleans collects by a clock of its own.</summary>
public sealed class CollectionTests
{
    [Fact]
    public async Task A_grain_that_nobody_calls_is_collected_and_comes_back_when_called()
    {
        await using var silo = new TestSilo(options => (options.IdleAfter, options.CollectEvery) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)));
        var archive = silo.Grains.GetGrain<IArchiveGrain>("lyon");
        Assert.Equal(1, await archive.Read());

        for (var seconds = 0; seconds < 20 && silo.Archive.Disposed == 0; seconds++)
            await Task.Delay(1000);

        Assert.Equal([DeactivationReasonCode.ActivationIdle], silo.Archive.Endings);
        Assert.Equal(2, await archive.Read());
    }
}
