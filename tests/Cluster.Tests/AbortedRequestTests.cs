using System.Net;
using Npgsql;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

public sealed class AbortedRequestTests
{
    /// <summary>Whoever holds the reload key down leaves no statement behind: each ends with its request, long before its own limit of 5 s.</summary>
    [Theory]
    [InlineData("demandes", "request_list")]
    [InlineData("accueil", "request_list")]
    [InlineData("fragments/badge", "request_list")]
    [InlineData("demandes/2026-000003", "entry")]
    public async Task Statement_ends_with_the_request_that_asked_for_it(string page, string table)
    {
        await using var cluster = await NodeCluster.Start(1);
        var nora = await cluster.SignIn(0, DemoPeople.Nora);
        Assert.Equal(HttpStatusCode.OK, await nora.Tab.StatusOf($"/{nora.Portal}/{page}"));
        await using var database = NpgsqlDataSource.Create(cluster.Server.ConnectionString(cluster.Store));
        await using var holder = await database.OpenConnectionAsync();
        await using var held = await holder.BeginTransactionAsync();
        await Run(holder, $"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE");

        using var leaving = new CancellationTokenSource();
        var asked = nora.Tab.Client.GetAsync($"/{nora.Portal}/{page}", leaving.Token);
        await Eventually.True(async () => await Waiting(database, table) > 0, TimeSpan.FromSeconds(4));
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Eventually.True(async () => await Waiting(database, table) == 0, TimeSpan.FromSeconds(2));
        Assert.DoesNotContain("fail: ", cluster[0].Log, StringComparison.Ordinal);
    }

    private static async Task<long> Waiting(NpgsqlDataSource database, string table)
    {
        await using var command = database.CreateCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%' || $1 || '%'");
        command.Parameters.Add(new NpgsqlParameter { Value = table });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
