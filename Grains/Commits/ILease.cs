namespace Grains.Commits;

/// <summary>Whether this silo may answer from a grain's memory what it has not just read or written.</summary>
public interface ILease
{
    /// <summary>True while no other silo can have taken over a grain that lives here. False says nothing: the stored version is asked for then.</summary>
    bool IsHeld { get; }

    /// <summary>
    /// Waits until no silo that died can answer from its memory any more; at once when none has died lately. What is loaded after it is the newest.
    /// </summary>
    ValueTask AwaitFormerHolders(CancellationToken cancel);
}

/// <summary>No other process has this store.</summary>
public sealed class SoleLease : ILease
{
    public bool IsHeld => true;

    public ValueTask AwaitFormerHolders(CancellationToken cancel) => default;
}
