using Npgsql;
using Silo.Demo;

namespace Tests.Fixtures.Cluster;

/// <summary>Several nodes on one PostgreSQL database, with fresh demo data. What they print and where they fail is theirs to tell.</summary>
public sealed class NodeCluster : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Seeded = new(Seed);
    private readonly List<IDisposable> _closing = [];
    private readonly bool _ownServer;
    private Office? _office;

    private NodeCluster(PostgresServer server, string store, bool ownServer) => (Server, Store, _ownServer) = (server, store, ownServer);

    public PostgresServer Server { get; }

    /// <summary>The database's address, without anything in between.</summary>
    public string Store { get; }

    public IReadOnlyList<Node> Nodes { get; private set; } = [];

    /// <summary>What lies between each node and PostgreSQL, when asked for; the last one is the office's.</summary>
    public IReadOnlyList<FaultProxy> Proxies { get; private set; } = [];

    public Node this[int node] => Nodes[node];

    /// <param name="faults">Each node reaches PostgreSQL through a proxy of its own.</param>
    /// <param name="ownServer">A PostgreSQL that this cluster's test may stop.</param>
    public static async Task<NodeCluster> Start(int nodes, bool faults = false, bool ownServer = false,
        params IReadOnlyList<(string Name, string Value)> settings)
    {
        var server = ownServer ? await PostgresServer.StartNew() : await PostgresServer.Shared;
        var cluster = new NodeCluster(server, await server.CreateDatabase(ownServer ? null : await Seeded.Value), ownServer);
        if (faults)
            cluster.Proxies = [.. Enumerable.Range(0, nodes + 1).Select(_ => new FaultProxy(server.Port))];
        cluster.Nodes = [.. Enumerable.Range(0, nodes).Select(i => new Node(cluster.StoreOf(i), settings: settings))];
        // All at once: where nothing is seeded yet, schema, demo and key are made by one of them while the others wait.
        try
        {
            await Task.WhenAll(cluster.Nodes.Select(n => n.Start()));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A demo's database on the shared server, made once and copied for each cluster; nobody was ever its member.</summary>
    private static async Task<string> Seed()
    {
        var server = await PostgresServer.Shared;
        await using var first = new NodeCluster(server, await server.CreateDatabase(), ownServer: false);
        using var node = new Node(first.Store);
        await node.Start();
        Assert.Equal(0, await node.Stop());
        await first.Sql("DELETE FROM orleans_silo");
        return first.Store;
    }

    /// <summary>The database as this node finds it.</summary>
    private string StoreOf(int node) => Proxies.Count == 0 ? Store : Server.Address(PostgresServer.NameOf(Store), Proxies[node].Port);

    /// <summary>One more node, without pages.</summary>
    public async Task<Node> Worker()
    {
        var worker = new Node(Store, worker: true);
        _closing.Add(worker);
        await worker.Start();
        return worker;
    }

    /// <summary>Looks into the database, behind the nodes' backs.</summary>
    public async Task<object?> Sql(string statement, params IEnumerable<object> values)
    {
        await using var connection = new NpgsqlConnection($"{Server.ConnectionString(Store)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync();
    }

    /// <summary>One more node of the cluster, inside this process, for what no page offers yet.</summary>
    public async Task<Office> Office() => _office ??= await Cluster.Office.Open(StoreOf(Nodes.Count));

    /// <summary>The node inside this process leaves; what it did others do.</summary>
    public async Task CloseOffice()
    {
        if (_office is { } office)
            await office.DisposeAsync();
        _office = null;
    }

    public async Task<Person> SignIn(int node, DemoPerson person)
    {
        var somebody = new Person(Nodes[node].Address, person.FirstName);
        _closing.Add(somebody);
        await somebody.SignIn();
        return somebody;
    }

    public async Task<Person> SignIn(int node, Account account)
    {
        var somebody = Visitor(node, account);
        await somebody.SignIn();
        return somebody;
    }

    /// <summary>Somebody at the door.</summary>
    public Person Visitor(int node, Account account)
    {
        var somebody = new Person(Nodes[node].Address, account);
        _closing.Add(somebody);
        return somebody;
    }

    /// <summary>A balancer in front of the first two nodes.</summary>
    public async Task<Balancer> Front(BalancerKind kind)
    {
        var balancer = await Balancer.Start(kind, Nodes[0], Nodes[1]);
        _closing.Add(balancer);
        return balancer;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var thing in _closing)
            thing.Dispose();
        if (_office is not null)
            await _office.DisposeAsync(Nodes.SelectMany(n => n.Log.Split('\n')).Where(l => l.Contains("declared dead", StringComparison.Ordinal)));
        foreach (var node in Nodes)
            node.Dispose();
        foreach (var proxy in Proxies)
            proxy.Dispose();
        if (_ownServer)
            await Server.DisposeAsync();
    }
}
