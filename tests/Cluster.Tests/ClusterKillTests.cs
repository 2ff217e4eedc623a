using System.Globalization;
using System.Net;
using Silo.Demo;
using Tests.Fixtures.Cluster;
using Xunit.Abstractions;

namespace Cluster.Tests;

public sealed class ClusterKillTests(ITestOutputHelper output)
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("GUICHET_KILLS") ?? "20", CultureInfo.InvariantCulture);
    private static readonly int Nodes = int.Parse(Environment.GetEnvironmentVariable("GUICHET_NODES") ?? "2", CultureInfo.InvariantCulture);
    private static readonly string[] Numbers = ["2026-000002", "2026-000003"];
    private readonly OperationRecord _record = new();

    /// <summary>
    /// People post through whichever node answers while nodes are killed and PostgreSQL is stopped as by a crash. Some send again under
    /// their key until they are answered, some give up, some send a key again with other words, which must be refused. Beside them requests live whole
    /// lives, from a draft over a piece handed in to a close, and applicants are let in. In the end everybody's badge is what their list says.
    /// </summary>
    [Fact]
    public async Task Record_of_operations_is_right_after_kills_of_nodes_and_crashes_of_the_database()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("GUICHET_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        Console.WriteLine($"ClusterKillTests: seed {seed}, {Kills} kills of {Nodes} nodes");
        var dice = new Random(seed);
        await using var cluster = await NodeCluster.Start(Nodes, ownServer: true);
        var people = new[] { await cluster.SignIn(0, DemoPeople.Nora), await cluster.SignIn(1, DemoPeople.Irene), await cluster.SignIn(0, DemoPeople.Claire) };

        var errands = new Errands(cluster, people[0], people[2]);
        var applicants = new Applicants(cluster, people[0]);
        await errands.Prepare();
        await applicants.Ask(8);

        using var over = new CancellationTokenSource();
        var living = new[] { errands.Run(over.Token), applicants.Answer(over.Token) };
        var talking = people.SelectMany(p => Numbers.Select(n => Talk(cluster, p, n, new Random(dice.Next()), over.Token))).ToList();
        var reading = Numbers.Select(n => Read(cluster, people[0], n, over.Token)).ToList();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await Task.Delay(dice.Next(20, 800));
            var node = cluster[dice.Next(Nodes)];
            node.Kill();
            // Twice in the run the database goes too, while one node is away and the others write.
            if (kill == Math.Max(1, Kills / 3) || kill == Math.Max(2, 2 * Kills / 3))
            {
                await Task.Delay(dice.Next(20, 300));
                await cluster.Server.StopImmediate();
                await Task.Delay(dice.Next(100, 1500));
                await cluster.Server.Start();
            }
            await node.Start();
        }
        await over.CancelAsync();
        await Task.WhenAll([.. talking, .. reading, .. living]);

        output.WriteLine($"seed {seed}: {_record.Count(Outcome.Ok)} ok, {_record.Count(Outcome.Fail)} refused, {_record.Count(Outcome.Unknown)} unknown");
        foreach (var number in Numbers)
        {
            var threads = await Task.WhenAll(cluster.Nodes.Select(n => people[0].On(n.Address).Thread(number)));
            Assert.All(threads, thread => Assert.Equal(threads[0], thread));
            _record.Check(threads[0], id => id.Contains(number, StringComparison.Ordinal));
        }
        await errands.Check();
        await applicants.Check();
        foreach (var person in people.SkipLast(1))
            Assert.Equal(await person.Unread(), await person.Badge());
        Assert.True(errands.Count > 0, "No request lived through the run.");
        Assert.True(_record.Count(Outcome.Ok) > 2 * Kills && _record.Count(Outcome.Fail) > 0, "The load did not run.");
    }

    private async Task Talk(NodeCluster cluster, Person person, string number, Random dice, CancellationToken over)
    {
        var nodes = cluster.Nodes.Select(n => person.On(n.Address)).ToArray();
        var turn = dice.Next(Nodes);
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            var id = $"[[{person.Name} {number} {i}]]";
            // A balancer sends what one node did not answer to the next.
            Task<HttpStatusCode> Send(string text) => nodes[turn++ % Nodes].Post(number, text, $"{person.Name}-{number}-{i}");
            if (dice.Next(10) == 0)
                await _record.Run(id, () => Send(id));
            else
            {
                await _record.Insist(id, () => Send(id));
                if (dice.Next(10) == 0)
                    await _record.Insist($"[[{person.Name} {number} {i} autre]]", () => Send($"[[{person.Name} {number} {i} autre]]"));
            }
        }
    }

    private async Task Read(NodeCluster cluster, Person person, string number, CancellationToken over)
    {
        var nodes = cluster.Nodes.Select(n => person.On(n.Address)).ToArray();
        for (var turn = 0; !over.IsCancellationRequested; turn++)
        {
            try
            {
                _record.Seen($"reader of {number}", [.. (await nodes[turn % Nodes].Thread(number)).Select(m => m.Seq)]);
            }
            catch (Exception e) when (OperationRecord.IsLost(e))
            {
                // Away; the next one is asked.
            }
            await Task.Delay(100, CancellationToken.None);
        }
    }
}
