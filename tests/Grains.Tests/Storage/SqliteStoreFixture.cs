using Grains.Commits;
using Microsoft.Data.Sqlite;
using Silo.Keys;
using Silo.Storage;
using Silo.Storage.Sqlite;

namespace Grains.Tests.Storage;

internal sealed class SqliteStoreFixture : StoreFixture
{
    private readonly string _directory = Directory.CreateTempSubdirectory("guichet-store-").FullName;
    private readonly MasterKey _key = MasterKey.Parse([Convert.ToBase64String(new byte[32])]);
    private SqliteStore _store;

    public SqliteStoreFixture() => _store = Open();

    public override IStateStore Store => _store;

    public override IJobStore Jobs => _store.Jobs;

    public override IChangeFeed Feed => _store.Feed;

    public string Path => System.IO.Path.Combine(_directory, "guichet.db");

    public SqliteStore Open()
    {
        var store = new SqliteStore(Path, _key, new InProcessFeed());
        // SQLite answers at once: nothing is waited for.
        store.Open(default).GetAwaiter().GetResult();
        return store;
    }

    public override async Task Reopen()
    {
        _store.Dispose();
        await _store.Feed.DisposeAsync();
        _store = Open();
    }

    public override async Task<IAsyncDisposable> Block()
    {
        var holder = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ToString());
        await holder.OpenAsync();
        await using var command = holder.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync();
        return holder;
    }

    // One commit is judged after the other here, in one drain as in several: there is nothing to wait for.
    public override Task Taken() => Task.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        _store.Dispose();
        await _store.Feed.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
