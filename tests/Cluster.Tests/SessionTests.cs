using System.Diagnostics;
using System.Net;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>Rows S3, S5, S6, H3 and H8 of the security checklist: done at one node, felt at the other.</summary>
[Collection(TwoNodes.Name)]
public sealed class SessionTests(TwoNodes nodes)
{
    private const string Home = "/multi-siren/accueil";
    private const string Number = "2026-000003";
    private const string Page = $"/multi-siren/demandes/{Number}";
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Closed = TimeSpan.FromSeconds(5);
    private readonly NodeCluster _cluster = nodes.Cluster;

    [Fact]
    public async Task S3_Captured_cookie_is_dead_on_the_other_node_as_soon_as_its_owner_signed_out()
    {
        var (somebody, _, _) = await Member();
        using var thief = somebody.Tab.Copy(_cluster[1].Address);
        Assert.Equal(HttpStatusCode.OK, await thief.StatusOf(Home));

        await somebody.SignOut();

        Assert.Equal(HttpStatusCode.Unauthorized, await thief.StatusOf(Home));
    }

    [Fact]
    public async Task S5_Disabled_account_is_out_on_both_nodes_at_its_next_request()
    {
        var (here, there, key) = await Member();

        await nodes.Office.Disable(key);

        Assert.Equal(HttpStatusCode.Unauthorized, await here.Tab.StatusOf(Home));
        Assert.Equal(HttpStatusCode.Unauthorized, await there.Tab.StatusOf(Home));
    }

    [Fact]
    public async Task S5_Removed_member_is_out_on_both_nodes_at_his_next_request()
    {
        var (here, there, key) = await Member();

        await nodes.Office.Remove(key);

        Assert.Equal(HttpStatusCode.Unauthorized, await here.Tab.StatusOf(Home));
        Assert.Equal(HttpStatusCode.Unauthorized, await there.Tab.StatusOf(Home));
    }

    [Fact]
    public async Task S6_Lost_right_is_lost_on_both_nodes_at_the_next_request()
    {
        var (here, there, key) = await Member();
        Assert.Equal(HttpStatusCode.SeeOther, await here.Post(Number, "encore là", $"s6-{key}-0"));
        Assert.Equal(HttpStatusCode.SeeOther, await there.Post(Number, "là aussi", $"s6-{key}-1"));

        await nodes.Office.Restrict(key);

        foreach (var person in new[] { here, there })
        {
            Assert.Equal(HttpStatusCode.NotFound, await person.Post(Number, "trop tard", Guid.NewGuid().ToString("N")));
            Assert.Equal(HttpStatusCode.NotFound, await person.Tab.StatusOf(Page));
            Assert.Equal(HttpStatusCode.OK, await person.Tab.StatusOf(Home));
        }
    }

    [Theory]
    [InlineData("signed out")]
    [InlineData("removed")]
    [InlineData("disabled")]
    public async Task H3_Link_at_one_node_is_silent_and_closed_after_the_end_at_the_other(string end)
    {
        var (here, there, key) = await Member();
        var topic = $"request/{await there.KeyOf(Number)}";
        await using var link = await there.Link();
        Assert.Null(await link.Watch(topic));
        await nodes.Office.Post(topic["request/".Length..], DemoPeople.Nora, "avant");
        Assert.Equal(topic, (await link.Next()).Topic);
        var heard = Heard(link, topic);

        await (end switch
        {
            "signed out" => here.SignOut(),
            "removed" => nodes.Office.Remove(key),
            _ => nodes.Office.Disable(key),
        });
        var since = Stopwatch.StartNew();
        while (since.Elapsed < Silent && !link.Closed.IsCompleted)
            await nodes.Office.Post(topic["request/".Length..], DemoPeople.Nora, "après");
        await link.Closed.WaitAsync(Closed - since.Elapsed);

        // Pushes follow the order of commits: nothing that was written after the end gets through, not even in the first moment.
        Assert.Equal(heard, Heard(link, topic));
    }

    [Fact]
    public async Task H8_Fifty_messages_posted_through_the_other_node_during_a_cut_are_there_once_and_in_order()
    {
        var (here, there, _) = await Member();
        var topic = $"request/{await there.KeyOf(Number)}";
        var link = await there.Link();
        Assert.Null(await link.Watch(topic));
        var tick = await there.LastTick(Number);
        await link.DisposeAsync();
        for (var i = 1; i <= 50; i++)
            Assert.Equal(HttpStatusCode.SeeOther, await here.Post(Number, $"[[coupure {i}]]", Guid.NewGuid().ToString("N")));

        var since = Stopwatch.StartNew();
        await using var again = await there.Link();
        Assert.Null(await again.Watch(topic));
        var missed = await there.Thread(Number, tick);

        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal(Enumerable.Range(1, 50).Select(i => $"[[coupure {i}]]"),
            missed.Select(m => m.Text).Where(t => t.StartsWith("[[coupure", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.SeeOther, await here.Post(Number, "ensuite", Guid.NewGuid().ToString("N")));
        Assert.Equal(topic, (await again.Next()).Topic);
    }

    private static int Heard(HubLink link, string topic) => link.Raw.Count(r => r.Contains(topic, StringComparison.Ordinal));

    /// <summary>A fresh member of Brumont's space, his browser at both nodes.</summary>
    private async Task<(Person Here, Person There, string Key)> Member()
    {
        var (account, key) = await nodes.Office.Colleague();
        var here = await _cluster.SignIn(0, account);
        var there = here.On(_cluster[1].Address);
        Assert.Equal(HttpStatusCode.OK, await there.Tab.StatusOf(Page));
        return (here, there, key);
    }
}
