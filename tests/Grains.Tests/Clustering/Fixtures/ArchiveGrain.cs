using Orleans;

namespace Grains.Tests.Clustering.Fixtures;

public interface IArchiveGrain : IGrainWithStringKey
{
    Task Read();
}

/// <summary>Why archives left memory.</summary>
public sealed class ArchiveRoom
{
    public List<DeactivationReasonCode> Endings { get; } = [];
}

public sealed class ArchiveGrain(ArchiveRoom room) : Grain, IArchiveGrain
{
    public Task Read() => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        lock (room.Endings)
            room.Endings.Add(reason.ReasonCode);
        return Task.CompletedTask;
    }
}
