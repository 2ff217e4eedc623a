using System.Diagnostics;
using System.Net;
using Grains.Accounts.SignIn;
using Npgsql;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>Row B10 over several nodes: however many there are and whichever dies, a source may try as often as at one.</summary>
public sealed class ThrottleTests
{
    private const string Door = "/multi-siren/connexion";

    // Within the minute that a try counts: what is slower than that proves nothing, and fails.
    private static readonly (string, string)[] Twenty = [("Throttle__SignInsPerMinute", "20")];

    [Fact]
    public async Task B10_Two_nodes_let_as_many_through_as_one()
    {
        await using var cluster = await NodeCluster.Start(2, settings: Twenty);
        using var sprayer = new Spray(cluster);

        var passed = 0;
        for (var i = 0; i < 40; i++)
            passed += await sprayer.Passes(i % 2) ? 1 : 0;

        Assert.Equal(20, passed);
    }

    [Fact]
    public async Task B10_Kill_of_all_nodes_forgives_nothing_that_was_stored()
    {
        await using var cluster = await NodeCluster.Start(2);
        // Twenty an hour, so that it does not matter how long a start takes.
        using var visitor = new Tab(cluster[1].Address);
        for (var i = 0; i < 15; i++)
            Assert.Equal(HttpStatusCode.SeeOther, await LeaveNumber(i % 2 == 0 ? visitor : visitor.On(cluster[0].Address)));
        // Written behind, every five seconds.
        await Eventually.True(async () =>
            await cluster.Sql(
                "SELECT sum((s ->> 'Tries')::int) FROM orleans_throttle, json_array_elements(convert_from(payload, 'UTF8')::json -> 'Segments') s") is 15L,
                    TimeSpan.FromSeconds(15));

        foreach (var node in cluster.Nodes)
            node.Kill();
        await cluster[1].Start();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 7; i++)
            answers.Add(await LeaveNumber(visitor));

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.SeeOther, 5), HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers);
    }

    [Fact]
    public async Task B10_Store_that_does_not_answer_leaves_the_node_s_own_limit_and_half_a_second()
    {
        await using var cluster = await NodeCluster.Start(1, settings: Twenty);
        using var sprayer = new Spray(cluster);
        await using var holder = new NpgsqlConnection($"{cluster.Server.ConnectionString(cluster.Store)};Pooling=false");
        await holder.OpenAsync();
        await using var hold = new NpgsqlCommand("BEGIN; LOCK TABLE orleans_throttle IN ACCESS EXCLUSIVE MODE", holder);
        await hold.ExecuteNonQueryAsync();

        var since = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => sprayer.Try(0)));

        Assert.Equal(20, answers.Count(a => a is HttpStatusCode.BadRequest));
        Assert.Equal(10, answers.Count(a => a is HttpStatusCode.TooManyRequests));
        // The store's own patience is 5 s.
        Assert.InRange(since.Elapsed, TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(3));
    }

    private static async Task<HttpStatusCode> LeaveNumber(Tab visitor)
    {
        const string page = "/employeur/inscription/sans-numero";
        using var answer =
            await visitor.Send(page, await visitor.Form(page), ("siren", "390 114 825"), ("nom", "Inès Torvalec"), ("telephone", "06 39 98 00 10"),
                ("courriel", "ines@quillevreuse.example"));
        return answer.StatusCode;
    }

    /// <summary>One address with forms that the page refuses after the throttle: no account, no lock.</summary>
    private sealed class Spray(NodeCluster cluster) : IDisposable
    {
        private readonly IReadOnlyList<Tab> _tabs = [.. cluster.Nodes.Select(n => new Tab(n.Address))];

        public async Task<HttpStatusCode> Try(int node)
        {
            using var answer = await _tabs[node].Client.PostAsync(Door, new FormUrlEncodedContent([]));
            return answer.StatusCode;
        }

        public async Task<bool> Passes(int node)
        {
            var status = await Try(node);
            Assert.Contains(status, new[] { HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests });
            return status is HttpStatusCode.BadRequest;
        }

        public void Dispose()
        {
            foreach (var tab in _tabs)
                tab.Dispose();
        }
    }
}
