using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Silo.Storage.Sqlite;

/// <summary>
/// The one writer of a SQLite file. Writes wait in two queues; a drain takes some hundreds of them into one transaction and one fsync.
/// Interactive writes go first, the others add at most a quarter of a drain.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Tries = TimeSpan.FromSeconds(3.5);
    private readonly Channel<SqliteWrite> _interactive = Channel.CreateBounded<SqliteWrite>(new BoundedChannelOptions(16_384) { SingleReader = true });
    private readonly Channel<SqliteWrite> _bulk = Channel.CreateBounded<SqliteWrite>(new BoundedChannelOptions(1_024) { SingleReader = true });
    private readonly SemaphoreSlim _wake = new(0);
    private readonly SqliteConnection _connection;
    private readonly SqliteStatements _statements;
    private readonly Action<IReadOnlyList<SqliteWrite>> _committed;
    private readonly int _drainSize;
    private readonly Thread _thread;
    private volatile bool _stopping;
    private bool _away;

    /// <param name="drainSize">Writes in one transaction at most; 1 is for measuring what grouping brings.</param>
    public SqliteWriter(SqliteConnection connection, int drainSize, Action<IReadOnlyList<SqliteWrite>> committed)
    {
        _drainSize = drainSize;
        _connection = connection;
        _statements = new SqliteStatements(connection);
        _committed = committed;
        _thread = new Thread(Run) { IsBackground = true, Name = "sqlite-writer" };
        _thread.Start();
    }

    /// <exception cref="IOException">The queue stayed full: the store cannot keep up, or cannot write at all.</exception>
    public async ValueTask Enqueue(SqliteWrite write, bool bulk, CancellationToken cancel)
    {
        var channel = bulk ? _bulk : _interactive;
        if (!channel.Writer.TryWrite(write))
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(Patience);
            try
            {
                await channel.Writer.WriteAsync(write, patience.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new IOException("The store's queue is full.");
            }
            catch (ChannelClosedException)
            {
                throw new IOException("The store is closed.");
            }
        }
        _wake.Release();
    }

    public void Dispose()
    {
        _stopping = true;
        _interactive.Writer.TryComplete();
        _bulk.Writer.TryComplete();
        _wake.Release();
        _thread.Join();
        _statements.Dispose();
        _wake.Dispose();
    }

    private void Run()
    {
        var drain = new List<SqliteWrite>(_drainSize);
        while (true)
        {
            _wake.Wait();
            drain.Clear();
            while (drain.Count < _drainSize && _interactive.Reader.TryRead(out var next))
                drain.Add(next);
            // Chunks of files are large: never more of them than a message can wait for. A drain of one (measuring) stays one.
            var bulk = drain.Count > 0 && _drainSize == 1 ? 0 : Math.Max(1, _drainSize / 4);
            while (bulk-- > 0 && _bulk.Reader.TryRead(out var next))
                drain.Add(next);
            if (drain.Count > 0)
            {
                // Each write released the semaphore once; those taken here together must not wake the writer for nothing.
                for (var i = 1; i < drain.Count && _wake.Wait(0); i++)
                {
                }
                Write(drain);
                if (_away)
                    RefuseWaiting();
            }
            else if (_stopping)
                return;
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
            foreach (var write in drain)
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
                _away = false;
                return null;
            }
            catch (SqliteException e) when (IsStorageTrouble(e))
            {
                _statements.Rollback();
                // Once it is known to be away, each drain is one try: people hear at once, and the first success ends it.
                if (_away || _stopping || TimeProvider.System.GetElapsedTime(started) > Tries)
                {
                    _away = true;
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

    // Who waited behind a drain that gave up has waited as long.
    private void RefuseWaiting()
    {
        while (_interactive.Reader.TryRead(out var write) || _bulk.Reader.TryRead(out write))
            write.Fail(new IOException("The store cannot write at the moment."));
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

/// <summary>A write whose outcome somebody awaits.</summary>
internal sealed class SqliteWrite<T>(Func<SqliteStatements, T> apply) : SqliteWrite
{
    private readonly TaskCompletionSource<T> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _applied;

    public Task<T> Outcome => _outcome.Task;

    public override void Apply(SqliteStatements statements) => _applied = apply(statements);

    public override void Succeed() => _outcome.TrySetResult(_applied!);

    public override void Fail(Exception reason) => _outcome.TrySetException(reason);
}
