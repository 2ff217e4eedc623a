using Actors.Tests.Fixtures;
using Orleans.Storage;

namespace Actors.Tests;

public sealed class FilterTests : IAsyncLifetime
{
    private readonly TestSilo _silo = new();

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

    [Fact]
    public async Task A_conflict_that_leaves_the_grain_ends_the_activation()
    {
        var before = await Hall.Person();
        (Ballot.ConflictsToCome, Ballot.Patience) = (1, 0);

        var failure = await Assert.ThrowsAsync<InconsistentStateException>(() => Hall.Vote("yes"));

        Assert.Equal(("1", "2"), (failure.StoredEtag, failure.CurrentEtag));
        Assert.NotEqual(before, await Hall.Person());
    }

    [Fact]
    public async Task A_filter_sees_who_asked_whom_for_what()
    {
        await Hall.Vote("yes");
        await _silo.Grains.GetGrain<IVoterGrain>("nora").Vote("no");

        Assert.Equal(
            [
                "outside -> ballot/hall IBallotGrain.Vote IBallotGrain BallotGrain True True",
                "voter/nora -> ballot/hall IBallotGrain.Vote IBallotGrain BallotGrain True True",
            ],
            Ballot.Seen);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();
}
