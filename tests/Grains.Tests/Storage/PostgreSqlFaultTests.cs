using System.Text;
using Dapper;
using Grains.Commits;
using Npgsql;
using Silo.Keys;
using Silo.Storage;
using Silo.Storage.PostgreSql;
using Tests.Fixtures;

namespace Grains.Tests.Storage;

/// <summary>Faults after which a node's own connections and loops must go on: a link that breaks, a server that lets nobody in, or is silent.</summary>
public sealed class PostgreSqlFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string _role = $"node_{Guid.NewGuid():N}";
    private PostgresServer _server = null!;
    private FaultProxy _proxy = null!;
    private PostgreSqlDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.Shared;
        var name = PostgresServer.NameOf(await _server.CreateDatabase());
        await Order($"CREATE ROLE {_role} SUPERUSER LOGIN");
        _proxy = new FaultProxy(_server.Port);
        _database = new PostgreSqlDatabase($"postgres://{_role}@127.0.0.1:{_proxy.Port}/{name}");
        await _database.Open(default);
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _proxy.Dispose();
    }

    [Fact]
    public async Task Writer_that_is_not_let_in_to_ask_what_became_of_a_commit_says_so_and_goes_on()
    {
        var key = MasterKey.Parse([Convert.ToBase64String(new byte[32])]);
        await using var store = new PostgreSqlStore(_database, key, new CommitBatchOptions { Writers = 1 });
        await Commit(store, "test/1", "first");
        await Order($"ALTER ROLE {_role} NOLOGIN");
        _ = _proxy.LoseAnswerTo("[[lost]]");

        await Assert.ThrowsAsync<IOException>(() => Commit(store, "test/2", "[[lost]]").WaitAsync(Patience));

        await Order($"ALTER ROLE {_role} LOGIN");
        Assert.Equal(CommitVerdict.Committed, (await Commit(store, "test/3", "next").WaitAsync(Patience)).Verdict);
    }

    [Fact]
    public async Task Who_is_not_let_in_hears_that_the_store_is_away_and_is_served_when_it_is_back()
    {
        var key = MasterKey.Parse([Convert.ToBase64String(new byte[32])]);
        await using var store = new PostgreSqlStore(_database, key, new CommitBatchOptions { Writers = 1 });
        await Commit(store, "test/1", "first");
        await Order($"ALTER ROLE {_role} NOLOGIN");
        _proxy.Cut();

        await Assert.ThrowsAsync<IOException>(() => Commit(store, "test/2", "second").WaitAsync(Patience));
        await Assert.ThrowsAsync<IOException>(async () => await store.Load("test/1"));
        await Assert.ThrowsAsync<IOException>(async () => await store.DrawNumbers("s", 1));

        await Order($"ALTER ROLE {_role} LOGIN");
        Assert.Equal(CommitVerdict.Committed, (await Commit(store, "test/2", "second").WaitAsync(Patience)).Verdict);
    }

    [Fact]
    public async Task Feed_that_was_not_let_in_for_a_while_speaks_again()
    {
        await using var feed = new PostgreSqlFeed(_database);
        await feed.Open(default);
        await feed.Listening.WaitAsync(Patience);
        await Order($"ALTER ROLE {_role} NOLOGIN");
        _proxy.Cut();
        // Both of its connections have asked and been refused by then.
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await Order($"ALTER ROLE {_role} LOGIN");

        var heard = new TaskCompletionSource();
        using var listening = feed.ListenToBroadcasts((_, _) => heard.TrySetResult());
        await Eventually.True(async () =>
        {
            feed.Broadcast("test", "again");
            await Task.WhenAny(heard.Task, Task.Delay(200));
            return heard.Task.IsCompleted;
        }, Patience);
    }

    private static Task<CommitOutcome> Commit(PostgreSqlStore store, string grain, string state) =>
        store.Commit(new CommitUnit(grain, 0, Encoding.UTF8.GetBytes(state), Condition.None, null, [], DateTimeOffset.UtcNow)).AsTask();

    private async Task Order(string sql)
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionString("postgres") + ";Pooling=false");
        await connection.ExecuteAsync(sql);
    }
}
