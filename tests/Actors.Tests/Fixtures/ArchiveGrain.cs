using Orleans;

namespace Actors.Tests.Fixtures;

/// <summary>An archive that may be shut when one comes to open it.</summary>
public interface IArchiveGrain : IGrainWithStringKey
{
    Task<int> Read();

    Task Close();
}

/// <summary>What goes wrong on which opening, and what was seen of the endings.</summary>
public sealed class ArchiveRoom
{
    private int _openings;

    public Func<int, Task> OnOpening { get; set; } = _ => Task.CompletedTask;

    public Func<Task> OnClosing { get; set; } = () => Task.CompletedTask;

    public bool ConstructorFails { get; set; }

    public int Openings => Volatile.Read(ref _openings);

    public List<DeactivationReasonCode> Endings { get; } = [];

    public int Disposed { get; set; }

    public Task OpenAsync() => OnOpening(Interlocked.Increment(ref _openings));
}

public sealed class ArchiveGrain : Grain, IArchiveGrain, IAsyncDisposable
{
    private readonly ArchiveRoom _room;

    public ArchiveGrain(ArchiveRoom room)
    {
        _room = room;
        if (room.ConstructorFails)
        {
            throw new IOException("No key to the room.");
        }
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _room.OpenAsync();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        lock (_room.Endings)
        {
            _room.Endings.Add(reason.ReasonCode);
        }

        await _room.OnClosing();
    }

    public Task<int> Read() => Task.FromResult(_room.Openings);

    public Task Close()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _room.Disposed++;
        return ValueTask.CompletedTask;
    }
}
