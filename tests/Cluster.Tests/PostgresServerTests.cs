using Npgsql;

namespace Cluster.Tests;

/// <summary>The tests' own database server does what the other tests take for granted.</summary>
public sealed class PostgresServerTests
{
    [Fact]
    public async Task Committed_rows_survive_an_immediate_stop()
    {
        await using var server = await PostgresServer.StartNew();
        var database = await server.CreateDatabase();
        await Execute(server, database, "CREATE TABLE kept(word text); INSERT INTO kept VALUES ('émeraude')");

        await server.StopImmediate();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Execute(server, database, "SELECT 1"));
        await server.Start();

        Assert.Contains("émeraude", await server.Dump(database), StringComparison.Ordinal);
        Assert.DoesNotContain("émeraude", await server.Dump(await server.CreateDatabase()), StringComparison.Ordinal);
    }

    private static async Task Execute(PostgresServer server, string database, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
