using Actors.Tests.Fixtures;
using Orleans;

namespace Actors.Tests;

public sealed class ShutdownTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    [Fact]
    public async Task A_stopping_silo_lets_a_turn_finish()
    {
        var running = _silo.Grains.GetGrain<IClerkGrain>("nora").WaitAt("counter");
        await _silo.Desk["counter"].Reached;

        var stopping = _silo.StopAsync();
        _silo.Desk["counter"].Open();

        await running;
        await stopping;
    }

    [Fact]
    public async Task Every_grain_says_goodbye()
    {
        await _silo.Grains.GetGrain<IArchiveGrain>("lyon").Read();
        await _silo.Grains.GetGrain<IArchiveGrain>("paris").Read();

        await _silo.StopAsync();

        Assert.Equal([DeactivationReasonCode.ShuttingDown, DeactivationReasonCode.ShuttingDown], _silo.Archive.Endings);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
