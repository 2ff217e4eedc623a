using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Batches;

namespace Grains.Batches;

[GrainType("batch")]
public sealed class BatchGrain(CommitServices services, Rights rights) : CommittingGrain<BatchState>(services), IBatchGrain
{
    protected override string Kind => "batch";

    // A person who waits for a page goes before.
    protected override CommitLane Lane => CommitLane.Bulk;

    public Task<Result<BatchRefusal>> Start(Caller by, OperationId operation, BatchOrder order) =>
        Answer(operation, rights.ToCall(by, BatchRefusal.NotFound), State.Start(Key, order with { By = by }, Now, scheduled: false));

    public Task Take(OperationId operation, BatchOrder order) => Answer(operation, Condition.None, State.Start(Key, order, Now, scheduled: true));

    public Task<BatchChunk?> Next(int chunk) => Task.FromResult(State.At(chunk));

    public Task Plan(OperationId operation, BatchPlan plan) => Answer(operation, Condition.None, State.Plan(Key, plan));

    public Task Record(OperationId operation, BatchChunkResult result) => Answer(operation, Condition.None, State.Record(Key, result, Now));
}
