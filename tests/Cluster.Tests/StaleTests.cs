using System.Diagnostics;
using System.Net;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>A node that hears nothing of the others, or was not running at all, still says nothing that is no longer true.</summary>
[Collection(TwoNodes.Name)]
public sealed class StaleTests(TwoNodes nodes)
{
    private const string Number = "2026-000003";
    private const string Page = $"/multi-siren/demandes/{Number}";
    private const string Home = "/multi-siren/accueil";
    /// <summary>Said on the feed's connection only.</summary>
    private const string Feed = "LISTEN guichet";
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Suspension = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("GUICHET_LONG") == "1" ? 60 : 7);
    private readonly NodeCluster _cluster = nodes.Cluster;

    public enum Fault
    {
        /// <summary>The feed's connection breaks; the next one is good.</summary>
        Cut,
        /// <summary>It stays open and nothing comes any more.</summary>
        HalfOpen,
        /// <summary>And neither on any that follows.</summary>
        Silent,
    }

    [Theory]
    [InlineData(Fault.Cut)]
    [InlineData(Fault.HalfOpen)]
    [InlineData(Fault.Silent)]
    public async Task Node_whose_feed_fails_gives_no_stale_answer_and_its_watchers_catch_up(Fault fault)
    {
        var proxy = _cluster.Proxies[1];
        proxy.Thaw();
        await Eventually.True(() => Task.FromResult(proxy.Count(Feed) == 1));
        var (writer, _) = await There();
        var (restricted, restrictedKey) = await There();
        var (removed, removedKey) = await There();
        var topic = $"request/{await writer.KeyOf(Number)}";
        await using var link = await writer.Link();
        await using var removedLink = await removed.Link();
        Assert.Null(await link.Watch(topic));
        Assert.Null(await removedLink.Watch(topic));
        var tick = await writer.LastTick(Number);

        Break(proxy, fault);
        var since = Stopwatch.StartNew();
        await nodes.Office.Restrict(restrictedKey);
        await nodes.Office.Remove(removedKey);
        await nodes.Office.Post(topic["request/".Length..], DemoPeople.Nora, $"[[pendant {fault}]]");

        // At once what is asked of the store; after 2 s at the latest what a copy in memory might still answer.
        Assert.Equal(HttpStatusCode.NotFound, await restricted.Tab.StatusOf(Page));
        Assert.Equal(HttpStatusCode.Unauthorized, await removed.Tab.StatusOf(Home));
        await Task.Delay(Doubt);
        Assert.Equal(HttpStatusCode.NotFound, await restricted.Post(Number, "trop tard", Guid.NewGuid().ToString("N")));
        Assert.Equal(HttpStatusCode.SeeOther, await writer.Post(Number, $"[[après {fault}]]", Guid.NewGuid().ToString("N")));
        Assert.Equal([$"[[pendant {fault}]]", $"[[après {fault}]]"], (await writer.Thread(Number, tick)).Select(m => m.Text));
        // From a half-open connection the node frees itself.
        if (fault is Fault.Silent)
            proxy.Thaw();
        Assert.Contains((await link.Next(TimeSpan.FromSeconds(10))).Topic, new[] { HubLink.Again, topic });
        await removedLink.Closed.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await nodes.Office.Post(topic["request/".Length..], DemoPeople.Nora, "et ensuite");
        await Heard(link, topic);
    }

    [Fact]
    public async Task Node_that_was_suspended_answers_nothing_stale_once_it_runs_again()
    {
        var (signedOut, _) = await There();
        var (removed, removedKey) = await There();
        var (restricted, restrictedKey) = await There();
        var (reader, _) = await There();
        var (victim, _) = await nodes.Office.Colleague();
        var topic = $"request/{await reader.KeyOf(Number)}";
        await using var removedLink = await removed.Link();
        await using var link = await reader.Link();
        Assert.Null(await removedLink.Watch(topic));
        Assert.Null(await link.Watch(topic));
        var tick = await reader.LastTick(Number);
        using var captured = signedOut.Tab.Copy(_cluster[1].Address);
        // Each of them has acted here: the node has what it would need to answer by heart.
        Assert.Equal(HttpStatusCode.OK, (await _cluster.Visitor(1, victim).TypePassword("Pas-le-bon-mot-1788")).StatusCode);

        _cluster[1].Freeze();
        try
        {
            await signedOut.On(_cluster[0].Address).SignOut();
            await nodes.Office.Remove(removedKey);
            await nodes.Office.Restrict(restrictedKey);
            await nodes.Office.Post(topic["request/".Length..], DemoPeople.Nora, "[[pendant]]");
            for (var i = 0; i < 4; i++)
                await _cluster.Visitor(0, victim).TypePassword("Pas-le-bon-mot-1788");
            await Task.Delay(Suspension);
        }
        finally
        {
            await _cluster[1].Resume();
        }

        var answers = await Task.WhenAll(
            captured.StatusOf(Home), removed.Tab.StatusOf(Home), restricted.Tab.StatusOf(Page),
                restricted.Post(Number, "trop tard", Guid.NewGuid().ToString("N")));
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.NotFound], answers);
        Assert.Equal(HttpStatusCode.OK, (await _cluster.Visitor(1, victim).TypePassword()).StatusCode);
        Assert.Contains("[[pendant]]", (await reader.Thread(Number, tick)).Select(m => m.Text));
        await removedLink.Closed.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.DoesNotContain(removedLink.Raw, r => r.Contains("change", StringComparison.Ordinal));
    }

    private static void Break(FaultProxy proxy, Fault fault)
    {
        if (fault is Fault.Cut)
            proxy.Cut(Feed);
        else
            proxy.Freeze(Feed, newOnes: fault is Fault.Silent);
    }

    private static async Task Heard(HubLink link, string topic)
    {
        while ((await link.Next()).Topic != topic)
        {
        }
    }

    /// <summary>A fresh member of Brumont's space at the node that will be in trouble.</summary>
    private async Task<(Person Person, string Key)> There()
    {
        var (account, key) = await nodes.Office.Colleague();
        var person = await _cluster.SignIn(1, account);
        Assert.Equal(HttpStatusCode.OK, await person.Tab.StatusOf(Page));
        // Opened once, its token serves later posts: those must not ask for the page first.
        Assert.Equal(HttpStatusCode.SeeOther, await person.Post(Number, "bonjour", Guid.NewGuid().ToString("N")));
        return (person, key);
    }
}
