using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;

namespace Silo.Clustering;

/// <summary>
/// A silo joins only when all that the table calls active have answered. Those that were killed together with their cluster never will, and
/// nobody is left to declare them dead: a silo that starts does it, where no process listens any more or a whole machine has fallen silent.
/// </summary>
internal sealed class DefunctSiloCleanup(IOptions<AdoNetClusteringSiloOptions> clustering) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    // Twice as long as a living silo takes from one sign of life in the table to the next.
    private static readonly TimeSpan Listening = TimeSpan.FromSeconds(4);

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(DefunctSiloCleanup), ServiceLifecycleStage.First, Clear);

    private async Task Clear(CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(clustering.Value.ConnectionString!);
        var unheard = new List<(string, int, int, DateTime)>();
        foreach (var silo in await Active(database, cancel))
        {
            switch (await Knock(silo, cancel))
            {
                case SocketError.Success: break;
                case SocketError.ConnectionRefused when silo.Host == Dns.GetHostName():
                    await Bury(database, silo, cancel);
                    break;
                case SocketError.ConnectionRefused:
                    unheard.Add(silo.Life);
                    break;
                default:
                    if (silo.Silent)
                        await Bury(database, silo, cancel);
                    break;
            }
        }
        if (unheard.Count == 0)
            return;
        await Task.Delay(Listening, cancel);
        foreach (var silo in (await Active(database, cancel)).IntersectBy(unheard, s => s.Life))
            await Bury(database, silo, cancel);
    }

    private static async Task<List<Listed>> Active(NpgsqlDataSource database, CancellationToken cancel)
    {
        // 3 is active, 6 dead.
        await using var command =
            database.CreateCommand(
                "SELECT deployment, address, port, generation, host, alive_at, alive_at < now() - interval '30 seconds' FROM orleans_silo WHERE status = 3");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var found = new List<Listed>();
        while (await rows.ReadAsync(cancel))
            found.Add(
                new Listed(rows.GetString(0), rows.GetString(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetString(4), rows.GetDateTime(5),
                    rows.GetBoolean(6)));
        return found;
    }

    /// <summary>
    /// On its own machine a refusal is certain; from another a firewall may have refused. One that is suspended still accepts connections; one
    /// that is out of reach from here alone still says to the database every 2 s that it lives.
    /// </summary>
    private static ValueTask<SocketError> Knock(Listed silo, CancellationToken cancel) =>
        Clustering.Knock.At(new IPEndPoint(IPAddress.Parse(silo.Address), silo.Port), Patience, cancel);

    private static async Task Bury(NpgsqlDataSource database, Listed silo, CancellationToken cancel)
    {
        // In the order of Orleans' own changes, so that none overtakes it.
        await using var command = database.CreateCommand(
            """
            WITH moved AS (UPDATE orleans_cluster SET version = version + 1 WHERE deployment = $1 RETURNING 1)
            UPDATE orleans_silo SET status = 6
            WHERE deployment = $1 AND address = $2 AND port = $3 AND generation = $4 AND status = 3 AND EXISTS (SELECT FROM moved)
            """);
        foreach (var value in new object[] { silo.Cluster, silo.Address, silo.Port, silo.Generation })
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <param name="Silent">It has not said for half a minute that it lives.</param>
    private sealed record Listed(string Cluster, string Address, int Port, int Generation, string Host, DateTime AliveAt, bool Silent)
    {
        /// <summary>Another one at each sign of life.</summary>
        public (string, int, int, DateTime) Life => (Address, Port, Generation, AliveAt);
    }
}
