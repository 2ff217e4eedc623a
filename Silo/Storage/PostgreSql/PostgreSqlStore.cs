using System.Data.Common;
using System.Text;
using Grains.Commits;
using Npgsql;
using Silo.Clustering;

namespace Silo.Storage.PostgreSql;

/// <summary>
/// The store of several nodes. Commits go through two writers that drain a queue (docs/decisions/0006); reads and short writes of their
/// own go through pools.
/// </summary>
public sealed class PostgreSqlStore : IHostStore, IAsyncDisposable
{
    // What is read by its key takes milliseconds, and most requests begin with it. From a frozen server it costs this patience twice: the
    // library also asks it, on another connection, to cancel.
    private const int KeySeconds = 2;
    private readonly PostgreSqlDatabase _database;
    private readonly ISealer _sealer;
    private readonly CommitQueue<PostgreSqlCommit> _queue;
    private readonly PostgreSqlWriter[] _writers;
    private readonly Task[] _running;
    // Chunks of files are large and can wait: they never take all the connections that write.
    private readonly SemaphoreSlim _bulk = new(2);
    private int _disposed;

    /// <param name="silo">Whose commits these are; null for a store that belongs to no cluster.</param>
    public PostgreSqlStore(PostgreSqlDatabase database, ISealer sealer, CommitBatchOptions drain, SiloLease? silo = null)
    {
        (_database, _sealer) = (database, sealer);
        _queue = new CommitQueue<PostgreSqlCommit>(drain.Size);
        _writers =
            [.. Enumerable.Range(0, drain.Writers)
                .Select(_ => new PostgreSqlWriter(database, _queue, drain.Notify, lane => WorkScheduled?.Invoke(lane), silo))];
        _running = [.. _writers.Select(w => Task.Run(w.Run))];
        Jobs = new PostgreSqlJobs(database, sealer);
    }

    public IJobStore Jobs { get; }

    /// <summary>Raised after a commit that made work for a lane.</summary>
    public event Action<JobLane>? WorkScheduled;

    public async ValueTask<CommitOutcome> Commit(CommitUnit unit, CancellationToken cancel = default)
    {
        // Sealing costs time: done here, on the caller's thread, so that the writers only write.
        var payloads = unit.Effects.OfType<Schedule>().ToDictionary(j => j, j => _sealer.Seal(Encoding.UTF8.GetBytes(j.Payload), $"job/{j.Key}"));
        var commit = new PostgreSqlCommit(unit, payloads);
        await _queue.Enqueue(commit, unit.Lane, cancel);
        return await commit.Outcome;
    }

    public ValueTask<StoredState?> Load(string grain, CancellationToken cancel = default) => Read<StoredState?>(
        "SELECT version, state FROM grain WHERE key = $1 AND version > 0", r => new StoredState(r.GetInt64(0), r.GetFieldValue<byte[]>(1)), cancel, grain);

    public async ValueTask<long> VersionOf(string grain, CancellationToken cancel = default) =>
        await Read<long?>("SELECT version FROM grain WHERE key = $1", r => r.GetInt64(0), cancel, grain) ?? 0;

    public ValueTask<Operation?> FindOperation(string id, CancellationToken cancel = default) => Read<Operation?>(
        "SELECT fingerprint, result FROM operation WHERE id = $1", r => new Operation(id, r.GetString(0), r.GetFieldValue<byte[]>(1)), cancel, id);

    public ValueTask<string?> FindClaim(string kind, string value, DateTimeOffset now, CancellationToken cancel = default) => Read<string?>(
        "SELECT owner FROM claim WHERE kind = $1 AND value = $2 AND (expires_at IS NULL OR expires_at > $3)", r =>
            r.GetString(0), cancel, kind, value, now.ToUnixTimeMilliseconds());

    public ValueTask<string?> ReadSetting(string name, CancellationToken cancel = default) =>
        Read<string?>("SELECT value FROM setting WHERE name = $1", r => r.GetString(0), cancel, name);

