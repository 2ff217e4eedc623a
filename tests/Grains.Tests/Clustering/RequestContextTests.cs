using Grains.Tests.Clustering.Fixtures;
using Orleans.Runtime;

namespace Grains.Tests.Clustering;

public sealed class RequestContextTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

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

    public async Task InitializeAsync() => _silo = await TestSilo.Start();

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
