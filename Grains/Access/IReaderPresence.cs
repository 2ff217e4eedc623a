namespace Grains.Access;

/// <summary>Whether anybody still waits for what is read: a page whose browser has left needs no rows.</summary>
public interface IReaderPresence
{
    /// <summary>Cancelled when nobody does any more.</summary>
    CancellationToken Gone { get; }
}

/// <summary>Where nothing tells, as in a worker: somebody does.</summary>
public sealed class AlwaysPresent : IReaderPresence
{
    public CancellationToken Gone => CancellationToken.None;
}
