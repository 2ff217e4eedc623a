using Actors.Tests.Fixtures;
using Orleans.Runtime;

namespace Actors.Tests;

public sealed class RequestContextTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    private IPorterGrain Porter => _silo.Grains.GetGrain<IPorterGrain>("a");

    [Fact]
    public async Task A_value_flows_through_all_grains_of_the_call()
    {
        RequestContext.Set("trace", "t1");

        Assert.Equal("t1", await Porter.Carry("trace", null, "b", "c"));
    }

    [Fact]
    public async Task What_the_callee_sets_is_seen_by_its_callees_and_not_by_its_caller()
    {
        RequestContext.Set("trace", "t1");

        Assert.Equal("t2", await Porter.Carry("trace", "t2", "b"));
        Assert.Equal("t1", RequestContext.Get("trace"));
    }

    [Fact]
    public async Task Calls_of_one_grain_do_not_see_each_others_values()
    {
        var seen = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            RequestContext.Set("trace", i);
            return await Porter.Carry("trace", null, $"b{i % 5}");
        })));

        Assert.Equal(Enumerable.Range(0, 200).Cast<object>(), seen);
        Assert.Null(await Porter.Carry("trace", null));
    }

    [Fact]
    public async Task A_change_after_sending_does_not_reach_the_call_under_way()
    {
        RequestContext.Set("trace", "before");

        var sent = Porter.Carry("trace", null);
        RequestContext.Set("trace", "after");

        Assert.Equal("before", await sent);
    }

    [Fact]
    public async Task No_other_ambient_value_of_the_caller_leaks_into_a_turn()
    {
        PorterGrain.Ambient.Value = "the caller's";

        Assert.Null(await Porter.Carry("trace", null, "b"));
    }

    [Fact]
    public void Values_can_be_removed_and_cleared()
    {
        RequestContext.Set("trace", 1);
        RequestContext.Set("locale", "fr");

        Assert.True(RequestContext.Remove("trace"));
        Assert.False(RequestContext.Remove("trace"));
        Assert.Equal("fr", RequestContext.Get("locale"));
        RequestContext.Clear();
        Assert.Null(RequestContext.Get("locale"));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
