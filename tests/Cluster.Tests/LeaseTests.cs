using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Cluster.Tests.Tally;
using Xunit.Abstractions;
using TallyRecord = Cluster.Tests.Tally.Tally;

namespace Cluster.Tests;

/// <summary>Answers from memory under the lease, while nodes join, leave, die, stall and lose the database.</summary>
public sealed class LeaseTests(ITestOutputHelper output)
{
    private const int NodeCount = 3;
    private static readonly string[] Keys = [.. Enumerable.Range(0, 10).Select(i => $"key-{i}")];
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("GUICHET_LONG") == "1" ? 300 : 45);
    private readonly ConcurrentDictionary<string, TallyRecord> _acknowledged = new();
    private readonly ConcurrentQueue<string> _stale = new();
    private int _answers;
    private int _writes;

    [Fact]
    public async Task No_answer_is_older_than_what_was_acknowledged_before_it_was_asked_for()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("GUICHET_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        Console.WriteLine($"LeaseTests: seed {seed}");
        var dice = new Random(seed);
        await using var server = await PostgresServer.StartNew();
        var store = await server.CreateDatabase();
        var proxies = Enumerable.Range(0, NodeCount).Select(_ => new FaultProxy(server.Port)).ToArray();
        var nodes = proxies.Select(p => new Node(server.Address(PostgresServer.NameOf(store), p.Port), settings: [("Portals__0__Slug", "p"), .. Node.ProductionProbes])
        {
            Program = (typeof(TallyNode).Assembly.Location, TallyNode.Argument),
        }).ToArray();
        await Task.WhenAll(nodes.Select(n => n.Start()));

        using var over = new CancellationTokenSource(Length);
        var load = Keys.SelectMany(key => new[] { Write(nodes, key, new Random(dice.Next()), over.Token), Read(nodes, key, new Random(dice.Next()), over.Token), Read(nodes, key, new Random(dice.Next()), over.Token) }).ToList();
        var done = new List<string>();
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(dice.Next(200, 2000), CancellationToken.None);
            var victim = dice.Next(NodeCount);
            await Revive(nodes[victim]);
            try
            {
                done.Add(await Trouble(dice, nodes[victim], proxies[victim], server));
            }
            catch (InvalidOperationException e) when (nodes[victim].HasEnded || e.Message.Contains("ended with 70", StringComparison.Ordinal))
            {
                // The others had declared it dead for the trouble before this one.
            }
        }
        await Task.WhenAll(load);
        foreach (var node in nodes)
        {
            await Revive(node);
            node.Dispose();
        }
        foreach (var proxy in proxies)
            proxy.Dispose();

        output.WriteLine($"seed {seed}: {_answers} answers, {_writes} writes, {string.Join(", ", done.CountBy(d => d).Select(d => $"{d.Value} × {d.Key}"))}");
        Assert.True(_stale.IsEmpty, $"{_stale.Count} stale answers: {string.Join('\n', _stale.Take(10))}");
        Assert.True(_answers > 1000 && _writes > 100, $"The load did not run: {_answers} answers, {_writes} writes.");
    }

    private static async Task<string> Trouble(Random dice, Node node, FaultProxy proxy, PostgresServer server)
    {
        switch (dice.Next(6))
        {
            case 0:
                node.Kill();
                await node.Start();
                return "killed";
            case 1:
                await node.Stop();
                await node.Start();
                return "left";
            case 2:
                node.Freeze();
                await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(500, 6000)));
                node.Thaw();
                return "stopped";
            case 3:
                proxy.Freeze(newOnes: true);
                await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(500, 7000)));
                proxy.Thaw();
                return "cut from the database";
            case 4:
                proxy.Cut();
                return "connections broken";
            default:
                await server.StopImmediate();
                await Task.Delay(dice.Next(100, 1500));
                await server.Start();
                return "database restarted";
        }
    }

    /// <summary>As its supervisor: a node that the others declared dead ends with 70 and is started again.</summary>
    private static async Task Revive(Node node)
    {
        if (!node.HasEnded)
            return;
        Assert.Equal(70, await node.Ended(TimeSpan.FromSeconds(5)));
        await node.Start();
    }

    private async Task Write(Node[] nodes, string key, Random dice, CancellationToken over)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(12) };
        while (!over.IsCancellationRequested)
        {
            var operation = Guid.NewGuid().ToString("N");
            // Sent again until somebody answers: the operation makes twice once.
            while (!over.IsCancellationRequested)
            {
                if (await Ask(client, HttpMethod.Post, new Uri(nodes[dice.Next(nodes.Length)].Address, $"{key}/{operation}")) is not { } count)
                    continue;
                Interlocked.Increment(ref _writes);
                _acknowledged.AddOrUpdate(key, count, (_, known) => known.Count > count.Count ? known : count);
                break;
            }
            await Task.Delay(dice.Next(5, 60), CancellationToken.None);
        }
    }

    private async Task Read(Node[] nodes, string key, Random dice, CancellationToken over)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(12) };
        while (!over.IsCancellationRequested)
        {
            var floor = _acknowledged.GetValueOrDefault(key, new TallyRecord(0, ""));
            var node = dice.Next(nodes.Length);
            if (await Ask(client, HttpMethod.Get, new Uri(nodes[node].Address, key)) is { } count)
            {
                Interlocked.Increment(ref _answers);
                if (count.Count < floor.Count)
                    _stale.Enqueue($"{key} asked at node {node}: {DateTime.UtcNow:ss.fff} {count} after {floor} was acknowledged");
            }
            await Task.Delay(dice.Next(1, 20), CancellationToken.None);
        }
    }

    private static async Task<TallyRecord?> Ask(HttpClient client, HttpMethod method, Uri address)
    {
        try
        {
            using var request = new HttpRequestMessage(method, address);
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode is HttpStatusCode.OK)
                return await answer.Content.ReadFromJsonAsync<TallyRecord>();
        }
        catch (Exception e) when (OperationRecord.IsLost(e))
        {
            // Away; another is asked.
        }
        await Task.Delay(20);
        return null;
    }
}
