using System.Net;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

public sealed class WorkerTests
{
    /// <summary>What was committed to happen later happens, though nobody is left of those who served the pages.</summary>
    [Fact]
    public async Task Worker_without_pages_sends_what_killed_nodes_left_to_be_sent()
    {
        await using var cluster = await NodeCluster.Start(1);
        await cluster.Worker();
        var claire = await cluster.SignIn(0, DemoPeople.Claire);
        Assert.Equal(HttpStatusCode.SeeOther, await claire.Post("2026-000003", "Avez-vous lu ceci ?", "unread"));
        var sent = await Mails(cluster);

        cluster[0].Kill();
        // Six minutes later; an unread message is told after five.
        await cluster.Sql("UPDATE setting SET value = $1 WHERE name = 'clock'", $$"""{"OffsetMs":{{TimeSpan.FromMinutes(6).TotalMilliseconds}}}""");

        await Eventually.True(async () => await Mails(cluster) == sent + 1);
    }

    /// <summary>Its heartbeat begins with it: nobody takes it for dead while it has nothing to do.</summary>
    [Fact]
    public async Task Silo_without_a_grain_is_heard()
    {
        await using var cluster = await NodeCluster.Start(1);
        await cluster.Office();

        // Longer than the silence that a silo is declared dead for.
        await Task.Delay(TimeSpan.FromSeconds(7));

        Assert.DoesNotContain("declared dead", cluster[0].Log, StringComparison.Ordinal);
    }

    // What an adviser of the demo wrote first is told of by then, too.
    private static async Task<long> Mails(NodeCluster cluster) => (long)(await cluster.Sql("SELECT count(*) FROM outbox WHERE job NOT LIKE '%/demo-ecrite/%'"))!;
}
