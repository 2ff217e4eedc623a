using Actors.Tests.Fixtures;

namespace Actors.Tests;

public sealed class TimeoutTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    private IClerkGrain Clerk => _silo.Grains.GetGrain<IClerkGrain>("nora");

    [Fact]
    public async Task A_call_without_an_answer_fails()
    {
        var call = Clerk.WaitAt("counter");
        await _silo.Desk["counter"].Reached;

        Assert.True(await _silo.SecondsUntil(call) >= 10);
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        _silo.Desk["counter"].Open();
    }

    [Fact]
    public async Task A_method_may_have_its_own_patience()
    {
        var call = _silo.Grains.GetGrain<IPostOfficeGrain>("lyon").WaitBriefly("parcel");
        await _silo.Desk["parcel"].Reached;

        Assert.True(await _silo.SecondsUntil(call) >= 2);
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        _silo.Desk["parcel"].Open();
    }

    [Fact]
    public async Task The_turn_of_a_caller_who_left_goes_on_and_the_next_waits_for_it()
    {
        var abandoned = Clerk.WaitAt("counter");
        await _silo.Desk["counter"].Reached;
        await _silo.SecondsUntil(abandoned);
        await Assert.ThrowsAsync<TimeoutException>(() => abandoned);

        var next = Clerk.Handle(7);
        await Clerk.Peek();
        Assert.False(next.IsCompleted);
        _silo.Desk["counter"].Open();

        Assert.Equal(0, await next);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
