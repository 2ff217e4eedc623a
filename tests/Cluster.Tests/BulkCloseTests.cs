using System.Net;
using System.Text.RegularExpressions;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

public sealed partial class BulkCloseTests
{
    private const int Requests = 500;

    /// <summary>What a killed node had begun the other one ends: each request is closed once, and the progress says so.</summary>
    [Fact]
    public async Task Five_hundred_requests_are_closed_once_though_both_nodes_are_killed_in_the_middle_one_after_the_other()
    {
        await using var cluster = await NodeCluster.Start(2);
        var office = await cluster.Office();
        var numbers = new string[Requests];
        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, _) => numbers[i] = await office.SentRequest(DemoPeople.Nora, DemoPeople.Brumont));
        // Nobody but the two nodes does its work.
        await cluster.CloseOffice();
        var claire = await cluster.SignIn(0, DemoPeople.Claire);
        var form = await claire.Tab.Form("/gestion/demandes?choisir=1");

        var begun = await claire.Tab.Send("/gestion/lot?handler=lancer", form,
            [("geste", "clore"), ("motcommun", "L’incident est réparé."), .. numbers.Select(n => ("demande", n))]);
        Assert.Equal(HttpStatusCode.SeeOther, begun.StatusCode);
        var batch = begun.Headers.Location!.ToString();
        await Eventually.True(async () => await Closed(cluster) is > 50 and < Requests, TimeSpan.FromSeconds(60));
        // Whichever of the two leads it dies in the middle, and the other one goes on.
        cluster[0].Kill();
        var before = await Closed(cluster);
        var back = cluster[0].Start();
        await Eventually.True(async () => await Closed(cluster) > before + 20, TimeSpan.FromSeconds(60));
        Assert.True(await Closed(cluster) < Requests, "It ended before the second kill.");
        cluster[1].Kill();
        await back;
        await Eventually.True(async () => await Ended(cluster) == 1, TimeSpan.FromSeconds(120));

        var page = await claire.Tab.Read(batch);
        Assert.Equal($"{Requests}/{Requests}", $"{Done().Match(page).Groups[1].Value}/{Done().Match(page).Groups[2].Value}");
        Assert.Equal(Requests, await Closed(cluster));
        Assert.Equal((long)Requests, (long)(await cluster.Sql("SELECT count(*) FROM batch_line WHERE outcome = 1"))!);
        Assert.Equal((long)Requests, (long)(await cluster.Sql("SELECT count(*) FROM journal WHERE action = 'closed' AND detail = 'with-others'"))!);
    }

    private static async Task<long> Ended(NodeCluster cluster) => (long)(await cluster.Sql("SELECT count(*) FROM batch_list WHERE work = 'requests' AND ended_at IS NOT NULL"))!;

    private static async Task<long> Closed(NodeCluster cluster) =>
        (long)(await cluster.Sql("SELECT count(*) FROM request_list WHERE close_reason = 'L’incident est réparé.'"))!;

    [GeneratedRegex("data-done=\"(\\d+)\" data-total=\"(\\d+)\"")]
    private static partial Regex Done();
}
