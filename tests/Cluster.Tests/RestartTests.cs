using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>All nodes lose their power at once, or a release is rolled out: one node after the other, while people write.</summary>
public sealed class RestartTests
{
    private const int Nobody = -1;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly string[] Numbers = ["2026-000002", "2026-000003"];
    private readonly OperationRecord _record = new();
    private readonly ConcurrentQueue<string> _failed = new();
    private volatile int _leaving = Nobody;

    [Fact]
    public async Task One_of_three_nodes_killed_at_once_is_back_alone_within_ten_seconds_with_all_that_was_acknowledged()
    {
        await using var cluster = await NodeCluster.Start(3);
        var nora = await cluster.SignIn(0, DemoPeople.Nora);
        var nodes = cluster.Nodes.Select(n => nora.On(n.Address)).ToList();
        foreach (var (node, i) in nodes.Select((n, i) => (n, i)))
            Assert.Equal(HttpStatusCode.SeeOther, await node.Post(Numbers[0], $"[[before {i}]]", $"before-{i}"));

        foreach (var node in cluster.Nodes)
            node.Kill();
        var since = Stopwatch.StartNew();
        await cluster[1].Start();

        Assert.InRange(since.Elapsed, TimeSpan.Zero, Soon);
        Assert.Equal(HttpStatusCode.SeeOther, await nodes[1].Post(Numbers[0], "[[after]]", "after"));
        Assert.InRange(since.Elapsed, TimeSpan.Zero, Soon);
        Assert.Equal(["[[before 0]]", "[[before 1]]", "[[before 2]]", "[[after]]"],
            (await nodes[1].Thread(Numbers[0])).Select(m => m.Text).Where(t => t.Length > 0));
        Assert.Empty(cluster[1].Alarms);
    }

    [Fact]
    public async Task Nodes_stopped_and_started_one_by_one_fail_no_post_at_the_other_and_lose_none()
    {
        await using var cluster = await NodeCluster.Start(2);
        var people = new[] { await cluster.SignIn(0, DemoPeople.Nora), await cluster.SignIn(1, DemoPeople.Irene), await cluster.SignIn(0, DemoPeople.Claire) };
        using var over = new CancellationTokenSource();
        var talking = people.SelectMany(p => Numbers.Select(n => Talk(cluster, p, n, over.Token))).ToList();
        await More();

        for (var node = 0; node < cluster.Nodes.Count; node++)
        {
            _leaving = node;
            Assert.Equal(0, await cluster[node].Stop());
            await More();
            await cluster[node].Start();
            _leaving = Nobody;
            await More();
        }
        await over.CancelAsync();
        await Task.WhenAll(talking);

        Assert.True(_failed.IsEmpty, string.Join('\n', [.. _failed, .. cluster.Nodes.Select(n => n.Log)]));
        Assert.All(cluster.Nodes, n => Assert.Empty(n.Alarms));
        foreach (var number in Numbers)
            _record.Check(await people[0].Thread(number), id => id.Contains(number, StringComparison.Ordinal));
    }

    /// <summary>Some posts later.</summary>
    private Task More()
    {
        var enough = _record.Count(Outcome.Ok) + 30;
        return Eventually.True(() => Task.FromResult(_record.Count(Outcome.Ok) >= enough || !_failed.IsEmpty), TimeSpan.FromSeconds(30));
    }

    /// <summary>Writes through all nodes in turn but the one that a balancer has taken out. What that one had and lost is sent again elsewhere.</summary>
    private async Task Talk(NodeCluster cluster, Person person, string number, CancellationToken over)
    {
        var nodes = cluster.Nodes.Select(n => person.On(n.Address)).ToArray();
        var turn = 0;
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            var id = $"[[{person.Name} {number} {i}]]";
            for (var done = false; !done;)
            {
                var node = turn++ % nodes.Length;
                if (node == _leaving)
                    continue;
                done = await _record.Run(id, () => nodes[node].Post(number, id, $"{person.Name}-{number}-{i}")) is Outcome.Ok;
                if (!done && node != _leaving)
                    _failed.Enqueue($"{id} at node {node}");
            }
        }
    }
}
