namespace Grains.Interfaces.Requests;

/// <summary>
/// When an adviser is away. Key: their account. It moves no request: whoever reads a queue compares its instants with the clock. Written by themselves or by a
/// supervisor; the right is a condition of the commit.
/// </summary>
[Alias("IAbsenceGrain")]
public interface IAbsenceGrain : IGrainWithStringKey
{
    /// <summary>
    /// Announces an absence, from an instant until another one. Refused: NotFound for an account that answers no requests; NotAllowed to colleagues; NotAhead when it
    /// is over, ends before it begins, or lasts longer than <see cref="Absence.Longest"/>; Overlaps another one; TooMany beyond <see cref="Absence.Most"/> to come.
    /// </summary>
    [Alias("Announce")]
    Task<Result<AbsenceRefusal>> Announce(Caller by, OperationId operation, Absence absence);

    /// <summary>Takes an absence back, also one that has begun. Refused: NotFound when it is gone; NotAllowed to colleagues.</summary>
    [Alias("Cancel")]
    Task<Result<AbsenceRefusal>> Cancel(Caller by, OperationId operation, string id);
}

/// <param name="Until">The first instant at which they are back.</param>
[Immutable]
public sealed record Absence(DateTimeOffset From, DateTimeOffset Until)
{
    public const int Most = 20;

    public static readonly TimeSpan Longest = TimeSpan.FromDays(732);
}

public enum AbsenceRefusal
{
    NotFound = 1,
    NotAllowed,
    NotAhead,
    Overlaps,
    TooMany,
}
