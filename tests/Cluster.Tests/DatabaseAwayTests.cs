using System.Diagnostics;
using System.Net;
using Npgsql;
using Silo.Demo;
using Tests.Fixtures.Cluster;

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

    /// <summary>It stops answering in the middle of a page, when the session is read already: that page, too, says so within 5 s.</summary>
    [Fact]
    public async Task Page_whose_rows_do_not_come_is_given_up_within_five_seconds()
    {
        await using var cluster = await NodeCluster.Start(1);
        var nora = await cluster.SignIn(0, DemoPeople.Nora);
        string[] pages = ["accueil", "demandes", "demandes/2026-000003"];
        foreach (var page in pages)
            Assert.Equal(HttpStatusCode.OK, await nora.Tab.StatusOf($"/{nora.Portal}/{page}"));
        await using var holder = new NpgsqlConnection($"{cluster.Server.ConnectionString(cluster.Store)};Pooling=false");
        await holder.OpenAsync();

        foreach (var page in pages)
        {
            await using (var held = await holder.BeginTransactionAsync())
            {
                await using (var locks = new NpgsqlCommand("LOCK TABLE request_list IN ACCESS EXCLUSIVE MODE", holder, held))
                    await locks.ExecuteNonQueryAsync();
                var asked = Stopwatch.StartNew();
                Assert.Equal(HttpStatusCode.ServiceUnavailable, await nora.Tab.StatusOf($"/{nora.Portal}/{page}"));
                Assert.InRange(asked.Elapsed, TimeSpan.Zero, Patience);
            }
            await Eventually.True(async () => await nora.Tab.StatusOf($"/{nora.Portal}/{page}") is HttpStatusCode.OK, Patience);
        }
    }

    /// <summary>A server that neither answers nor breaks off: whatever is opened or sent hears so within 5 s, each time.</summary>
    [Fact]
    public async Task Frozen_database_is_said_within_five_seconds_on_every_page()
    {
        const string number = "2026-000003";
        await using var cluster = await NodeCluster.Start(1, faults: true);
        var nora = await cluster.SignIn(0, DemoPeople.Nora);
        Assert.Equal(HttpStatusCode.SeeOther, await nora.Post(number, "[[before]]", "before"));

        List<(string What, HttpStatusCode Answer, double Seconds)> answers = [];
        cluster.Proxies[0].Freeze(newOnes: true);
        for (var i = 0; i < 2; i++)
        {
            foreach (var page in new[] { "accueil", "demandes", $"demandes/{number}", "profil" })
                await Ask(page, () => nora.Tab.StatusOf($"/{nora.Portal}/{page}"));
            await Ask("message", () => nora.Post(number, "[[frozen]]", "frozen"));
        }
        cluster.Proxies[0].Thaw();

        Assert.Equal([], answers.Where(a => a.Answer is not HttpStatusCode.ServiceUnavailable || a.Seconds > Patience.TotalSeconds));
        await Eventually.True(async () => await nora.Post(number, "[[frozen]]", "frozen") is HttpStatusCode.SeeOther, Patience);
        Assert.Equal(["[[before]]", "[[frozen]]"], (await nora.Thread(number)).Select(m => m.Text).Where(t => t.Length > 0));

        async Task Ask(string what, Func<Task<HttpStatusCode>> ask)
        {
            var asked = Stopwatch.StartNew();
            answers.Add((what, await ask(), asked.Elapsed.TotalSeconds));
        }
    }
}
