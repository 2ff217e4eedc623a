namespace Grains.Interfaces.Notices;

/// <summary>The daily mails of a portal: how far the day's are. Key: the portal's name in addresses.</summary>
[Alias("IDigestGrain")]
public interface IDigestGrain : IGrainWithStringKey
{
    /// <summary>
    /// Begins the digests of what came from the former ones until now; an earlier run that did not come to its end is given up. Of a portal without former
    /// ones it remembers the instant alone. Begun already, or a later one: nothing more happens.
    /// </summary>
    /// <param name="accounts">How many there are, to spread them over half an hour.</param>
    [Alias("Begin")]
    Task Begin(OperationId operation, DateTimeOffset until, int accounts);

    /// <summary>What is to do in a chunk; null when it is recorded already, or its run is over.</summary>
    /// <param name="chunk">From 0.</param>
    [Alias("Next")]
    Task<DigestChunk?> Next(DateTimeOffset until, int chunk);

    /// <summary>Schedules the mails of a chunk, and the next one. Recorded already: nothing more happens.</summary>
    [Alias("Record")]
    Task Record(OperationId operation, DigestResult result);
}

/// <param name="From">What came before it was in an earlier digest.</param>
/// <param name="After">The last account of the chunk before, or empty.</param>
[Immutable]
public sealed record DigestChunk(DateTimeOffset From, DateTimeOffset Until, string After);

/// <param name="After">The last account of the chunk.</param>
/// <param name="Last">No account is left.</param>
[Immutable]
public sealed record DigestResult(DateTimeOffset Until, int Chunk, string After, bool Last, IReadOnlyList<DigestMail> Mails);

/// <param name="Values">What the mail's template is filled with.</param>
[Immutable]
public sealed record DigestMail(string Account, IReadOnlyDictionary<string, string> Values);
