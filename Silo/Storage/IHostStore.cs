using Grains.Commits;

namespace Silo.Storage;

/// <summary>
/// What the host keeps beside the actors' commits: chunks of files, deliveries, the demo's mailbox. Actors never see it.
/// </summary>
public interface IHostStore : IStateStore
{
    /// <summary>
    /// One statement in a transaction of its own, in the SQL that both databases share; parameters are <c>$1</c>, <c>$2</c>… in order.
    /// Returns the number of rows changed.
    /// </summary>
    /// <exception cref="IOException">The store cannot write now; nothing was written, or nobody knows (make the statement safe to repeat).</exception>
    ValueTask<int> Execute(string statement, CommitLane lane, CancellationToken cancel, params object?[] values);

    /// <summary>Waits until no other node holds this name; it is held until the answer is disposed or this node dies.</summary>
    ValueTask<IAsyncDisposable> Alone(string name, CancellationToken cancel);

    /// <summary>The store's own clock, against which a node measures its own.</summary>
    ValueTask<DateTimeOffset> Clock(CancellationToken cancel);
}
