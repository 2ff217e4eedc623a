using Grains.Batches;
using Grains.Interfaces;
using Grains.Interfaces.Batches;

namespace Grains.Employees;

/// <summary>Begins reminders of many: a batch, which goes on whatever becomes of who asked for it.</summary>
public sealed class ReminderService(IGrainFactory grains)
{
    /// <summary>Chosen by hand, over the pages of a list.</summary>
    public const int MostChosen = BatchJob.ChunkSize;

    /// <summary>Of all who are to be reminded. Answers the batch's id; the same operation is the same batch. Refused: NotFound to whose session is over.</summary>
    public async Task<Result<string, BatchRefusal>> RemindAll(Caller by, OperationId operation, EmployeeFilter filter) =>
        await Begin(by, operation, ReminderWork.Order(by, filter));

    /// <summary>The same of those that were chosen, <see cref="MostChosen"/> at most; who needs no reminder is passed over.</summary>
    public async Task<Result<string, BatchRefusal>> RemindChosen(Caller by, OperationId operation, IReadOnlyList<string> ids) =>
        await Begin(by, operation, ReminderWork.Order(by, ids));

    private async Task<Result<string, BatchRefusal>> Begin(Caller by, OperationId operation, BatchOrder order)
    {
        var key = BatchStep.KeyOf(by.Portal, operation.Value);
        var begun = await grains.GetGrain<IBatchGrain>(key).Start(by, operation, order);
        return begun.Ok ? EmployeeChange.Id(key) : begun.Refusal.Value;
    }
}
