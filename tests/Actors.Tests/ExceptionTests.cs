using Actors.Durable;
using Actors.Tests.Fixtures;

namespace Actors.Tests;

public sealed class ExceptionTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    [Fact]
    public Task What_pages_tell_apart_arrives_as_it_was_thrown() => Told(_silo.Grains.GetGrain<ITroubleGrain>("a"));

    [Fact]
    public async Task Lists_arrive_as_they_were_written()
    {
        var grain = _silo.Grains.GetGrain<ITroubleGrain>("a");

        Assert.Equal(["end"], await grain.Repeat([]));
        Assert.Equal(["one", "end"], await grain.Repeat(["one"]));
        Assert.Equal(["one", "two", "end"], await grain.Repeat(["one", "two"]));
    }

    internal static async Task Told(ITroubleGrain grain)
    {
        Assert.Equal("The store cannot write at the moment.", (await Assert.ThrowsAsync<IOException>(() => grain.Fail("store"))).Message);
        Assert.Equal("Too late.", (await Assert.ThrowsAsync<TimeoutException>(() => grain.Fail("late"))).Message);
        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("broken"))).Message);
        Assert.True(ReusedOperation.Is(await Assert.ThrowsAsync<ArgumentException>(() => grain.Fail("other content"))));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
