using System.Collections.Concurrent;

namespace Grains.Tests.Clustering.Fixtures;

/// <summary>Where a test and the grains meet: a grain stops at a checkpoint until the test opens it.</summary>
public sealed class Service
{
    private readonly ConcurrentDictionary<string, Checkpoint> _checkpoints = new();

    public Checkpoint this[string name] => _checkpoints.GetOrAdd(name, _ => new Checkpoint());
}

public sealed class Checkpoint
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _visits;

    /// <summary>The limit is for a broken silo: a test must fail, not hang.</summary>
    public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public int Visits => Volatile.Read(ref _visits);

    public void Open() => _opened.TrySetResult();

    public Task PassAsync()
    {
        Interlocked.Increment(ref _visits);
        _reached.TrySetResult();
        return _opened.Task;
    }
}
