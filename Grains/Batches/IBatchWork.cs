using Grains.Interfaces;
using Grains.Interfaces.Batches;

namespace Grains.Batches;

/// <summary>One kind of batch: which actors, and what is done to each. Runs outside turns; it may call grains that commit.</summary>
public interface IBatchWork
{
    /// <summary>As <see cref="BatchOrder.Work"/> names it.</summary>
    string Kind { get; }

    /// <summary>How many actors there are now, for progress alone.</summary>
    Task<int> Count(BatchOrder order, CancellationToken cancel);

    /// <summary>The next actors in the order of their keys (ordinal), by an index.</summary>
    /// <param name="after">The key of the last one before, or empty.</param>
    Task<IReadOnlyList<BatchTarget>> Next(BatchOrder order, string after, int take, CancellationToken cancel);

    /// <summary>Does it to one. It may run again with the same operation, and must then do nothing more. Throws to be tried again.</summary>
    Task<BatchLine> Do(BatchOrder order, BatchTarget target, OperationId operation, CancellationToken cancel);
}
