using Grains.Batches;
using Grains.Interfaces;
using Grains.Interfaces.Batches;

namespace Grains.Employees.Departures;

/// <summary>Begins departures of several: a batch, which goes on whatever becomes of who declared them.</summary>
public sealed class DepartureService(IGrainFactory grains)
{
    /// <summary>Chosen by hand, over the pages of a list.</summary>
    public const int MostChosen = BatchJob.ChunkSize;

    /// <summary>A last day further ahead is a slip of the pen.</summary>
    public const int MostYearsAhead = 1;

    /// <summary>
    /// Of those that were chosen, <see cref="MostChosen"/> at most, on one last day and for one reason; who may not leave is passed over. Answers the batch's
    /// id; the same operation is the same batch. Refused: NotFound to whose session is over.
    /// </summary>
    /// <param name="reason">A code of the reasons that are offered.</param>
    public async Task<Result<string, BatchRefusal>> Begin(Caller by, OperationId operation, IReadOnlyList<string> ids, DateOnly lastDay, string reason)
    {
        var key = BatchStep.KeyOf(by.Portal, operation.Value);
        var begun = await grains.GetGrain<IBatchGrain>(key).Start(by, operation, DepartureWork.Order(by, ids, lastDay, reason));
        return begun.Ok ? EmployeeChange.Id(key) : begun.Refusal.Value;
    }
}
