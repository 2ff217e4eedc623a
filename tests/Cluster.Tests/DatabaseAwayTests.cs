using System.Diagnostics;
using System.Net;
using Silo.Demo;

namespace Cluster.Tests;

public sealed class DatabaseAwayTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>While PostgreSQL is stopped people hear so within 5 s; 5 s after its return the same form is done, once.</summary>
    [Fact]
    public async Task Stopped_database_is_said_within_five_seconds_and_forgotten_within_five()
    {
        const string number = "2026-000003";
        await using var cluster = await NodeCluster.Start(2, ownServer: true);
        var nora = await cluster.SignIn(0, DemoPeople.Nora);
        Assert.Equal(HttpStatusCode.SeeOther, await nora.Post(number, "[[before]]", "before"));
        var nodes = cluster.Nodes.Select(n => nora.On(n.Address)).ToList();

        await cluster.Server.StopImmediate();
        foreach (var (node, i) in nodes.Select((n, i) => (n, i)))
        {
            var asked = Stopwatch.StartNew();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await node.Post(number, $"[[away {i}]]", $"away-{i}"));
            Assert.InRange(asked.Elapsed, TimeSpan.Zero, Patience);
            Assert.Equal(HttpStatusCode.OK, await node.Tab.StatusOf("/health/ready"));
        }
        await cluster.Server.Start();

        foreach (var (node, i) in nodes.Select((n, i) => (n, i)))
            await Eventually.True(async () => await node.Post(number, $"[[away {i}]]", $"away-{i}") is HttpStatusCode.SeeOther, Patience);
        Assert.Equal(["[[before]]", "[[away 0]]", "[[away 1]]"], (await nora.Thread(number)).Select(m => m.Text).Where(t => t.Length > 0));
    }
}
