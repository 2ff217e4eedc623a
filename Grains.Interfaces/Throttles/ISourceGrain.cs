namespace Grains.Interfaces.Throttles;

/// <summary>
/// Tries of one kind (sign-ins, public forms, wrong proofs) that come from one address prefix to one portal, counted once for the whole
/// cluster. Key: a keyed hash of the three, so that no address is stored, logged or sent. By real time.
/// </summary>
[Alias("ISourceGrain")]
public interface ISourceGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes a try, before what it brings is looked at. Refused when as many as the limit allows count already; a refused one does not count
    /// itself. A repeat takes another.
    /// </summary>
    [Alias("Take")]
    Task<SourceTry> Take(SourceLimit limit);

    /// <summary>
    /// Gives a granted try back: what it brought was right. One that no longer counts changes nothing. A repeat gives back another of the same
    /// segment.
    /// </summary>
    [Alias("GiveBack")]
    Task GiveBack(SourceTry taken);
}

/// <param name="Tries">Granted within any window.</param>
/// <param name="Window">At least a second. A try counts for this long, less up to a twelfth of it.</param>
[Immutable]
public sealed record SourceLimit(int Tries, TimeSpan Window);

/// <param name="Segment">In which part of the window it was counted: the part's beginning, in milliseconds since 1970. 0 for one that was refused.</param>
[Immutable]
public sealed record SourceTry(bool Granted, long Segment);
