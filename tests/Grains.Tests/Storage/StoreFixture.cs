using Grains.Commits;

namespace Grains.Tests.Storage;

/// <summary>A store of one test: it can be closed and opened again on the same data, and kept from writing for a while.</summary>
public abstract class StoreFixture : IAsyncDisposable
{
    public abstract IStateStore Store { get; }

    public abstract IJobStore Jobs { get; }

    public abstract IChangeFeed Feed { get; }

    /// <summary>As a process that ends and starts again.</summary>
    public abstract Task Reopen();

    /// <summary>No write gets through until the answer is disposed.</summary>
    public abstract Task<IAsyncDisposable> Block();

    /// <summary>Blocked, and a first commit sent: done when the writer has taken it from the queue, so that what is sent next makes one drain.</summary>
    public abstract Task Taken();

    public abstract ValueTask DisposeAsync();
}
