using Grains.Batches;
using Grains.Interfaces;
using Grains.Interfaces.Batches;

namespace Grains.Requests.Bulk;

/// <summary>Begins an act on many requests: a batch, which goes on whatever becomes of who asked for it.</summary>
public sealed class BulkService(IGrainFactory grains)
{
    /// <summary>
    /// Answers the batch's key; the same operation is the same batch. What a request refuses meanwhile is in the result. Refused: NotFound to whose session is
    /// over, and to whose role answers no requests.
    /// </summary>
    public async Task<Result<string, BatchRefusal>> Begin(Caller by, OperationId operation, BulkWish wish)
    {
        if (!by.Answers())
            return BatchRefusal.NotFound;
        var key = BatchStep.KeyOf(by.Portal, operation.Value);
        var begun = await grains.GetGrain<IBatchGrain>(key).Start(by, operation, BulkWork.Order(by, wish));
        return begun.Ok ? key : begun.Refusal.Value;
    }
}
