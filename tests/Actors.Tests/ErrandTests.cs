using Actors.Tests.Fixtures;
using Orleans;
using Orleans.Runtime;

namespace Actors.Tests;

/// <summary>What is rarely asked of a grain: it is the same on either engine, in one silo and between two.</summary>
public sealed class ErrandTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    [Fact]
    public Task Nothing_and_much_are_carried() => Values(_silo.Grains, "a");

    [Fact]
    public Task An_exceptions_reasons_arrive() => Reasons(_silo.Grains, "a");

    [Fact]
    public Task A_turn_goes_on_after_its_grain_was_asked_to_leave() => Leaving(_silo.Grains, "a", "b");

    [Fact]
    public Task A_grain_may_ask_another_while_it_is_woken() => Waking(_silo.Grains, "asks a");

    [Fact]
    public Task The_request_context_carries_plain_values() => Context(_silo.Grains, "a", "b");

    internal static async Task Values(IGrainFactory grains, string key)
    {
        var grain = grains.GetGrain<IErrandGrain>(key);
        Assert.Null(await grain.Echo(null));
        var much = new string('é', 5_000_000);
        Assert.True(much == await grain.Echo(much), "Some of it was lost.");
        Assert.Equal(default, await grain.Fetch(false));
        Assert.Equal(new Parcel(3, "Lyon"), await grain.Fetch(true));
    }

    internal static async Task Reasons(IGrainFactory grains, string key)
    {
        var grain = grains.GetGrain<IErrandGrain>(key);
        var wordless = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("without a word"));
        Assert.Equal(new InvalidOperationException().Message, wordless.Message);
        Assert.Equal("the reason", Assert.IsType<IOException>(wordless.InnerException).Message);
        var both = await Assert.ThrowsAsync<AggregateException>(() => grain.Fail("twice"));
        Assert.Equal(["one", "two"], both.InnerExceptions.Select(e => e.Message));
        Assert.Equal("why", (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grain.Fail("why"))).Message);
    }

    internal static async Task Leaving(IGrainFactory grains, string key, string other)
    {
        Assert.Equal("onetwo", await grains.GetGrain<IErrandGrain>(key).LeaveWhileAsking(other));
        Assert.Equal("back", await grains.GetGrain<IErrandGrain>(key).Echo("back"));
    }

    internal static async Task Waking(IGrainFactory grains, string key) => Assert.Equal("Bonjour", await grains.GetGrain<IErrandGrain>(key).HeardAtWaking());

    internal static async Task Context(IGrainFactory grains, string key, string over)
    {
        foreach (var value in new object[] { true, 3L, 2.5, 1.10m, Guid.NewGuid(), DateTimeOffset.UtcNow, TimeSpan.FromHours(1), new DateOnly(2026, 1, 1), DayOfWeek.Friday, new Parcel(1, "x") })
        {
            RequestContext.Set("value", value);
            Assert.Equal(value, await grains.GetGrain<IErrandGrain>(key).Carried("value", over));
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
