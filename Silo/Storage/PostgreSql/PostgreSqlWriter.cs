using Grains.Commits;
using Npgsql;
using Silo.Clustering;

namespace Silo.Storage.PostgreSql;

/// <summary>
/// One of a node's writers: takes some hundreds of commits from the queue and makes them one transaction of two round trips. Its
/// connection is its own; whatever goes wrong with it, every commit gets the answer that is true.
/// </summary>
internal sealed class PostgreSqlWriter(PostgreSqlDatabase database, CommitQueue<PostgreSqlCommit> queue, bool notify, Action<JobLane> scheduled,
    SiloLease? silo)
{
    private const int MaxNoticeBytes = 40_000;
    private const string LookAgain = "GU001";
    private const int MaxLooks = 20;
    private const int AnswerSeconds = 3;
    private static readonly TimeSpan Tries = TimeSpan.FromSeconds(2.9);
    private static readonly TimeSpan FencePatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FenceConnectPatience = TimeSpan.FromSeconds(1.9);
    private NpgsqlConnection? _connection;
    private volatile bool _stopping;

    public async Task Run()
    {
        var waiting = new List<PostgreSqlCommit>();
        while (true)
        {
            if (waiting.Count == 0)
                await queue.Wake.WaitAsync();
            var bytes = 0;
            if (!queue.Fill(waiting, c => (bytes += NotificationText.Weight(c.Unit)) > MaxNoticeBytes))
            {
                await Close();
                return;
            }
            var later = CommitBatchOrder.TakeOut(waiting);
            try
            {
                await Write(waiting);
            }
            catch (Exception e)
            {
                // Of no kind that is foreseen: they hear of it all the same, and the writer goes on.
                Refuse(waiting, "The store does not answer: whether it was written is not known.", e);
                await Close();
            }
            waiting = later;
        }
    }

    public void Stop() => _stopping = true;

    private async Task Write(IReadOnlyList<PostgreSqlCommit> drain)
    {
        var started = TimeProvider.System.GetTimestamp();
        var looks = 0;
        while (drain.Count > 0)
        {
            try
            {
                await WriteOnce(drain);
                queue.IsAway = false;
                return;
            }
            catch (LostAnswerException lost)
            {
                await Close();
                drain = await Settle(drain, lost.Winners);
            }
            catch (PostgresException e) when (e.SqlState == LookAgain && ++looks < MaxLooks)
            {
                await Rollback();
            }
            catch (Exception e) when (StorageTrouble.Is(e) || e is InvalidOperationException && _connection is not { State: System.Data.ConnectionState.Open })
            {
                await Close();
                // Once it is known to be away, each drain is one try: people hear at once, and the first success ends it.
                if (queue.IsAway || _stopping || TimeProvider.System.GetElapsedTime(started) > Tries)
                {
                    queue.IsAway = true;
                    Refuse([.. drain, .. queue.Everything()], "The store cannot write at the moment.", e);
                    return;
                }
                await Task.Delay(50);
            }
            catch (Exception e)
            {
                await Rollback();
                if (drain.Count == 1)
                {
                    drain[0].Fail(e);
                    return;
                }
                // The guilty commit is looked for by halving, so that it fails alone.
                await Write([.. drain.Take(drain.Count / 2)]);
                drain = [.. drain.Skip(drain.Count / 2)];
            }
        }
    }

    /// <exception cref="LostAnswerException">The connection went while the second half, with its COMMIT, was under way.</exception>
    private async Task WriteOnce(IReadOnlyList<PostgreSqlCommit> drain)
    {
        _connection ??= await database.Dedicated(PostgreSqlDatabase.WriterOptions, default);
        var look = await BatchLock.Take(_connection, drain, silo);
        for (var looks = 1; !look.IsWhole(drain); looks++)
        {
            await Rollback();
            if (looks == MaxLooks || _connection is null)
                throw new TimeoutException("The drain's grains came and went.");
            look = await BatchLock.Take(_connection, drain, silo);
        }
        var winners = new Dictionary<string, PostgreSqlCommit>(StringComparer.Ordinal);
        foreach (var commit in drain)
        {
            commit.Verdict = look.Judge(commit.Unit);
            // Of several turns that read the same version the first wins; the others are stale the moment it is written.
            if (commit.Verdict.Verdict is CommitVerdict.Committed && !winners.TryAdd(commit.Unit.Grain, commit))
                commit.Verdict = new CommitOutcome(CommitVerdict.Stale, commit.NextVersion);
        }
        if (winners.Count == 0)
            await Rollback();
        else
            await Apply([.. winners.Values],
                [.. drain.Where(c => c.Unit.ReadVersion == 0).Select(c => c.Unit.Grain).Where(g => !winners.ContainsKey(g)).Distinct()]);
        foreach (var commit in drain)
            commit.Succeed();
        foreach (var lane in winners.Values.SelectMany(c => c.Unit.Effects.OfType<Schedule>()).Select(j => j.Lane).Distinct())
            scheduled(lane);
    }

    private async Task Apply(IReadOnlyList<PostgreSqlCommit> winners, IReadOnlyList<string> dropped)
    {
        await using var batch = BatchWrite.Of(_connection!, winners, dropped, notify);
        batch.Timeout = AnswerSeconds;
        try
        {
            await batch.ExecuteNonQueryAsync();
        }
        catch (Exception e) when (StorageTrouble.IsLostAnswer(e))
        {
            throw new LostAnswerException(winners, e);
        }
    }

    /// <summary>
    /// Finds out what became of a COMMIT whose answer was lost. The lost transaction held the lock of each of its grains; a writer that gets
    /// them next sees it ended, one way or the other, and what is found then stays true. Answers what was not written, to be done again.
    /// </summary>
    private async Task<IReadOnlyList<PostgreSqlCommit>> Settle(IReadOnlyList<PostgreSqlCommit> drain, IReadOnlyList<PostgreSqlCommit> winners)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                _connection ??= await database.Dedicated(PostgreSqlDatabase.WriterOptions, default);
                var look = await BatchLock.Take(_connection, winners, null);
                await Rollback();
                foreach (var commit in winners)
                {
                    if (look.Judge(commit.Unit) is { Verdict: CommitVerdict.Repeated })
                    {
                        commit.Verdict = new CommitOutcome(CommitVerdict.Committed, commit.NextVersion);
                        commit.Succeed();
                    }
                }
                return [.. drain.Where(c => !c.Outcome.IsCompleted)];
            }
            catch (Exception e) when (StorageTrouble.Is(e))
            {
                await Close();
                // A lock is worth waiting for, it comes free; a server that does not even answer is not.
                if (TimeProvider.System.GetElapsedTime(started) > (e is PostgresException ? FencePatience : FenceConnectPatience))
                {
                    // Nobody knows. The same operation, sent again, will find out.
                    queue.IsAway = true;
                    Refuse(drain, "The store does not answer: whether it was written is not known.", e);
                    return [];
                }
                await Task.Delay(50);
            }
        }
    }

    private void Refuse(IEnumerable<PostgreSqlCommit> commits, string message, Exception reason)
    {
        foreach (var commit in commits)
            commit.Fail(database.Trouble(message, reason));
    }

    private async Task Rollback()
    {
        if (_connection is null)
            return;
        try
        {
            await using var command = new NpgsqlCommand("ROLLBACK", _connection);
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception e) when (StorageTrouble.Is(e) || e is InvalidOperationException)
        {
            await Close();
        }
    }

    private async Task Close()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    private sealed class LostAnswerException(IReadOnlyList<PostgreSqlCommit> winners, Exception reason) : Exception("The answer to a COMMIT was lost.", reason)
    {
        public IReadOnlyList<PostgreSqlCommit> Winners => winners;
    }
}
