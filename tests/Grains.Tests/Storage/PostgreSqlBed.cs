using Grains.Commits;
using Npgsql;
using Silo.Keys;
using Silo.Storage;
using Silo.Storage.PostgreSql;
using Tests.Fixtures;

namespace Grains.Tests.Storage;

/// <summary>A database of its own on the tests' PostgreSQL.</summary>
internal sealed class PostgreSqlBed(PostgresServer server, string address) : StoreBed
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

    public static async Task<PostgreSqlBed> Make()
    {
        var server = await PostgresServer.Shared;
        var bed = new PostgreSqlBed(server, await server.CreateDatabase());
        await bed.Open();
        return bed;
    }

    public override async Task Reopen()
    {
        // What was told before this whisper comes before it: nothing is on its way any more.
        var heard = new TaskCompletionSource();
        using (_feed.ListenToWhispers((_, _) => heard.TrySetResult()))
        {
            _feed.Whisper("bed", "reopens");
            await heard.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
        await Close();
        await Open();
    }

    public override async Task<IAsyncDisposable> Block()
    {
        var holder = new NpgsqlConnection(server.ConnectionString(address) + ";Pooling=false");
        await holder.OpenAsync();
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE grain, operation, claim, job, sequence, setting IN EXCLUSIVE MODE", holder);
        await command.ExecuteNonQueryAsync();
        return holder;
    }

    public override async ValueTask DisposeAsync() => await Close();

    private async Task Open()
    {
        _database = new PostgreSqlDatabase(address).Prepare();
        _feed = new PostgreSqlFeed(_database);
        _store = new PostgreSqlStore(_database, _key, new DrainOptions());
        await _feed.Listening;
    }

    private async Task Close()
    {
        await _store.DisposeAsync();
        await _feed.DisposeAsync();
        await _database.DisposeAsync();
    }
}
