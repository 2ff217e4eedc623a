using System.Diagnostics;
using System.Net;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

public sealed class OneRequestTests
{
    private const int Callers = 32;
    private const int Posts = 5;

    /// <summary>The worst that compare-and-set can meet: everybody writes the same key, from everywhere.</summary>
    [Fact]
    public async Task Three_nodes_with_32_callers_each_on_one_request_fail_no_call_and_leave_no_gap()
    {
        const string number = "2026-000003";
        await using var cluster = await NodeCluster.Start(3);
        var people = new[] { await cluster.SignIn(0, DemoPeople.Nora), await cluster.SignIn(1, DemoPeople.Irene), await cluster.SignIn(2, DemoPeople.Claire) };
        // What is asked here is the writing, not three cold nodes that draw their first pages for ninety-six at once.
        var open = new List<Person>();
        foreach (var node in cluster.Nodes)
            foreach (var person in people)
            {
                var there = person.On(node.Address);
                Assert.True(await there.Say(number, "Bonjour", $"first-{open.Count}"));
                open.Add(there);
            }
        var before = (await people[0].Thread(number)).Count;
        var callers =
            cluster.Nodes.SelectMany((node, n) =>
                Enumerable.Range(0, Callers).Select(c => (Person: open[n * people.Length + c % people.Length].On(node.Address), Name: $"{n}/{c}"))).ToList();
        var record = new OperationRecord();
        var started = Stopwatch.StartNew();

        await Task.WhenAll(callers.Select(async caller =>
        {
            for (var i = 0; i < Posts; i++)
                await record.Insist($"[[{caller.Name}/{i}]]", () => caller.Person.Post(number, $"[[{caller.Name}/{i}]]", $"key-{caller.Name}-{i}"));
            caller.Person.Dispose();
        }));

        var took = started.Elapsed.TotalSeconds;
        var all = cluster.Nodes.Count * Callers * Posts;
        Console.WriteLine($"{all} posts on one request over 3 nodes: {all / took:F0}/s");
        Assert.Equal(all, record.Count(Outcome.Ok));
        foreach (var node in cluster.Nodes)
        {
            using var reader = people[0].On(node.Address);
            var thread = await reader.Thread(number);
            Assert.Equal(before + all, thread.Count);
            record.Check(thread, _ => true);
        }
        foreach (var person in open)
            person.Dispose();
    }
}
