using Grains.Commits;
using Npgsql;
using Silo.Keys;
using Silo.Storage;
using Silo.Storage.PostgreSql;
using Tests.Fixtures;

namespace Grains.Tests.Storage;

/// <summary>A database of its own on the tests' PostgreSQL.</summary>
internal sealed class PostgreSqlStoreFixture(PostgresServer server, string address, int writers) : StoreFixture
{
    private readonly MasterKey _key = MasterKey.Parse([Convert.ToBase64String(new byte[32])]);
    private PostgreSqlDatabase _database = null!;
    private PostgreSqlFeed _feed = null!;
    private PostgreSqlStore _store = null!;

    public override IStateStore Store => _store;

    public override IJobStore Jobs => _store.Jobs;

    public override IChangeFeed Feed => _feed;

    public PostgresServer Server => server;

    public string Address => address;

    /// <param name="writers">One makes drains follow each other: what waits together is written together.</param>
    public static async Task<PostgreSqlStoreFixture> Make(int writers = 2)
    {
        var server = await PostgresServer.Shared;
        var bed = new PostgreSqlStoreFixture(server, await server.CreateDatabase(), writers);
        await bed.Open();
        return bed;
    }

    public override async Task Reopen()
    {
        // What was told before this broadcast comes before it: nothing is on its way any more.
        var heard = new TaskCompletionSource();
        using (_feed.ListenToBroadcasts((_, _) => heard.TrySetResult()))
        {
            _feed.Broadcast("bed", "reopens");
            await heard.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
        await Close();
        await Open();
    }

    public override Task<IAsyncDisposable> Block() => Hold("LOCK TABLE grain, operation, claim, job, sequence, setting IN EXCLUSIVE MODE");

    public override Task Taken() => Waiting(1);

    /// <summary>Done when as many sessions of this database wait for a lock.</summary>
    public async Task Waiting(int sessions)
    {
        await using var watch = await Connect();
        await Eventually.True(async () =>
        {
            await using var command =
                new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", watch);
            return (long)(await command.ExecuteScalarAsync())! >= sessions;
        });
    }

    /// <summary>Another node on the same database.</summary>
    public PostgreSqlStore OtherNode() => new(_database, _key, new CommitBatchOptions { Writers = 1 });

    /// <summary>A table, or the row of a grain, held from now on until the answer is disposed.</summary>
    public async Task<IAsyncDisposable> Hold(string sql)
    {
        var holder = await Connect();
        await using var command = new NpgsqlCommand($"BEGIN; {sql}", holder);
        await command.ExecuteNonQueryAsync();
        return holder;
    }

    public override async ValueTask DisposeAsync() => await Close();

    private async Task<NpgsqlConnection> Connect()
    {
        var connection = new NpgsqlConnection(server.ConnectionString(address) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private async Task Open()
    {
        _database = new PostgreSqlDatabase(address);
        await _database.Open(default);
        _feed = new PostgreSqlFeed(_database);
        await _feed.Open(default);
        _store = new PostgreSqlStore(_database, _key, new CommitBatchOptions { Writers = writers });
        await _feed.Listening;
    }

    private async Task Close()
    {
        await _store.DisposeAsync();
        await _feed.DisposeAsync();
        await _database.DisposeAsync();
    }
}
