using System.Net;
using Dapper;
using Grains.Commits;
using Grains.Tests.Clustering;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime;
using Silo.Clustering;
using Silo.Keys;
using Silo.Storage;
using Silo.Storage.PostgreSql;
using Tests.Fixtures;

namespace Grains.Tests.Storage;

/// <summary>A silo that was declared dead and does not know it yet: what it still writes would be unknown to those that took its grains over.</summary>
public sealed class WriterFenceTests : IAsyncLifetime
{
    private static readonly SiloAddress Silo = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11111), 7);
    private readonly SiloLease _lease = new(new LocalSilo(Silo), new ServiceCollection().BuildServiceProvider());
    private PostgreSqlDatabase _database = null!;
    private PostgreSqlStore _store = null!;
    private NpgsqlConnection _behind = null!;

    [Theory]
    [InlineData("UPDATE orleans_silo SET status = 6")]
    [InlineData("DELETE FROM orleans_silo")]
    public async Task Silo_that_the_table_calls_dead_writes_nothing(string death)
    {
        Assert.Equal(CommitVerdict.Committed, (await Commit("g/1", 0)).Verdict);

        await _behind.ExecuteAsync(death);

        await Assert.ThrowsAsync<IOException>(() => Commit("g/1", 1));
        Assert.Equal(1, await _store.VersionOf("g/1"));
    }

    [Fact]
    public async Task Silo_that_is_leaving_writes_what_it_has_begun()
    {
        await _behind.ExecuteAsync("UPDATE orleans_silo SET status = 4");

        Assert.Equal(CommitVerdict.Committed, (await Commit("g/1", 0)).Verdict);
    }

    public async Task InitializeAsync()
    {
        var server = await PostgresServer.Shared;
        var address = await server.CreateDatabase();
        _database = new PostgreSqlDatabase(address);
        await _database.Open(default);
        _behind = new NpgsqlConnection(server.ConnectionString(address) + ";Pooling=false");
        await _behind.ExecuteAsync(
            "INSERT INTO orleans_cluster (deployment) VALUES ('guichet'); INSERT INTO orleans_silo VALUES ('guichet', '127.0.0.1', 11111, 7, 's', 'h', 3, 0, NULL, now(), now())");
        _lease.Renew(SiloLease.Now());
        _store = new PostgreSqlStore(_database, MasterKey.Parse([Convert.ToBase64String(new byte[32])]), new CommitBatchOptions(), _lease);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _database.DisposeAsync();
        await _behind.DisposeAsync();
        _lease.Dispose();
    }

    private Task<CommitOutcome> Commit(string grain, long version) =>
        _store.Commit(new CommitUnit(grain, version, "{}"u8.ToArray(), Condition.None, null, [], DateTimeOffset.UnixEpoch)).AsTask();
}
