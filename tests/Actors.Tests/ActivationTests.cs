using Actors.Tests.Fixtures;
using Orleans;

namespace Actors.Tests;

public sealed class ActivationTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    private IArchiveGrain Archive => _silo.Grains.GetGrain<IArchiveGrain>("lyon");

    [Fact]
    public async Task A_thousand_callers_at_once_wake_one_activation()
    {
        _silo.Archive.OnOpening = _ => Task.Delay(1);

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(Archive.Read)));

        Assert.Equal(1, _silo.Archive.Openings);
    }

    [Fact]
    public async Task A_failed_activation_fails_its_call_and_the_next_call_tries_again()
    {
        _silo.Archive.OnOpening = opening => opening == 1 ? throw new IOException("The door is shut.") : Task.CompletedTask;

        Assert.Equal("The door is shut.", (await Assert.ThrowsAsync<IOException>(Archive.Read)).Message);

        Assert.Equal(2, await Archive.Read());
        Assert.Empty(_silo.Archive.Endings);
    }

    [Fact]
    public async Task A_failing_constructor_fails_the_call_and_leaves_nothing_behind()
    {
        _silo.Archive.ConstructorFails = true;

        Assert.Contains("No key to the room.", (await Assert.ThrowsAnyAsync<Exception>(Archive.Read)).GetBaseException().Message);

        _silo.Archive.ConstructorFails = false;
        await Archive.Read();
    }

    [Fact]
    public async Task A_grain_that_fails_to_say_goodbye_leaves_all_the_same()
    {
        _silo.Archive.OnClosing = () => throw new IOException("The lock is stuck.");
        await Archive.Close();

        Assert.Equal(2, await Archive.Read());
        await _silo.Log.AboutAsync("archive/lyon").WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_leaving_grain_says_goodbye_and_is_disposed_before_its_successor_comes()
    {
        _silo.Archive.OnClosing = _silo.Desk["closing"].PassAsync;
        await Archive.Close();
        await _silo.Desk["closing"].Reached;

        var late = Enumerable.Range(0, 10).Select(_ => Archive.Read()).ToArray();
        Assert.Equal(1, _silo.Archive.Openings);
        _silo.Desk["closing"].Open();

        Assert.All(await Task.WhenAll(late), openings => Assert.Equal(2, openings));
        Assert.Equal([DeactivationReasonCode.ApplicationRequested], _silo.Archive.Endings);
        Assert.Equal(1, _silo.Archive.Disposed);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
