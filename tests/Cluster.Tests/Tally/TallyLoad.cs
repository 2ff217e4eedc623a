using System.Collections.Concurrent;

namespace Cluster.Tests.Tally;

/// <summary>A writer and two readers a key, each at any node. No answer may be older than what was acknowledged before it was asked for.</summary>
internal sealed class TallyLoad(TallyCluster cluster)
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 10).Select(i => $"key-{i}")];
    private readonly ConcurrentDictionary<string, Tally> _acknowledged = new();
    private readonly ConcurrentQueue<string> _stale = new();
    private int _answers;
    private int _writes;

    public int Answers => _answers;

    public int Writes => _writes;

    public IReadOnlyCollection<string> Stale => _stale;

    public Task Run(Random dice, CancellationToken over)
    {
        Random Own() => new(dice.Next());
        return Task.WhenAll(Keys.SelectMany(key => new[] { Write(key, Own(), over), Read(key, Own(), over), Read(key, Own(), over) }).ToList());
    }

    /// <summary>Asks one node for every key. It may be one that does not run: then it is asked once it does.</summary>
    public Task ReadAll(int node) => Task.WhenAll(Keys.Select(key => Read(key, node)));

    private async Task Write(string key, Random dice, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var operation = Guid.NewGuid().ToString("N");
            // Sent again until somebody answers: the operation makes twice once.
            Tally? count = null;
            while (count is null && !over.IsCancellationRequested)
            {
                count = await cluster.Add(dice.Next(cluster.Nodes.Count), key, operation);
                await Task.Delay(count is null ? 20 : dice.Next(5, 60), CancellationToken.None);
            }
            if (count is null)
                return;
            Interlocked.Increment(ref _writes);
            _acknowledged.AddOrUpdate(key, count, (_, known) => known.Count > count.Count ? known : count);
        }
    }

    private async Task Read(string key, Random dice, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(await Read(key, dice.Next(cluster.Nodes.Count)) ? dice.Next(1, 20) : 20, CancellationToken.None);
        }
    }

    private async Task<bool> Read(string key, int node)
    {
        var floor = _acknowledged.GetValueOrDefault(key, new Tally(0, ""));
        if (await cluster.Count(node, key) is not { } count)
            return false;
        Interlocked.Increment(ref _answers);
        if (count.Count < floor.Count)
            _stale.Enqueue($"{key} asked at node {node}: {DateTime.UtcNow:ss.fff} {count} after {floor} was acknowledged");
        return true;
    }
}
