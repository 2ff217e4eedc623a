namespace Grains.Commits;

/// <summary>One thing that becomes true with a commit, and only with it.</summary>
public abstract record Effect;

/// <summary>Writes a row, replacing the one with the same key.</summary>
public sealed record Upsert(Row Row) : Effect;

/// <summary>Deletes the row with exactly this key; nothing happens when there is none.</summary>
public sealed record Delete(RowTable Table, IReadOnlyList<object?> Key) : Effect
{
    /// <summary>The first value of the key must be the key of the grain that deletes.</summary>
    public static Delete Of<TRow>(params object?[] key) where TRow : Row => new(RowTable.For(typeof(TRow)), key);
}

/// <summary>
/// Durable work. The same key again replaces the work as long as it has not begun; finished work is never run again under its key.
/// </summary>
/// <param name="Kind">Which handler takes it.</param>
/// <param name="Key">Unique over the deployment; handlers are idempotent by it.</param>
/// <param name="Payload">Encrypted at rest, erased when the work is final.</param>
/// <param name="ExpiresAt">From then on the work is dropped unsent: an old code is worse than none.</param>
public sealed record Schedule(string Kind, string Key, string Payload, DateTimeOffset DueAt, JobLane Lane, DateTimeOffset? ExpiresAt = null) : Effect;

/// <summary>Takes back work that has not begun.</summary>
public sealed record Cancel(string Key) : Effect;

/// <summary>Takes a value that one owner only may hold. Taking what one holds already renews it. Losing it loses the whole commit.</summary>
/// <param name="Refusal">What the loser hears. Null where nobody else can hold the value: losing it is then a broken promise.</param>
/// <param name="From">The owner that it is taken over from, as it was told; whoever else holds it keeps it. Null for nobody.</param>
public sealed record TakeClaim(string Kind, string Value, DateTimeOffset? ExpiresAt = null, Enum? Refusal = null, string? From = null) : Effect;

/// <summary>Gives a value back; ignored when another owner holds it.</summary>
public sealed record ReleaseClaim(string Kind, string Value) : Effect;

/// <summary>Tells an audience. Carries a number at most, never anything personal.</summary>
public sealed record Notify(string Topic, long Number = 0) : Effect;

/// <summary>Work of one lane never waits for another's.</summary>
public enum JobLane
{
    Grains = 0,
    Codes = 1,
    Mail = 2,
    Bulk = 3,
}
