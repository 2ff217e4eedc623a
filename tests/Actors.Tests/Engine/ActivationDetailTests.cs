using Actors.Tests.Fixtures;

namespace Actors.Tests.Engine;

/// <summary>What the embedded engine counts, and the one door that it leaves open longer than Orleans.</summary>
public sealed class ActivationDetailTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    [Fact]
    public async Task A_turn_asked_back_while_its_grain_is_about_to_leave_still_ends()
    {
        var clerk = _silo.Grains.GetGrain<IClerkGrain>("nora");
        var peek = clerk.PeekAt("counter");
        await _silo.Desk["counter"].Reached;

        await clerk.Leave();
        await clerk.Peek();
        var next = clerk.Person();
        Assert.False(next.IsCompleted);
        _silo.Desk["counter"].Open();

        await Task.WhenAll(peek, next);
    }

    [Fact]
    public async Task A_grain_in_memory_is_counted_and_a_failed_one_is_not()
    {
        var archive = _silo.Grains.GetGrain<IArchiveGrain>("lyon");
        _silo.Archive.ConstructorFails = true;
        await Assert.ThrowsAsync<IOException>(archive.Read);
        Assert.Equal(0, _silo.Diagnostics.ActivationCount);
        _silo.Archive.ConstructorFails = false;

        await archive.Read();

        Assert.Equal(1, _silo.Diagnostics.ActivationCount);
        Assert.Equal(1, _silo.Diagnostics.ActivationsByClass["archive"]);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