    public async ValueTask WriteSetting(string name, string value, CancellationToken cancel = default) => await Execute(
        "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", CommitLane.Interactive, cancel, name,
            value);

    public async ValueTask<long> DrawNumbers(string sequence, int count, CancellationToken cancel = default) => (long)(await _database.Write(
        async command => (await command.ExecuteScalarAsync(cancel))!, cancel,
        "INSERT INTO sequence (name, next) VALUES ($1, 1 + $2) ON CONFLICT (name) DO UPDATE SET next = sequence.next + $2 RETURNING next - $2", sequence,
            (long)count))!;

    public async ValueTask<int> Purge(DateTimeOffset operationsBefore, DateTimeOffset jobsBefore, CancellationToken cancel = default) =>
        await Execute("DELETE FROM operation WHERE id IN (SELECT id FROM operation WHERE at < $1 LIMIT 2000)", CommitLane.Bulk, cancel,
            operationsBefore.ToUnixTimeMilliseconds())
        + await Execute("DELETE FROM job WHERE key IN (SELECT key FROM job WHERE state <> 0 AND ended_at < $1 LIMIT 2000)", CommitLane.Bulk, cancel,
            jobsBefore.ToUnixTimeMilliseconds())
        + await Execute("DELETE FROM claim WHERE (kind, value) IN (SELECT kind, value FROM claim WHERE expires_at < $1 LIMIT 2000)", CommitLane.Bulk, cancel,
            operationsBefore.ToUnixTimeMilliseconds())
        + await Execute("DELETE FROM session WHERE id IN (SELECT id FROM session WHERE created_at < $1 LIMIT 2000)", CommitLane.Bulk, cancel,
            jobsBefore.ToUnixTimeMilliseconds());

    public async ValueTask<int> Execute(string statement, CommitLane lane, CancellationToken cancel, params object?[] values)
    {
        if (lane is CommitLane.Bulk)
            await _bulk.WaitAsync(cancel);
        try
        {
            return await _database.Write(command => command.ExecuteNonQueryAsync(cancel), cancel, statement, values);
        }
        finally
        {
            if (lane is CommitLane.Bulk)
                _bulk.Release();
        }
    }

    public async ValueTask<IAsyncDisposable> Alone(string name, CancellationToken cancel)
    {
        var connection = await _database.Dedicated("", cancel);
        await using var command =
            new NpgsqlCommand("SELECT pg_advisory_lock(hashtextextended($1, 0))", connection) { CommandTimeout = 120,
                Parameters = { new() { Value = $"guichet/{name}" } } };
        await command.ExecuteNonQueryAsync(cancel);
        return connection;
    }

    public async ValueTask<DateTimeOffset> Clock(CancellationToken cancel) => DateTimeOffset.FromUnixTimeMilliseconds(
        await Read<long>("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint", r => r.GetInt64(0), cancel));

    public async ValueTask<DbConnection> OpenRead(CancellationToken cancel = default)
    {
        RefuseWhileSilent();
        try
        {
            return await _database.Reading.OpenConnectionAsync(cancel);
        }
        catch (Exception e) when (StorageTrouble.Is(e))
        {
            throw _database.Trouble("The store cannot be read at the moment.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        foreach (var writer in _writers)
            writer.Stop();
        _queue.Complete();
        await Task.WhenAll(_running);
        _queue.Dispose();
        _bulk.Dispose();
    }

    private async ValueTask<T?> Read<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancel, params object[] values)
    {
        RefuseWhileSilent();
        try
        {
            await using var command = _database.Reading.CreateCommand(sql);
            command.CommandTimeout = KeySeconds;
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            await using var found = await command.ExecuteReaderAsync(cancel);
            return await found.ReadAsync(cancel) ? read(found) : default;
        }
        catch (Exception e) when (StorageTrouble.Is(e))
        {
            throw _database.Trouble("The store cannot be read at the moment.", e);
        }
    }

    private void RefuseWhileSilent()
    {
        if (_database.IsSilent)
            throw new IOException("The store does not answer at the moment.");
    }
}
