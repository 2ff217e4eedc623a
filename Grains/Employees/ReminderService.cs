using Grains.Batches;
using Grains.Interfaces;
using Grains.Interfaces.Batches;

namespace Grains.Employees;

/// <summary>Begins the reminder of all who are to be reminded: a batch, which goes on whatever becomes of who asked for it.</summary>
public sealed class ReminderService(IGrainFactory grains)
{
    /// <summary>Answers the batch's id; the same operation is the same batch. Refused: NotFound to whose session is over.</summary>
    public async Task<Result<string, BatchRefusal>> RemindAll(Caller by, OperationId operation, EmployeeFilter filter)
    {
        var key = BatchStep.KeyOf(by.Portal, operation.Value);
        var begun = await grains.GetGrain<IBatchGrain>(key).Start(by, operation, ReminderWork.Order(by, filter));
        return begun.Ok ? EmployeeChange.Id(key) : begun.Refusal.Value;
    }
}
