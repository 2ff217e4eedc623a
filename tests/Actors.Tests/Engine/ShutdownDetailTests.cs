using Actors.Tests.Fixtures;
using Orleans;
using Orleans.Runtime;

namespace Actors.Tests.Engine;

/// <summary>What the embedded engine promises beyond Orleans to whoever calls while a silo stops, or a grain fails to start.</summary>
public sealed class ShutdownDetailTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    [Fact]
    public async Task A_stopping_silo_finishes_what_waits_and_refuses_what_comes()
    {
        var clerk = _silo.Grains.GetGrain<IClerkGrain>("nora");
        var person = await clerk.Person();
        var running = clerk.WaitAt("counter");
        await _silo.Desk["counter"].Reached;
        var queued = clerk.Person();

        var stopping = _silo.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => clerk.Handle(2));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => _silo.Grains.GetGrain<IClerkGrain>("karim").Handle(3));
        Assert.False(stopping.IsCompleted);
        _silo.Desk["counter"].Open();
        await stopping;

        await running;
        Assert.Equal(person, await queued);
        Assert.Equal(0, _silo.Diagnostics.ActivationCount);
    }

    [Fact]
    public async Task A_turn_that_runs_may_still_ask_another_grain_while_the_silo_stops()
    {
        await _silo.Grains.GetGrain<IPorterGrain>("a").Name();
        var route = _silo.Grains.GetGrain<ILateGrain>("late").HandOnAfter("gate", "b");
        await _silo.Desk["gate"].Reached;

        var stopping = _silo.StopAsync();
        _silo.Desk["gate"].Open();

        Assert.Equal("b", await route);
        await stopping;
    }

    [Fact]
    public async Task A_turn_that_does_not_end_is_given_up_after_the_limit()
    {
        var clerk = _silo.Grains.GetGrain<IClerkGrain>("nora");
        var stuck = clerk.WaitAt("counter");
        await _silo.Desk["counter"].Reached;
        var queued = clerk.Handle(1);

        var stopping = _silo.StopAsync();
        _silo.Clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(stopping.IsCompleted);
        _silo.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await stopping;

        Assert.Contains("dropped", (await _silo.Log.NextAsync()).Text);
        await Assert.ThrowsAnyAsync<Exception>(() => stuck);
        await Assert.ThrowsAnyAsync<Exception>(() => queued);
    }

    [Fact]
    public async Task Callers_are_told_when_the_silo_gives_up_their_turns()
    {
        using var now = new CancellationTokenSource();
        var stuck = _silo.Grains.GetGrain<IClerkGrain>("nora").WaitAt("counter");
        await _silo.Desk["counter"].Reached;
        var stopping = _silo.StopAsync(now.Token);

        await now.CancelAsync();
        await stopping;

        await Assert.ThrowsAsync<SiloUnavailableException>(() => stuck);
    }

    [Fact]
    public async Task A_failed_activation_fails_the_calls_that_wait_and_the_next_call_tries_again()
    {
        _silo.Archive.OnOpening = async opening =>
        {
            await _silo.Desk["door"].PassAsync();
            if (opening == 1)
            {
                throw new IOException("The door is shut.");
            }
        };
        var waiting = Enumerable.Range(0, 20).Select(_ => _silo.Grains.GetGrain<IArchiveGrain>("lyon").Read()).ToArray();
        await _silo.Desk["door"].Reached;

        _silo.Desk["door"].Open();

        foreach (var call in waiting)
        {
            Assert.Equal("The door is shut.", (await Assert.ThrowsAsync<IOException>(() => call)).Message);
        }

        Assert.Equal(2, await _silo.Grains.GetGrain<IArchiveGrain>("lyon").Read());
        Assert.Empty(_silo.Archive.Endings);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}

public interface ILateGrain : IGrainWithStringKey
{
    Task<string> HandOnAfter(string checkpoint, string porter);
}

public sealed class LateGrain(Desk desk) : Grain, ILateGrain
{
    public async Task<string> HandOnAfter(string checkpoint, string porter)
    {
        await desk[checkpoint].PassAsync();
        return await GrainFactory.GetGrain<IPorterGrain>(porter).Name();
    }
}
