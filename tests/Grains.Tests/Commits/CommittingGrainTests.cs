using Grains.Tests.Clustering.Fixtures;
using Orleans.Runtime;

namespace Grains.Tests.Commits;

public sealed class CommittingGrainTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    [Fact]
    public async Task Lost_writes_are_made_again_and_the_caller_sees_only_the_success()
    {
        _silo.Get<MemoryStore>().ConflictsToCome = 2;

        Assert.Equal(5, await Safe("a").Add(5));

        Assert.Equal(5, await Safe("a").Count());
    }

    [Fact]
    public async Task A_grain_may_not_have_another_commit()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Safe("a").AddTo("b"));

        Assert.Contains("asked to commit by another grain", failure.Message);
        Assert.Equal(0, await Safe("b").Count());
        Assert.Equal(1, await Safe("b").Add(1));
    }

    [Fact]
    public async Task Reading_others_leaves_the_right_to_commit()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Safe($"s{i}").Add(1)));

        var sums =
            await Task.WhenAll(Enumerable.Range(0, 8)
                .Select(i => Task.Run(() => Safe($"t{i}").AddWhatOthersHold([.. Enumerable.Range(0, 20).Select(s => $"s{s}")]))));

        Assert.All(sums, sum => Assert.Equal(20, sum));
    }

    /// <summary>A page calls one grain after the other: what the first one's call carried must not count against the second.</summary>
    [Fact]
    public async Task Calls_from_outside_never_count_as_calls_from_grains()
    {
        RequestContext.Set("trace", "t1");
        for (var i = 1; i <= 20; i++)
        {
            Assert.Equal(i, await Safe("a").Add(1));
            Assert.Equal(i * (i + 1) / 2, await Safe("b").AddWhatOthersHold("a"));
        }
    }

    public async Task InitializeAsync() => _silo = await TestSilo.Start();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    private ISafeGrain Safe(string key) => _silo.Grains.GetGrain<ISafeGrain>(key);
}
