using Grains.Tests.Clustering.Fixtures;

namespace Grains.Tests.Clustering;

public sealed class FilterTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    private IBallotGrain Hall => _silo.Grains.GetGrain<IBallotGrain>("hall");

    private Ballot Ballot => _silo.Get<Ballot>();

    [Fact]
    public async Task A_filter_may_run_the_method_again_and_the_caller_sees_only_the_success()
    {
        Ballot.ConflictsToCome = 2;

        Assert.Equal(1, await Hall.Vote("yes"));

        Assert.Equal(3, Ballot.Attempts);
        Assert.Equal(["yes"], Ballot.Votes);
    }

    [Fact]
    public async Task No_other_turn_runs_between_two_attempts()
    {
        Ballot.ConflictsToCome = 3;

        var votes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Hall.Vote($"{i}")));

        Assert.Equal(Enumerable.Range(1, 50), votes.Order());
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}").Order(), Ballot.Votes.Order());
    }

    public async Task InitializeAsync() => _silo = await TestSilo.Start();

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
