using Grains.Commits;

namespace Silo.Storage.PostgreSql;

/// <summary>One turn's commit on its way through a drain.</summary>
internal sealed class PostgreSqlCommit(CommitUnit unit, IReadOnlyDictionary<Schedule, byte[]> payloads)
{
    private readonly TaskCompletionSource<CommitOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CommitUnit Unit => unit;

    public Task<CommitOutcome> Outcome => _outcome.Task;

    public long NextVersion => unit.ReadVersion + 1;

    /// <summary>What the drain found so far; given out once the drain has ended.</summary>
    public CommitOutcome Verdict { get; set; }

    public byte[] PayloadOf(Schedule job) => payloads[job];

    /// <summary>The last word of the turn on each key: earlier ones of the same turn are overtaken by it.</summary>
    public IEnumerable<Effect> LastWords => unit.Effects
        .Reverse()
        .DistinctBy(KeyOf)
        .Reverse();

    public void Succeed() => _outcome.TrySetResult(Verdict);

    public void Fail(Exception reason) => _outcome.TrySetException(reason);

    private static object KeyOf(Effect effect) => effect switch
    {
        Upsert { Row: var row } when RowTable.For(row.GetType()) is var table => (table.Name, string.Join('\u001f', table.Values(row).Take(table.KeyCount))),
        Delete { Table: var table, Key: var key } => (table.Name, string.Join('\u001f', key.Select(RowTable.Plain))),
        Schedule job => ("job", job.Key),
        Cancel cancel => ("job", cancel.Key),
        TakeClaim claim => ("claim", $"{claim.Kind}\u001f{claim.Value}"),
        ReleaseClaim claim => ("claim", $"{claim.Kind}\u001f{claim.Value}"),
        _ => effect,
    };
}
