using Actors.Tests.Fixtures;

namespace Actors.Tests.Engine;

/// <summary>To a tenth of a second, and in the embedded engine's own words.</summary>
public sealed class TimeoutDetailTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    private IClerkGrain Clerk => _silo.Grains.GetGrain<IClerkGrain>("nora");

    [Fact]
    public async Task A_call_without_an_answer_fails_with_grain_method_and_wait()
    {
        var call = Clerk.WaitAt("counter");
        await _silo.Desk["counter"].Reached;

        _silo.Clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(call.IsCompleted);
        _silo.Clock.Advance(TimeSpan.FromSeconds(0.1));

        var failure = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Contains("clerk/nora.WaitAt", failure.Message);
        Assert.Contains("within 10 s", failure.Message);
        Assert.Equal(0, _silo.Diagnostics.WaitingCalls);
    }

    [Fact]
    public async Task A_call_whose_caller_left_before_its_turn_is_never_run()
    {
        var busy = Clerk.WaitAt("counter");
        await _silo.Desk["counter"].Reached;
        var queued = Clerk.Handle(1);
        _silo.Clock.Advance(TimeSpan.FromSeconds(5));
        var later = Clerk.Handle(2);

        _silo.Clock.Advance(TimeSpan.FromSeconds(6));
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => queued);
        await Assert.ThrowsAsync<TimeoutException>(() => busy);
        _silo.Desk["counter"].Open();
        await later;

        Assert.Contains("dropped", failure.Message);
        Assert.Equal([2], await Clerk.Handled());
    }

    [Fact]
    public async Task A_method_may_have_its_own_patience()
    {
        var call = _silo.Grains.GetGrain<IPostOfficeGrain>("lyon").WaitBriefly("parcel");
        await _silo.Desk["parcel"].Reached;

        _silo.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains("within 2 s", (await Assert.ThrowsAsync<TimeoutException>(() => call)).Message);
    }

    [Fact]
    public async Task An_answered_call_leaves_nothing_behind()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => Clerk.Handle(i))));

        Assert.Equal(0, _silo.Diagnostics.WaitingCalls);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
