using Grains.Access;
using Grains.Batches;
using Grains.Interfaces;
using Grains.Interfaces.Batches;

namespace Grains.Requests.Routing;

/// <summary>Has the rules applied to what is open: a batch, which goes on whatever becomes of who asked for it.</summary>
public sealed class RoutingService(IGrainFactory grains)
{
    /// <summary>Answers the batch's key; the same operation is the same batch. Refused: NotFound to others than supervisors.</summary>
    public async Task<Result<string, BatchRefusal>> Apply(Caller by, OperationId operation)
    {
        if (!StaffRights.May(by, StaffAct.RouteRequests))
            return BatchRefusal.NotFound;
        var key = BatchStep.KeyOf(by.Portal, operation.Value);
        var begun = await grains.GetGrain<IBatchGrain>(key).Start(by, operation, RoutingWork.Order(by));
        return begun.Ok ? key : begun.Refusal.Value;
    }
}
