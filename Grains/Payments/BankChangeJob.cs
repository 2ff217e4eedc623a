using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces.Payments;
using Grains.Interfaces.Requests;

namespace Grains.Payments;

/// <summary>Wakes another account's change when something of it is due. Again after a kill: its own turn knows what it has done.</summary>
public sealed class BankChangeJob(IGrainFactory grains) : IJobHandler
{
    public const string JobKind = "bank-change";

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel) => grains.GetGrain<IBankChangeGrain>(job.Payload).Due(job.Operation);
}

public sealed record BankChangeEnd(string Request, BankStage Stage);

/// <summary>Closes the request of a change that has ended; one that is closed already stays so.</summary>
public sealed class BankChangeEndJob(IGrainFactory grains) : IJobHandler
{
    public const string JobKind = "bank-change-end";

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var end = JsonSerializer.Deserialize<BankChangeEnd>(job.Payload)!;
        return grains.GetGrain<IRequestGrain>(end.Request).EndAccountChange(job.Operation, end.Stage);
    }
}
