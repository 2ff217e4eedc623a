using System.Collections.Concurrent;
using System.Diagnostics;

namespace Cluster.Tests.Tally;

/// <summary>A writer and two readers a key, each at any node. No answer may be older than what was acknowledged before it was asked for.</summary>
internal sealed class TallyLoad(TallyCluster cluster)
{
    private const int Nobody = -1;
    private static readonly string[] Keys = [.. Enumerable.Range(0, 10).Select(i => $"key-{i}")];
    private readonly ConcurrentDictionary<string, Tally> _acknowledged = new();
    private readonly ConcurrentQueue<string> _stale = new();
    private int _answers;
    private int _writes;
    private int _writing;
    private volatile bool _paused;
    private volatile int _spared = Nobody;

    public int Answers => _answers;

    public int Writes => _writes;

    public IReadOnlyCollection<string> Stale => _stale;

    public Task Run(Random dice, CancellationToken over)
    {
        Random Own() => new(dice.Next());
        return Task.WhenAll(Keys.SelectMany(key => new[] { Write(key, Own(), over), Read(key, Own(), over), Read(key, Own(), over) }).ToList());
    }

    /// <summary>Keys that this node's silo wrote last: once others have written them its memory is stale.</summary>
    public int HeldBy(int node) => _acknowledged.Values.Count(t => t.By.Contains($":{cluster.Nodes[node].SiloPort}:", StringComparison.Ordinal));

    /// <summary>Ends once every key was written.</summary>
    public Task Begun() => Eventually.True(() => Task.FromResult(_acknowledged.Count == Keys.Length), TimeSpan.FromSeconds(30));

    /// <summary>
    /// Does this to a node while no write is under way; from then on writers leave it alone. A commit that fails drops what a grain remembers, and
    /// what it remembers is what shall be asked for.
    /// </summary>
    public async Task Strike(int node, Action trouble)
    {
        _paused = true;
        for (var since = Stopwatch.StartNew(); Volatile.Read(ref _writing) > 0 && since.Elapsed < TimeSpan.FromSeconds(4);)
            await Task.Delay(5);
        trouble();
        (_spared, _paused) = (node, false);
    }

    /// <summary>Writers ask all nodes again.</summary>
    public void SpareNobody() => _spared = Nobody;

    /// <summary>Ends once other silos have written every key that this node held, or after 15 s.</summary>
    public async Task Lost(int node)
    {
        for (var since = Stopwatch.StartNew(); HeldBy(node) > 0 && since.Elapsed < TimeSpan.FromSeconds(15);)
            await Task.Delay(50);
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
                count = await Add(Writable(dice), key, operation);
                await Task.Delay(count is null ? 20 : dice.Next(5, 60), CancellationToken.None);
            }
            if (count is null)
                return;
            Interlocked.Increment(ref _writes);
            _acknowledged.AddOrUpdate(key, count, (_, known) => known.Count > count.Count ? known : count);
        }
    }

    private async Task<Tally?> Add(int node, string key, string operation)
    {
        while (_paused)
            await Task.Delay(5);
        Interlocked.Increment(ref _writing);
        try
        {
            return await cluster.Add(node, key, operation);
        }
        finally
        {
            Interlocked.Decrement(ref _writing);
        }
    }

    private int Writable(Random dice)
    {
        var node = dice.Next(cluster.Nodes.Count);
        return node == _spared ? (node + 1) % cluster.Nodes.Count : node;
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
