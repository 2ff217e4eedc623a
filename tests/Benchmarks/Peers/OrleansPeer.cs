using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans;
using Orleans.Hosting;
using Orleans.Providers;
using Silo.Clustering;
using Tests.Fixtures;

namespace Bench;

public sealed class PlainThread
{
    public long Count { get; set; }

    public List<string> Last { get; set; } = [];
}

public interface IPlainThreadGrain : IGrainWithStringKey
{
    Task<long> Post(string text);

    Task<long> Count();
}

/// <summary>As Orleans' own guides write it: the state, with the last 32 messages in it, is written whole at each post. No rights, no rows, no jobs.</summary>
[StorageProvider(ProviderName = "plain")]
public sealed class PlainThreadGrain : Grain<PlainThread>, IPlainThreadGrain
{
    public async Task<long> Post(string text)
    {
        State.Count++;
        State.Last.Add(text);
        if (State.Last.Count > 32)
            State.Last.RemoveAt(0);
        await WriteStateAsync();
        return State.Count;
    }

    public Task<long> Count() => Task.FromResult(State.Count);
}

internal static class PlainPeer
{
    // What Orleans' storage asks of a database, and no more: one table, compare-and-set on the version.
    private const string Schema = """
        CREATE TABLE plain (hash INT, n0 BIGINT, n1 BIGINT, kind_hash INT, kind TEXT, key TEXT, service TEXT, version INT NOT NULL, payload BYTEA, PRIMARY KEY (hash, kind_hash, n0, n1, key, kind, service));
        CREATE TABLE OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);
        INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
        ('WriteToStorageKey', 'WITH changed AS (
            UPDATE plain SET payload = @PayloadBinary, version = version + 1
            WHERE hash = @GrainIdHash AND kind_hash = @GrainTypeHash AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND key = coalesce(@GrainIdExtensionString, '''')
              AND kind = @GrainTypeString AND service = @ServiceId AND version = @GrainStateVersion::int RETURNING version),
          added AS (
            INSERT INTO plain SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @ServiceId, 1, @PayloadBinary
            WHERE @GrainStateVersion::int IS NULL ON CONFLICT DO NOTHING RETURNING version)
          SELECT version AS NewGrainStateVersion FROM changed UNION ALL SELECT version FROM added'),
        ('ReadFromStorageKey', 'SELECT payload AS PayloadBinary, version AS Version FROM plain
            WHERE hash = @GrainIdHash AND kind_hash = @GrainTypeHash AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND key = coalesce(@GrainIdExtensionString, '''')
              AND kind = @GrainTypeString AND service = @ServiceId'),
        ('ClearStorageKey', 'SELECT NULL::int AS NewGrainStateVersion'),
        ('DeleteStorageKey', 'SELECT NULL::int AS NewGrainStateVersion');
        """;

    public static async Task<(double Posts, ReadRates Reads)?> Measure(string store, int callers, int posts)
    {
        var database =
            new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = new Uri(store).Port, Username = "postgres", Database = PostgresServer.NameOf(store),
                MaxPoolSize = 32 }.ConnectionString;
        await using (var source = NpgsqlDataSource.Create(database))
        await using (var schema = source.CreateCommand(Schema))
            await schema.ExecuteNonQueryAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddGrains(typeof(PlainThreadGrain).Assembly);
        services.AddOrleans(silo => silo.UseLocalhostClustering(Ports.Free(), gatewayPort: 0)
            .AddAdoNetGrainStorage("plain", o => (o.Invariant, o.ConnectionString) = ("Npgsql", database)));
        await using var provider = services.BuildServiceProvider();
        await provider.StartGrains();
        var grains = provider.GetRequiredService<IGrainFactory>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) =>
            await grains.GetGrain<IPlainThreadGrain>($"{i}").Post("Bonjour"));
        var next = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) - 1 is var i && i < posts)
                await grains.GetGrain<IPlainThreadGrain>($"{i % 1000}").Post("Bonjour, une précision sur le dossier : la pièce est en route.");
        })));
        var rate = posts / Stopwatch.GetElapsedTime(started).TotalSeconds;
        var reads = await Reads.Measure(i => grains.GetGrain<IPlainThreadGrain>($"{i}").Count(), i => grains.GetGrain<IPlainThreadGrain>($"idle-{i}").Count());
        await provider.StopGrains();
        return (rate, reads);
    }
}
