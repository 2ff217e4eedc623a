using Actors.Tests.Fixtures;
using Orleans.Runtime;

namespace Actors.Tests.Engine;

public sealed class ChainTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

    [Theory]
    [InlineData("a > a", "a")]
    [InlineData("a > b > a", "b", "a")]
    [InlineData("a > b > c > b", "b", "c", "b")]
    public async Task A_cycle_fails_at_once_and_names_the_chain(string chain, params string[] stops)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Courier("a").HandOn(stops));

        Assert.Contains(string.Join(" > ", chain.Split(" > ").Select(key => $"courier/{key}")), failure.Message);
        Assert.Equal("courier/a > courier/b", await Courier("a").HandOn("b"));
    }

    [Fact]
    public async Task A_straight_line_is_no_cycle() =>
        Assert.Equal("courier/a > courier/b > courier/c > courier/d", await Courier("a").HandOn("b", "c", "d"));

    [Fact]
    public async Task The_same_grain_twice_one_after_the_other_is_no_cycle()
    {
        var chains = await Courier("a").HandOnToAll([["b", "d"], ["c", "d"], ["d"], ["e", "f", "d"]]);

        Assert.Equal(
            ["courier/a > courier/b > courier/d", "courier/a > courier/c > courier/d", "courier/a > courier/d",
                "courier/a > courier/e > courier/f > courier/d"],
            chains);
    }

    [Fact]
    public async Task A_cycle_through_one_of_many_branches_is_found()
    {
        var routes = Enumerable.Range(0, 20).Select(i => new[] { $"b{i}", $"c{i}", i == 13 ? "a" : $"d{i}" }).ToArray();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Courier("a").HandOnToAll(routes));

        Assert.Contains("courier/a > courier/b13 > courier/c13 > courier/a", failure.Message);
    }

    [Fact]
    public async Task Branches_keep_their_own_chains_under_load()
    {
        var routes = Enumerable.Range(0, 64).Select(i => new[] { $"b{i}", $"c{i % 7}", $"d{i}" }).ToArray();

        var chains = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Courier($"a{i}").HandOnToAll(routes)));

        Assert.Equal(
            Enumerable.Range(0, 8).SelectMany(i => routes.Select(r => $"courier/a{i} > courier/{r[0]} > courier/{r[1]} > courier/{r[2]}")),
            chains.SelectMany(c => c));
    }

    [Fact]
    public async Task A_grain_may_be_asked_back_through_a_method_that_interleaves() =>
        Assert.Equal("a", await Courier("a").AskBack("b", "a"));

    [Fact]
    public async Task A_one_way_call_back_is_no_cycle_because_nobody_waits_for_it()
    {
        _silo.Desk["later"].Open();

        await Courier("a").LaterVia("b", "a", "b");

        await _silo.Desk["later"].Reached;
    }

    [Fact]
    public async Task Work_that_a_finished_turn_left_behind_may_call_the_grain_again()
    {
        await Courier("a").StartAndLeave("start", "b", "a");

        _silo.Desk["start"].Open();

        await _silo.Desk["done"].Reached;
    }

    [Fact]
    public async Task Only_a_turn_called_by_a_grain_has_a_grain_in_its_chain()
    {
        Assert.Null(CallChain.Current);
        Assert.False(CallChain.HasGrain);
        Assert.False(await Courier("a").AskedByGrain());
        Assert.True(await Courier("a").AskedByGrain("b"));
    }

    [Fact]
    public void The_chain_cannot_be_written() =>
        Assert.Throws<ArgumentException>(() => RequestContext.Set(CallChain.Key, "courier/x"));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    private ICourierGrain Courier(string key) => _silo.Grains.GetGrain<ICourierGrain>(key);
}
