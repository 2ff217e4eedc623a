using Grains.Commits;
using Microsoft.Data.Sqlite;

namespace Silo.Storage.Sqlite;

/// <summary>
/// The one writer of a SQLite file: a drain of the queue is one transaction and one fsync.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private static readonly TimeSpan Tries = TimeSpan.FromSeconds(3.5);
    private readonly CommitQueue<SqliteWrite> _queue;
    private readonly SqliteConnection _connection;
    private readonly SqliteStatements _statements;
    private readonly Action<IReadOnlyList<SqliteWrite>> _committed;
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <param name="drainSize">Writes in one transaction at most; 1 is for measuring what grouping brings.</param>
    public SqliteWriter(SqliteConnection connection, int drainSize, Action<IReadOnlyList<SqliteWrite>> committed)
    {
        _queue = new CommitQueue<SqliteWrite>(drainSize);
        _connection = connection;
        _statements = new SqliteStatements(connection);
        _committed = committed;
        _thread = new Thread(Run) { IsBackground = true, Name = "sqlite-writer" };
    }

    /// <summary>The connection is open.</summary>
    public void Start() => _thread.Start();

    public ValueTask Enqueue(SqliteWrite write, CommitLane lane, CancellationToken cancel) => _queue.Enqueue(write, lane, cancel);

    public void Dispose()
    {
        _stopping = true;
        _queue.Complete();
        if (!_thread.ThreadState.HasFlag(ThreadState.Unstarted))
            _thread.Join();
        _statements.Dispose();
        _queue.Dispose();
    }

    private void Run()
    {
        var drain = new List<SqliteWrite>();
        while (true)
        {
            _queue.Wake.Wait();
            drain.Clear();
            if (!_queue.Fill(drain))
                return;
            if (drain.Count > 0)
                Write(drain);
        }
    }

    private void Write(IReadOnlyList<SqliteWrite> drain)
    {
        var failure = TryWrite(drain);
        if (failure is null)
        {
            _committed(drain);
            return;
        }
        if (drain.Count == 1 || failure is IOException)
        {
            // Taken before anybody is told: who hears of it may send again at once, and that is another try.
            var behind = failure is IOException ? _queue.Everything().ToList() : [];
            foreach (var write in drain.Concat(behind))
                write.Fail(failure);
            return;
        }
        // The guilty write is looked for by halving, so that it fails alone.
        var half = drain.Count / 2;
        Write([.. drain.Take(half)]);
        Write([.. drain.Skip(half)]);
    }

    private Exception? TryWrite(IReadOnlyList<SqliteWrite> drain)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                _statements.Begin();
                foreach (var write in drain)
                    write.Apply(_statements);
                _statements.Commit();
                _queue.IsAway = false;
                return null;
            }
            catch (SqliteException e) when (IsStorageTrouble(e))
            {
                _statements.Rollback();
                // Once it is known to be away, each drain is one try: people hear at once, and the first success ends it.
                if (_queue.IsAway || _stopping || TimeProvider.System.GetElapsedTime(started) > Tries)
                {
                    _queue.IsAway = true;
                    return new IOException("The store cannot write at the moment.", e);
                }
                Thread.Sleep(50);
            }
            catch (Exception e)
            {
                _statements.Rollback();
                return e;
            }
        }
    }

    // busy, locked, I/O error, full, cannot open: the whole drain is tried again, nobody in it is guilty
    private static bool IsStorageTrouble(SqliteException e) => e.SqliteErrorCode is 5 or 6 or 10 or 13 or 14;
}

/// <summary>One thing to write. Applied inside the drain's transaction, perhaps more than once; told the outcome after its commit.</summary>
internal abstract class SqliteWrite
{
    public abstract void Apply(SqliteStatements statements);

    public abstract void Succeed();

    public abstract void Fail(Exception reason);
}

/// <summary>A write whose outcome a caller awaits.</summary>
internal sealed class SqliteWrite<T>(Func<SqliteStatements, T> apply) : SqliteWrite
{
    private readonly TaskCompletionSource<T> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _applied;

    public Task<T> Outcome => _outcome.Task;

    public override void Apply(SqliteStatements statements) => _applied = apply(statements);

    public override void Succeed() => _outcome.TrySetResult(_applied!);

    public override void Fail(Exception reason) => _outcome.TrySetException(reason);
}
