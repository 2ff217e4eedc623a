using Dapper;
using Npgsql;
using Silo.Storage.PostgreSql;
using Tests.Fixtures;

namespace Grains.Tests.Storage;

/// <summary>
/// Who is in the cluster stood in tables of their own before they became an ordinary migration; stores of either kind are brought up to date.
/// </summary>
public sealed class MembershipMigrationTests
{
    private const string Name = "0010_orleans_membership.sql";

    [Theory]
    [InlineData("DROP TABLE orleans_silo, orleans_cluster, orleansquery")]
    [InlineData(
        "UPDATE orleansquery SET querytext = 'SELECT 1'; INSERT INTO orleans_cluster (deployment, version) VALUES ('guichet', 7); INSERT INTO migration (name) VALUES ('0001_orleans_membership.sql')")]
    public async Task Store_with_or_without_the_former_tables_gets_the_statements_of_today(string former)
    {
        var server = await PostgresServer.Shared;
        var address = await server.CreateDatabase();
        await using (var database = new PostgreSqlDatabase(address))
            await database.Open(default);
        await using var connection = new NpgsqlConnection(server.ConnectionString(address) + ";Pooling=false");
        await connection.OpenAsync();
        var expected = await Statements(connection);
        await connection.ExecuteAsync($"{former}; DELETE FROM migration WHERE name = '{Name}'");

        await using (var database = new PostgreSqlDatabase(address))
            await database.Open(default);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, await Statements(connection));
        Assert.Equal(former.Contains("'guichet'", StringComparison.Ordinal) ? 7 : null,
            await connection.ExecuteScalarAsync<int?>("SELECT version FROM orleans_cluster"));
    }

    private static async Task<string[]> Statements(NpgsqlConnection connection) =>
        [.. await connection.QueryAsync<string>("SELECT querykey || querytext FROM orleansquery WHERE querykey NOT LIKE '%Storage%' ORDER BY querykey")];
}
