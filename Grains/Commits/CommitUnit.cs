namespace Grains.Commits;

/// <summary>Everything one turn writes, in one transaction or not at all.</summary>
/// <param name="Grain">Kind and key, as in <c>request/multi-siren/0191…</c>.</param>
/// <param name="ReadVersion">The version the turn decided on; 0 when there was no state yet.</param>
/// <param name="State">JSON in UTF-8.</param>
/// <param name="Condition">What must be true at the commit, judged at <paramref name="At"/>.</param>
/// <param name="At">Business time of the turn; claims expire by it.</param>
public sealed record CommitUnit(
    string Grain,
    long ReadVersion,
    ReadOnlyMemory<byte> State,
    Condition Condition,
    Operation? Operation,
    IReadOnlyList<Effect> Effects,
    DateTimeOffset At,
    CommitLane Lane = CommitLane.Interactive);

/// <summary>Interactive commits go first; the others fill at most a quarter of a drain.</summary>
public enum CommitLane
{
    Interactive,
    Bulk,
}

/// <summary>A commit's answer, kept 7 days so that a repeat gets the first one. Holds no secret.</summary>
/// <param name="Fingerprint">Of what was asked: the same id with other content is refused.</param>
public sealed record Operation(string Id, string Fingerprint, ReadOnlyMemory<byte> Result);

/// <summary>When several are true of a commit the answer is Repeated before Stale, Stale before Denied, Denied before ClaimLost, on every store.</summary>
public enum CommitVerdict
{
    Committed,
    /// <summary>The grain was written since it was read: load it again and decide again.</summary>
    Stale,
    /// <summary>The operation was committed before; its answer is in <see cref="CommitOutcome.Earlier"/>.</summary>
    Repeated,
    /// <summary>Its condition did not hold. Nothing was written, and the operation is not done: with the right back it may be tried again.</summary>
    Denied,
    /// <summary>Another owner holds the claim named in <see cref="CommitOutcome.LostClaim"/>.</summary>
    ClaimLost,
}

public readonly record struct CommitOutcome(CommitVerdict Verdict, long Version, Operation? Earlier = null, TakeClaim? LostClaim = null);

public readonly record struct StoredState(long Version, ReadOnlyMemory<byte> State);

/// <summary>What the feed says of one commit: which grain is now at which version, and who may want to know.</summary>
public sealed record ChangeNotification(string Grain, long Version, IReadOnlyList<Notify> Topics);
