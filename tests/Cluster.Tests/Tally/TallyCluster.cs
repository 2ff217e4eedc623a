using System.Net;
using Npgsql;
using Tests.Fixtures;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests.Tally;

/// <summary>Nodes of the tally with production's probes. What lies between any two of them, and between each and the database, can fail.</summary>
public sealed class TallyCluster : IAsyncDisposable
{
    /// <summary>As Orleans numbers them.</summary>
    private const int Dead = 6;
    private readonly string _store;
    private readonly bool _ownServer;
    private readonly FaultProxy[] _databases;
    private readonly Dictionary<(int From, int To), FaultProxy> _ways = [];
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(4) };

    private TallyCluster(PostgresServer server, string store, bool ownServer, int nodes)
    {
        (Server, _store, _ownServer) = (server, store, ownServer);
        var ports = Enumerable.Range(0, nodes).Select(_ => Ports.Free()).ToArray();
        _databases = [.. ports.Select(_ => new FaultProxy(server.Port))];
        foreach (var from in Enumerable.Range(0, nodes))
        {
            foreach (var to in Enumerable.Range(0, nodes).Where(to => to != from))
                _ways[(from, to)] = new FaultProxy(ports[to]);
        }
        Nodes = [.. ports.Select((port, i) => new Node(
            server.Address(PostgresServer.NameOf(store), _databases[i].Port),
            settings: [("Portals__0__Slug", "p"), (TallyNode.Routes, RoutesOf(i, ports)), .. Node.ProductionProbes])
        {
            SiloPort = port, Program = (typeof(TallyNode).Assembly.Location, TallyNode.Argument),
        })];
    }

    public PostgresServer Server { get; }

    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>What lies between each node and the database.</summary>
    public IReadOnlyList<FaultProxy> Databases => _databases;

    /// <param name="ownServer">A PostgreSQL that the test may stop.</param>
    public static async Task<TallyCluster> Start(int nodes, bool ownServer = false)
    {
        var server = ownServer ? await PostgresServer.StartNew() : await PostgresServer.Shared;
        var cluster = new TallyCluster(server, await server.CreateDatabase(), ownServer, nodes);
        await Task.WhenAll(cluster.Nodes.Select(n => n.Start()));
        return cluster;
    }

    /// <summary>Nothing passes between these nodes on connections that the first has opened, nor on new ones.</summary>
    public void CutWay(int from, int to) => _ways[(from, to)].Freeze(newOnes: true);

    /// <summary>As a cable that is pulled: nothing reaches it and nobody hears of it, but whoever asks it on its own machine.</summary>
    public void Unplug(int node)
    {
        CutDatabase(node);
        foreach (var (_, way) in _ways.Where(w => w.Key.From == node || w.Key.To == node))
            way.Freeze(newOnes: true);
    }

    public void CutDatabase(int node) => _databases[node].Freeze(newOnes: true);

    /// <summary>All ways lead again; what was on its way arrives.</summary>
    public void Mend()
    {
        foreach (var way in _databases.Concat(_ways.Values))
            way.Thaw();
    }

    /// <summary>As its supervisor: a node that the others declared dead ends with 70 and is started again.</summary>
    public async Task Revive(int node)
    {
        if (!Nodes[node].HasEnded)
            return;
        Assert.Equal(70, await Nodes[node].Ended(TimeSpan.FromSeconds(5)));
        await Nodes[node].Start();
    }

    /// <summary>All ways lead, all nodes run and are members.</summary>
    public async Task Heal()
    {
        Mend();
        await Eventually.True(async () =>
        {
            foreach (var node in Enumerable.Range(0, Nodes.Count))
                await Revive(node);
            return await Members() == Nodes.Count && (await Task.WhenAll(Enumerable.Range(0, Nodes.Count).Select(IsReady))).All(r => r is true);
        }, TimeSpan.FromSeconds(30));
    }

    /// <summary>Whether the membership table calls this node's newest silo dead.</summary>
    public async Task<bool> IsDead(int node) =>
        await Sql($"SELECT status FROM orleans_silo WHERE port = {Nodes[node].SiloPort} ORDER BY generation DESC LIMIT 1") is Dead;

    public async Task<long> Members() => (long)(await Sql("SELECT count(*) FROM orleans_silo WHERE status = 3"))!;

    /// <summary>Null when it does not answer.</summary>
    public async Task<bool?> IsReady(int node)
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(Nodes[node].Address, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (OperationRecord.IsLost(e))
        {
            return null;
        }
    }

    /// <summary>How many silos this node has declared dead, by what found them: <c>knock</c>, <c>silence</c>, <c>probe</c>.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Deaths(int node) =>
        (await _client.GetFromJsonAsync<Dictionary<string, long>>(new Uri(Nodes[node].Address, "/deaths")))!;

    /// <summary>From memory; null when there was no answer.</summary>
    public Task<Tally?> Count(int node, string key) => Ask(HttpMethod.Get, node, key);

    public Task<Tally?> Add(int node, string key, string operation) => Ask(HttpMethod.Post, node, $"{key}/{operation}");

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            if (node.HasEnded)
                Assert.Equal(70, await node.Ended(TimeSpan.FromSeconds(5)));
            node.Dispose();
        }
        foreach (var way in _databases.Concat(_ways.Values))
            way.Dispose();
        _client.Dispose();
        if (_ownServer)
            await Server.DisposeAsync();
    }

    private string RoutesOf(int node, int[] ports) => string.Join(',', _ways.Where(w => w.Key.From == node).Select(w => $"{ports[w.Key.To]}={w.Value.Port}"));

    private async Task<Tally?> Ask(HttpMethod method, int node, string what)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(Nodes[node].Address, what));
            using var answer = await _client.SendAsync(request);
            return answer.StatusCode is HttpStatusCode.OK ? await answer.Content.ReadFromJsonAsync<Tally>() : null;
        }
        catch (Exception e) when (OperationRecord.IsLost(e))
        {
            return null;
        }
    }

    private async Task<object?> Sql(string statement)
    {
        await using var connection = new NpgsqlConnection($"{Server.ConnectionString(_store)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }
}
