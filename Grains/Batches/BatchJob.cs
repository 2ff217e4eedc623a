using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Batches;

namespace Grains.Batches;

/// <summary>
/// Does a chunk, as it was planned. A node that dies in it leaves the job to another one, which does the whole chunk again: who was done already is not
/// done twice, for each actor's operation is the batch's and its own, and is in the result.
/// </summary>
public sealed class BatchJob(IGrainFactory grains, IEnumerable<IBatchWork> works) : IJobHandler
{
    public const int ChunkSize = 200;

    private const int AtATime = 8;

    // From then on whom it fails for keeps the others no longer.
    private const int LastTry = 4;

    public string Kind => BatchStep.JobKind;

    public async Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var step = BatchStep.Read(job);
        var batch = grains.GetGrain<IBatchGrain>(step.Batch);
        if (step.Order is { } asked)
            await batch.Take(job.Operation.Step("take"), asked);
        if (await batch.Next(step.Chunk) is not { } chunk)
            return;
        var order = chunk.Order;
        var work = works.FirstOrDefault(w => w.Kind == order.Work) ?? throw new JobRefusedException($"No work {order.Work}.");
        if (chunk.Targets is null)
        {
            int? total = step.Chunk == 0 ? await work.Count(order, cancel) : null;
            await batch.Plan(job.Operation.Step("plan"), new BatchPlan(step.Chunk, total, await work.Next(order, chunk.After, ChunkSize, cancel)));
            chunk = await batch.Next(step.Chunk);
        }
        // Another node has planned it, or recorded it, meanwhile: what stands counts.
        if (chunk?.Targets is not { } targets)
            return;
        var lines = new BatchLine[targets.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, targets.Count), new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel },
            async (i, stop) => lines[i] = await Do(work, order, targets[i], OperationId.Of("batch", step.Batch, targets[i].Key), job.Attempt >= LastTry, stop));
        await batch.Record(job.Operation.Step("record"), new BatchChunkResult(step.Chunk, lines, targets.Count < ChunkSize));
    }

    private static async Task<BatchLine> Do(IBatchWork work, BatchOrder order, BatchTarget target, OperationId operation, bool last, CancellationToken stop)
    {
        try
        {
            return await work.Do(order, target, operation, stop);
        }
        catch (Exception e) when (last && e is not OperationCanceledException)
        {
            return target.Ended(BatchOutcome.Failed);
        }
    }
}
