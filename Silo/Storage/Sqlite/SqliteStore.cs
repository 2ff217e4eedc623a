using System.Data.Common;
using System.Text;
using Grains;
using Grains.Commits;
using Microsoft.Data.Sqlite;

namespace Silo.Storage.Sqlite;

/// <summary>
/// The one-node store: a SQLite file in WAL mode with <c>synchronous=FULL</c>, so what was answered survives a power cut. A second
/// process on the same file refuses to start.
/// </summary>
public sealed class SqliteStore : IHostStore, IOpenAtStart, IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteReadPool _reading;
    private readonly ISealer _sealer;
    private readonly SqliteWriter _writer;
    private FileStream? _lock;
    private int _disposed;

    public SqliteStore(string path, ISealer sealer, InProcessFeed feed, int drainSize = 256)
    {
        SQLitePCL.Batteries_V2.Init();
        (_path, _sealer, Feed) = (path, sealer, feed);
        // The provider's own patience with a busy file is 30 s by default; the writer has its own.
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        _reading = new SqliteReadPool(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        _writer = new SqliteWriter(_connection, drainSize, Committed);
        Jobs = new SqliteJobs(this, sealer);
    }

    public InProcessFeed Feed { get; }

    public IJobStore Jobs { get; }

    /// <summary>Raised after a commit that made work for a lane.</summary>
    public event Action<JobLane>? WorkScheduled;

    /// <exception cref="InvalidOperationException">Another process has the file open.</exception>
    public async Task Open(CancellationToken cancel)
    {
        _lock = Lock(_path);
        await _connection.OpenAsync(cancel);
        foreach (var pragma in new[] { "journal_mode=WAL", "synchronous=FULL", "cache_size=-65536", "temp_store=MEMORY" })
            await Execute($"PRAGMA {pragma}", cancel);
        await Migrations.Apply(_connection, "Sqlite", cancel);
        // The file is this process's alone: the one that held a lease is dead, and its work need not wait for the lease's end.
        await Execute("UPDATE job SET lease_end = 0 WHERE state = 0", cancel);
        _writer.Start();
    }

    public async ValueTask<StoredState?> Load(string grain, CancellationToken cancel = default)
    {
        await using var reading = await OpenRead(cancel);
        await using var command = reading.CreateCommand();
        command.CommandText = "SELECT version, state FROM grain WHERE key = @key";
        command.Parameters.Add(new SqliteParameter("@key", grain));
        await using var found = await command.ExecuteReaderAsync(cancel);
        return await found.ReadAsync(cancel) ? new StoredState(found.GetInt64(0), found.GetFieldValue<byte[]>(1)) : null;
    }

    public async ValueTask<CommitOutcome> Commit(CommitUnit unit, CancellationToken cancel = default)
    {
        // Sealing costs time: done here, on the caller's thread, so that the one writer only writes.
        var payloads = unit.Effects.OfType<Schedule>().ToDictionary(j => j, j => _sealer.Seal(Encoding.UTF8.GetBytes(j.Payload), $"job/{j.Key}"));
        var commit = new SqliteCommit(unit, payloads);
        await _writer.Enqueue(commit, unit.Lane, cancel);
        return await commit.Outcome;
    }

    public ValueTask<long> VersionOf(string grain, CancellationToken cancel = default) =>
        Read(connection =>
        {
            using var sql = new SqliteStatements(connection);
            return sql.Scalar("SELECT version FROM grain WHERE key = $1", grain) as long? ?? 0;
        }, cancel);

    public ValueTask<Operation?> FindOperation(string id, CancellationToken cancel = default) =>
        Read(connection =>
        {
            using var sql = new SqliteStatements(connection);
            return SqliteCommit.FindOperation(sql, id);
        }, cancel);

    public ValueTask<string?> FindClaim(string kind, string value, DateTimeOffset now, CancellationToken cancel = default) =>
        Read(connection =>
        {
            using var sql = new SqliteStatements(connection);
            return Holder(sql, kind, value, now.ToUnixTimeMilliseconds());
        }, cancel);

    public ValueTask<long> DrawNumbers(string sequence, int count, CancellationToken cancel = default) => Write(sql =>
        (long)sql.Scalar(
            "INSERT INTO sequence (name, next) VALUES ($1, 1 + $2) ON CONFLICT DO UPDATE SET next = next + $2 RETURNING next - $2",
            sequence, (long)count)!, cancel: cancel);

    public ValueTask<string?> ReadSetting(string name, CancellationToken cancel = default) =>
        Read(connection =>
        {
            using var sql = new SqliteStatements(connection);
            return sql.Scalar("SELECT value FROM setting WHERE name = $1", name) as string;
        }, cancel);

    public async ValueTask WriteSetting(string name, string value, CancellationToken cancel = default) =>
        await Write(sql =>
            sql.Run("INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT DO UPDATE SET value = excluded.value", name, value), cancel: cancel);

    public ValueTask<int> Purge(DateTimeOffset operationsBefore, DateTimeOffset jobsBefore, CancellationToken cancel = default) => Write(
        sql => sql.Run("DELETE FROM operation WHERE id IN (SELECT id FROM operation WHERE at < $1 LIMIT 2000)", operationsBefore.ToUnixTimeMilliseconds())
            + sql.Run("DELETE FROM job WHERE key IN (SELECT key FROM job WHERE state <> 0 AND ended_at < $1 LIMIT 2000)", jobsBefore.ToUnixTimeMilliseconds())
            + sql.Run("DELETE FROM claim WHERE (kind, value) IN (SELECT kind, value FROM claim WHERE expires_at < $1 LIMIT 2000)",
                operationsBefore.ToUnixTimeMilliseconds())
            + sql.Run("DELETE FROM session WHERE id IN (SELECT id FROM session WHERE created_at < $1 LIMIT 2000)", jobsBefore.ToUnixTimeMilliseconds()),
        CommitLane.Bulk, cancel);

    public ValueTask<int> Execute(string statement, CommitLane lane, CancellationToken cancel, params object?[] values) =>
        Write(sql => sql.Run(statement, values), lane, cancel);

    /// <summary>The file belongs to this process: nobody else is there to wait for.</summary>
    public ValueTask<IAsyncDisposable> Alone(string name, CancellationToken cancel) => new(new Unshared());

    public ValueTask<DateTimeOffset> Clock(CancellationToken cancel) => new(TimeProvider.System.GetUtcNow());

    public async ValueTask<DbConnection> OpenRead(CancellationToken cancel = default) => new SqliteReadConnection(_reading, await _reading.Take(cancel));

    public void Dispose()
    {
        // A container that knows the store under several of its interfaces disposes it once for each.
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _writer.Dispose();
        _reading.Dispose();
        _connection.Dispose();
        _lock?.Dispose();
    }

    internal static string? Holder(SqliteStatements sql, string kind, string value, long now) =>
        sql.Scalar("SELECT owner FROM claim WHERE kind = $1 AND value = $2 AND (expires_at IS NULL OR expires_at > $3)", kind, value, now) as string;

    internal async ValueTask<T> Write<T>(Func<SqliteStatements, T> apply, CommitLane lane = CommitLane.Interactive, CancellationToken cancel = default)
    {
        var write = new SqliteWrite<T>(apply);
        await _writer.Enqueue(write, lane, cancel);
        return await write.Outcome;
    }

    internal async ValueTask<T> Read<T>(Func<SqliteConnection, T> read, CancellationToken cancel)
    {
        await using var connection = new SqliteReadConnection(_reading, await _reading.Take(cancel));
        return read(connection.Reader.Connection);
    }

    private sealed class Unshared : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private static FileStream Lock(string path)
    {
        PrivateFiles.Folder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            var held = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            PrivateFiles.Database(path);
            return held;
        }
        catch (IOException e)
        {
            throw new SettingRefusedException($"{path} is in use by another process. One node at a time on SQLite; several nodes need PostgreSQL.", e);
        }
    }

    private void Committed(IReadOnlyList<SqliteWrite> drain)
    {
        var notices = new List<ChangeNotification>(drain.Count);
        var lanes = new HashSet<JobLane>();
        foreach (var write in drain)
        {
            if (write is SqliteCommit { Notice: { } notice } commit)
            {
                notices.Add(notice);
                lanes.UnionWith(commit.Lanes);
            }
        }
        foreach (var write in drain)
            write.Succeed();
        if (notices.Count > 0)
            Feed.Publish(notices);
        foreach (var lane in lanes)
            WorkScheduled?.Invoke(lane);
    }

    private async Task Execute(string sql, CancellationToken cancel)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }
}
