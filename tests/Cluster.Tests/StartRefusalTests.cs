using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>What may not run does not start: one line says why, and whoever supervises the process is told not to try again.</summary>
public sealed class StartRefusalTests
{
    private const int BadSetting = 78;
    private const int Unready = 1;

    [Theory]
    [InlineData(false, "employeur: Ni blocage ni code", "Portals__3__Policy__LockoutFailures", "0", "Portals__3__Policy__CodeChannels", "")]
    [InlineData(false, "Policy:PasswordMin", "Policy__PasswordMin", "douze")]
    [InlineData(false, "Two portals have the Slug 'entreprise'", "Portals__1__Slug", "entreprise")]
    [InlineData(true, "CLAMD is an address", "CLAMD", "nowhere")]
    public async Task Refused_setting_ends_the_process_with_one_line(bool worker, string said, params string[] settings)
    {
        using var node = new Node(worker: worker, settings: [.. settings.Chunk(2).Select(s => (s[0], s[1]))]);

        await Assert.ThrowsAsync<InvalidOperationException>(node.Start);

        Assert.Equal(BadSetting, await node.Ended(TimeSpan.FromSeconds(5)));
        AssertOneLine(node, said);
    }

    /// <summary>No setting is wrong, something around the process is: the next start may do.</summary>
    [Theory]
    [InlineData(false, "Connection refused", "STORE", "postgres://nobody@127.0.0.1:1/none")]
    [InlineData(true, "Connection refused", "STORE", "postgres://nobody@127.0.0.1:1/none")]
    [InlineData(false, "/proc/guichet", "DATA_DIR", "/proc/guichet")]
    public async Task Start_that_fails_for_what_surrounds_it_ends_with_one_plain_line(bool worker, string said, params string[] settings)
    {
        using var node = new Node(worker: worker, settings: [.. settings.Chunk(2).Select(s => (s[0], s[1]))]);

        await Assert.ThrowsAsync<InvalidOperationException>(node.Start);

        Assert.Equal(Unready, await node.Ended(TimeSpan.FromSeconds(5)));
        AssertOneLine(node, said);
    }

    private static void AssertOneLine(Node node, string said)
    {
        Assert.StartsWith("Guichet does not start. ", node.Log, StringComparison.Ordinal);
        Assert.Contains(said, node.Log, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', node.Log);
    }
}
