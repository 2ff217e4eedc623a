namespace Grains.Interfaces.Batches;

/// <summary>
/// One action on many actors: durable, in chunks, each actor once however often a chunk runs, with a result for each. Key: <c>portal/id</c>; the id
/// comes from what asked for it, so that the same wish is the same batch.
/// </summary>
[Alias("IBatchGrain")]
public interface IBatchGrain : IGrainWithStringKey
{
    /// <summary>Begins by the caller's own wish; its first chunk is scheduled. Begun already: nothing more happens. Refused: NotFound to whose session is over.</summary>
    [Alias("Start")]
    Task<Result<BatchRefusal>> Start(Caller by, OperationId operation, BatchOrder order);

    /// <summary>The same for a commit of another actor, which decided about the right.</summary>
    [Alias("Take")]
    Task Take(OperationId operation, BatchOrder order);

    /// <summary>What is to do in a chunk; null when its result is recorded already.</summary>
    /// <param name="chunk">From 0.</param>
    [Alias("Next")]
    Task<BatchChunk?> Next(int chunk);

    /// <summary>
    /// Keeps who is in a chunk before anything is done to them: after a death, who was done already is no longer among those that are to do, and yet
    /// belongs into the result. Kept or recorded already: nothing more happens.
    /// </summary>
    [Alias("Plan")]
    Task Plan(OperationId operation, BatchPlan plan);

    /// <summary>Records what became of a chunk, and schedules the next one. Recorded already: nothing more happens.</summary>
    [Alias("Record")]
    Task Record(OperationId operation, BatchChunkResult result);
}

/// <param name="Work">Which kind of work, by its name.</param>
/// <param name="By">Who asked: each actor judges their right anew. Their session may end before the batch does.</param>
/// <param name="Reader">The account that may follow the batch, beside staff; empty for none: the result names people.</param>
/// <param name="Subject">On what: a company, a space.</param>
/// <param name="Values">What the work needs to know beside that.</param>
[Immutable]
public sealed record BatchOrder(string Work, Caller By, string Reader, string Subject, IReadOnlyDictionary<string, string> Values);

/// <param name="After">Where the former chunk ended: the key of its last actor, or empty.</param>
/// <param name="Targets">Who is in it; null before it is planned.</param>
[Immutable]
public sealed record BatchChunk(BatchOrder Order, string After, IReadOnlyList<BatchTarget>? Targets = null);

/// <param name="Total">How many actors there are, for progress alone; null where it is known already.</param>
[Immutable]
public sealed record BatchPlan(int Chunk, int? Total, IReadOnlyList<BatchTarget> Targets);

/// <param name="Account">Of a person, where there is one.</param>
[Immutable]
public sealed record BatchTarget(string Key, string Label, string Account = "")
{
    /// <param name="reason">As of <see cref="BatchLine.Reason"/>.</param>
    public BatchLine Ended(BatchOutcome outcome, BatchMail? mail = null, string reason = "") => new(Key, Label, outcome, mail) { Reason = reason };
}

/// <param name="Last">No actor is left.</param>
[Immutable]
public sealed record BatchChunkResult(int Chunk, IReadOnlyList<BatchLine> Lines, bool Last);

/// <param name="Target">Key of the actor; unique in the batch, and what the actors are in order of.</param>
/// <param name="Label">Its name, as the result shows it.</param>
/// <param name="Mail">Sent with the record of the chunk, once.</param>
[Immutable]
public sealed record BatchLine(string Target, string Label, BatchOutcome Outcome, BatchMail? Mail = null)
{
    /// <summary>Why it was passed over or refused, as its work names reasons; empty where there is no more to say.</summary>
    public string Reason { get; init; } = "";
}

[Immutable]
public sealed record BatchMail(string Template, string Account, IReadOnlyDictionary<string, string> Values);

public enum BatchOutcome
{
    Done = 1,
    /// <summary>There was nothing to do for this one any more.</summary>
    Skipped,
    /// <summary>The actor refused, or who asked has no right to it.</summary>
    Refused,
    /// <summary>It could not be done, at several tries.</summary>
    Failed,
}

public enum BatchRefusal
{
    NotFound = 1,
}
