using Actors.Tests.Fixtures;

namespace Actors.Tests.Engine;

/// <summary>What the embedded engine counts, and where it is more patient than Orleans.</summary>
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

    /// <summary>Orleans lets it in once the first of them has ended.</summary>
    [Fact]
    public async Task A_turn_that_writes_waits_for_the_last_of_those_who_read()
    {
        var clerk = _silo.Grains.GetGrain<IClerkGrain>("nora");
        var (first, second) = (clerk.ReadAt("first"), clerk.ReadAt("second"));
        await Task.WhenAll(_silo.Desk["first"].Reached, _silo.Desk["second"].Reached);
        var writing = clerk.WaitAt("desk");

        _silo.Desk["first"].Open();
        await first;
        await clerk.Peek();
        Assert.Equal(0, _silo.Desk["desk"].Visits);
        _silo.Desk["second"].Open();

        await _silo.Desk["desk"].Reached;
        _silo.Desk["desk"].Open();
        await Task.WhenAll(second, writing);
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
