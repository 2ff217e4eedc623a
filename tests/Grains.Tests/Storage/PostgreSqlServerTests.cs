using Dapper;
using Grains;
using Grains.Commits;
using Npgsql;
using Silo.Storage.PostgreSql;
using Tests.Fixtures;

namespace Grains.Tests.Storage;

/// <summary>What a node demands of its PostgreSQL, and how nodes that start together share it.</summary>
public sealed class PostgreSqlServerTests
{
    [Theory]
    [InlineData("fsync")]
    [InlineData("full_page_writes")]
    public async Task Server_that_would_lose_what_it_acknowledged_is_refused(string setting)
    {
        await using var server = await PostgresServer.StartNew();
        var address = await server.CreateDatabase();
        await using (var connection = new NpgsqlConnection(server.ConnectionString(address) + ";Pooling=false"))
        {
            await connection.ExecuteAsync($"ALTER SYSTEM SET {setting} = off");
            await connection.ExecuteAsync("SELECT pg_reload_conf()");
            for (var look = 0; look < 100 && await connection.ExecuteScalarAsync<string>($"SHOW {setting}") != "off"; look++)
                await Task.Delay(20);
        }

        await using var database = new PostgreSqlDatabase(address);
        var refused = await Assert.ThrowsAsync<SettingRefusedException>(() => database.Open(default));

        Assert.Contains($"{setting}=off", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_that_start_together_migrate_once()
    {
        var address = await (await PostgresServer.Shared).CreateDatabase();

        var databases = Enumerable.Range(0, 6).Select(_ => new PostgreSqlDatabase(address)).ToList();
        await Task.WhenAll(databases.Select(d => d.Open(default)));
        var keys = await Task.WhenAll(databases.Select(d => d.DemoKey(default)));

        Assert.Single(keys.Distinct());
        foreach (var database in databases)
            await database.DisposeAsync();
    }

    /// <summary>People wait 4 s for a page at most; an index of a large store is made in minutes.</summary>
    [Fact]
    public async Task Start_waits_for_a_migration_as_long_as_it_takes()
    {
        var server = await PostgresServer.Shared;
        var address = await server.CreateDatabase();
        await using (var database = new PostgreSqlDatabase(address))
            await database.Open(default);
        await using var other = new NpgsqlConnection(server.ConnectionString(address) + ";Pooling=false");
        await other.OpenAsync();
        await using var held = await other.BeginTransactionAsync();
        await other.ExecuteAsync("LOCK TABLE migration", transaction: held);

        await using var again = new PostgreSqlDatabase(address);
        var opening = again.Open(default);
        Assert.NotSame(opening, await Task.WhenAny(opening, Task.Delay(TimeSpan.FromSeconds(6))));
        await held.RollbackAsync();

        await opening;
    }

    [Fact]
    public async Task Reading_connection_cannot_write_and_gives_up_after_four_seconds()
    {
        await using var database = new PostgreSqlDatabase(await (await PostgresServer.Shared).CreateDatabase());
        await database.Open(default);
        await using var reading = await database.Reading.OpenConnectionAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => reading.ExecuteAsync("DELETE FROM setting"));

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
        Assert.Equal("4s", await reading.ExecuteScalarAsync<string>("SHOW statement_timeout"));
    }

    [Theory]
    [InlineData("postgres://nora:s%40fe@db.example:6432/guichet?SSL%20Mode=Require",
        "Host=db.example;Port=6432;Database=guichet;Username=nora;Password=s@fe;SSL Mode=Require")]
    [InlineData("postgresql://nora@db.example/guichet", "Host=db.example;Port=5432;Database=guichet;Username=nora")]
    [InlineData("Host=db.example;Database=guichet", "Host=db.example;Database=guichet")]
    public void Address_is_read(string address, string expected)
    {
        Assert.True(PostgreSqlDatabase.IsAddress(address));
        Assert.True(PostgreSqlDatabase.Parse(address).EquivalentTo(new NpgsqlConnectionStringBuilder(expected)));
    }

    [Theory]
    [InlineData("postgres://")]
    [InlineData("postgres://db.example/guichet?colour=blue")]
    [InlineData("Host=a;colour=blue")]
    public void Address_that_is_none_is_refused_in_a_sentence(string address) =>
        Assert.Contains("STORE", Assert.Throws<SettingRefusedException>(() => PostgreSqlDatabase.Parse(address)).Message, StringComparison.Ordinal);

    [Fact]
    public void Notices_fit_their_payloads_and_lose_nothing()
    {
        var notices = Enumerable.Range(0, 300)
            .Select(i => new ChangeNotification($"request/é{i}", i, [.. Enumerable.Range(0, i).Select(t => new Notify($"account/personne-{t}", t))])).ToList();

        var payloads = NotificationText.Write(notices);

        Assert.All(payloads, p => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(p), 1, 7_500));
        var heard = payloads.SelectMany(NotificationText.Read).GroupBy(n => (n.Grain, n.Version))
            .Select(g => (g.Key, Topics: g.SelectMany(n => n.Topics).ToList())).ToList();
        Assert.Equal(notices.Select(n => (n.Grain, n.Version)), heard.Select(h => h.Key));
        Assert.Equal(notices.Select(n => n.Topics.Count), heard.Select(h => h.Topics.Count));
    }
}
