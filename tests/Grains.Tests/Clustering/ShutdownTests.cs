using Grains.Tests.Clustering.Fixtures;
using Orleans;

namespace Grains.Tests.Clustering;

public sealed class ShutdownTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    [Fact]
    public async Task A_stopping_silo_lets_a_turn_finish()
    {
        var running = _silo.Grains.GetGrain<IClerkGrain>("nora").WaitAt("counter");
        await _silo.Get<Service>()["counter"].Reached;

        var stopping = _silo.Stop();
        _silo.Get<Service>()["counter"].Open();

        await running;
        await stopping;
    }

    [Fact]
    public async Task Every_grain_says_goodbye()
    {
        await _silo.Grains.GetGrain<IArchiveGrain>("lyon").Read();
        await _silo.Grains.GetGrain<IArchiveGrain>("paris").Read();

        await _silo.Stop();

        Assert.Equal([DeactivationReasonCode.ShuttingDown, DeactivationReasonCode.ShuttingDown], _silo.Get<ArchiveRoom>().Endings);
    }

    public async Task InitializeAsync() => _silo = await TestSilo.Start();

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
