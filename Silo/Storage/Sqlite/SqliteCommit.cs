using System.Collections.Concurrent;
using Grains.Commits;

namespace Silo.Storage.Sqlite;

/// <summary>One turn's commit inside a drain. The writer is alone, so what it checks stays true until the drain commits.</summary>
internal sealed class SqliteCommit(CommitUnit unit, IReadOnlyDictionary<Schedule, byte[]> payloads) : SqliteWrite
{
    private static readonly ConcurrentDictionary<Rule, string> Rules = new();
    private readonly TaskCompletionSource<CommitOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommitOutcome _applied;

    public Task<CommitOutcome> Outcome => _outcome.Task;

    /// <summary>What the feed will say, or null when nothing was written.</summary>
    public ChangeNotification? Notice =>
        _applied.Verdict is CommitVerdict.Committed ? new ChangeNotification(unit.Grain, _applied.Version, [.. unit.Effects.OfType<Notify>()]) : null;

    /// <summary>The lanes that have new work.</summary>
    public IEnumerable<JobLane> Lanes => _applied.Verdict is CommitVerdict.Committed ? unit.Effects.OfType<Schedule>().Select(s => s.Lane) : [];

    public override void Apply(SqliteStatements sql) => _applied = Decide(sql);

    public override void Succeed() => _outcome.TrySetResult(_applied);

    public override void Fail(Exception reason) => _outcome.TrySetException(reason);

    internal static Operation? FindOperation(SqliteStatements sql, string id)
    {
        using var found = sql.Query("SELECT fingerprint, result FROM operation WHERE id = $1", id);
        return found.Read() ? new Operation(id, found.GetString(0), found.GetFieldValue<byte[]>(1)) : null;
    }

    private CommitOutcome Decide(SqliteStatements sql)
    {
        var version = sql.Scalar("SELECT version FROM grain WHERE key = $1", unit.Grain) as long? ?? 0;
        var operation = unit.Operation;
        if (Refuse(sql, version) is { } refused)
            return operation is not null && FindOperation(sql, operation.Id) is { } first ? new CommitOutcome(CommitVerdict.Repeated, version, first) : refused;
        if (operation is not null && !Insert(sql, operation, version + 1))
            return new CommitOutcome(CommitVerdict.Repeated, version, FindOperation(sql, operation.Id));
        Write(sql, version + 1);
        return new CommitOutcome(CommitVerdict.Committed, version + 1);
    }

    private CommitOutcome? Refuse(SqliteStatements sql, long version) =>
        version != unit.ReadVersion ? new CommitOutcome(CommitVerdict.Stale, version)
        : !unit.Condition.All.All(r => Holds(sql, r)) ? new CommitOutcome(CommitVerdict.Denied, version)
        : Lost(sql) is { } lost ? new CommitOutcome(CommitVerdict.ClaimLost, version, LostClaim: lost)
        : null;

    private bool Holds(SqliteStatements sql, Requirement one)
    {
        using var found =
            sql.Query(Rules.GetOrAdd(one.Rule, static r => r.Over($"VALUES (0, {string.Join(", ", r.Columns.Select((_, i) => $"${i + 1}"))})")),
                [.. one.Values]);
        while (found.Read())
        {
            if (found.IsTrueAt(Ms(unit.At)))
                return true;
        }
        return false;
    }

    private bool Insert(SqliteStatements sql, Operation operation, long version) => 1 == sql.Run(
        "INSERT INTO operation (id, grain, version, fingerprint, result, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        operation.Id, unit.Grain, version, operation.Fingerprint, operation.Result.ToArray(), Ms(unit.At));

    private TakeClaim? Lost(SqliteStatements sql)
    {
        foreach (var effect in unit.Effects)
        {
            if (effect is TakeClaim claim && SqliteStore.Holder(sql, claim.Kind, claim.Value, Ms(unit.At)) is { } owner && owner != unit.Grain && owner != claim.From)
                return claim;
        }
        return null;
    }

    private void Write(SqliteStatements sql, long version)
    {
        if (version == 1)
            sql.Run("INSERT INTO grain (key, version, state) VALUES ($1, $2, $3)", unit.Grain, version, unit.State.ToArray());
        else
            sql.Run("UPDATE grain SET version = $2, state = $3 WHERE key = $1", unit.Grain, version, unit.State.ToArray());
        foreach (var effect in unit.Effects)
            Write(sql, effect);
    }

    private void Write(SqliteStatements sql, Effect effect)
    {
        switch (effect)
        {
            case Upsert upsert:
                sql.Upsert(upsert.Row);
                break;
            case Delete delete:
                sql.Delete(delete.Table, delete.Key);
                break;
            case Schedule job:
                sql.Run(
                    """
                    INSERT INTO job (key, kind, lane, payload, due_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
                    ON CONFLICT (key) DO UPDATE SET payload = excluded.payload, due_at = excluded.due_at, expires_at = excluded.expires_at
                    WHERE job.state = 0 AND job.attempts = 0
                    """,
                    job.Key, job.Kind, (long)job.Lane, payloads[job], Ms(job.DueAt), job.ExpiresAt is { } end ? Ms(end) : null);
                break;
            case Cancel cancel:
                sql.Run("DELETE FROM job WHERE key = $1 AND state = 0 AND attempts = 0", cancel.Key);
                break;
            case TakeClaim claim:
                sql.Run(
                    "INSERT INTO claim (kind, value, owner, expires_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at",
                    claim.Kind, claim.Value, unit.Grain, claim.ExpiresAt is { } until ? Ms(until) : null);
                break;
            case ReleaseClaim claim:
                sql.Run("DELETE FROM claim WHERE kind = $1 AND value = $2 AND owner = $3", claim.Kind, claim.Value, unit.Grain);
                break;
        }
    }

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
