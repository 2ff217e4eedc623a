using System.Collections.Concurrent;
using Orleans;

namespace Grains.Tests.Clustering.Fixtures;

/// <summary>Counts entries, and keeps the count only when it leaves memory: a lost or doubled activation loses entries.</summary>
public interface ILedgerGrain : IGrainWithStringKey
{
    Task Add();

    Task AddAndLeave();

    Task<int> Count();
}

public sealed class LedgerGrain(LedgerStore store) : Grain, ILedgerGrain
{
    private int _count;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        store.Enter(this.GetPrimaryKeyString());
        await Task.Yield();
        _count = store.Load(this.GetPrimaryKeyString());
    }

    public async Task Add()
    {
        var before = _count;
        await Task.Yield();
        _count = before + 1;
    }

    public async Task AddAndLeave()
    {
        DeactivateOnIdle();
        await Add();
    }

    public Task<int> Count() => Task.FromResult(_count);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        store.Save(this.GetPrimaryKeyString(), _count);
        store.Leave(this.GetPrimaryKeyString());
    }
}

public sealed class LedgerStore
{
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentDictionary<string, int> _inMemory = new();
    private int _activations;

    /// <summary>How often a ledger was opened while it was already open.</summary>
    public int Doubled;

    public int Activations => _activations;

    public int Load(string key) => _counts.GetValueOrDefault(key);

    public void Save(string key, int count) => _counts[key] = count;

    public void Enter(string key)
    {
        Interlocked.Increment(ref _activations);
        if (_inMemory.AddOrUpdate(key, 1, (_, n) => n + 1) > 1)
        {
            Interlocked.Increment(ref Doubled);
        }
    }

    public void Leave(string key) => _inMemory.AddOrUpdate(key, 0, (_, n) => n - 1);
}
