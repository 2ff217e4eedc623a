using Cluster.Tests.Tally;

namespace Cluster.Tests;

/// <summary>A grain that does not know what became of its commit does not go by its memory.</summary>
[Collection(TwoTallies.Name)]
public sealed class UnknownCommitTests(TwoTallies two)
{
    /// <summary>Said at the start of connections that write, and of no others.</summary>
    private const string Writers = "synchronous_commit=on";
    private readonly TallyCluster _cluster = two.Cluster;

    [Fact]
    public async Task Read_after_a_commit_whose_end_is_unknown_tells_what_is_stored()
    {
        await _cluster.Heal();
        var key = $"unknown-{Guid.NewGuid():N}";
        Assert.Equal(1, (await _cluster.Add(0, key, $"{key}-1"))?.Count);
        // The heartbeat goes on, and the lease with it; but nobody can ask what became of the commit.
        var struck = _cluster.Databases.Select(d => d.LoseAnswerTo("\"Count\":2", () => d.Freeze(Writers, newOnes: true))).ToList();
        try
        {
            Assert.Null(await _cluster.Add(1, key, $"{key}-2"));
            await (await Task.WhenAny(struck));

            foreach (var node in new[] { 0, 1 })
                Assert.Equal(2, (await FirstAnswer(node, key)).Count);
        }
        finally
        {
            foreach (var database in _cluster.Databases)
                database.Disarm();
            _cluster.Mend();
        }
        await Eventually.True(async () => await _cluster.Add(0, key, $"{key}-2") is { Count: 2 });
        await Eventually.True(async () => await _cluster.Add(0, key, $"{key}-3") is { Count: 3 });
    }

    private async Task<Tally.Tally> FirstAnswer(int node, string key)
    {
        Tally.Tally? answer = null;
        await Eventually.True(async () => (answer = await _cluster.Count(node, key)) is not null);
        return answer!;
    }
}
