using System.Collections.Concurrent;
using System.Data.Common;
using Grains.Commits;
using Orleans;

namespace Grains.Tests.Clustering.Fixtures;

public sealed record SafeState : GrainState
{
    public int Coins { get; init; }
}

/// <summary>A durable grain that can also be asked to break the rule about commits.</summary>
public interface ISafeGrain : IGrainWithStringKey
{
    Task<int> Add(int coins);

    Task<int> Count();

    /// <summary>Asks another to commit, which must refuse.</summary>
    Task<int> AddTo(string other);

    /// <summary>Reads the others, all at once, then commits.</summary>
    Task<int> AddWhatOthersHold(params string[] others);
}

public sealed class SafeGrain(CommitServices services) : CommittingGrain<SafeState>(services), ISafeGrain
{
    protected override string Kind => "safe";

    public Task<int> Add(int coins) => Answer(
        default, Condition.None, new Decision<SafeState, int, NoRefusal>(State with { Coins = State.Coins + coins }, State.Coins + coins, null, []));

    public Task<int> Count() => Task.FromResult(State.Coins);

    public Task<int> AddTo(string other) => GrainFactory.GetGrain<ISafeGrain>(other).Add(1);

    public async Task<int> AddWhatOthersHold(params string[] others) =>
        await Add((await Task.WhenAll(others.Select(o => GrainFactory.GetGrain<ISafeGrain>(o).Count()))).Sum());
}

/// <summary>Keeps states in memory, with compare-and-set, and loses as many writes as it is told to.</summary>
public sealed class MemoryStore : IStateStore
{
    private readonly ConcurrentDictionary<string, StoredState> _states = new();

    public int ConflictsToCome;

    public ValueTask<StoredState?> Load(string grain, CancellationToken cancel = default) => new(_states.TryGetValue(grain, out var state) ? state : null);

    public ValueTask<long> VersionOf(string grain, CancellationToken cancel = default) => new(_states.GetValueOrDefault(grain).Version);

    public ValueTask<CommitOutcome> Commit(CommitUnit unit, CancellationToken cancel = default)
    {
        if (Interlocked.Decrement(ref ConflictsToCome) >= 0 || _states.GetValueOrDefault(unit.Grain).Version != unit.ReadVersion)
        {
            return new(new CommitOutcome(CommitVerdict.Stale, 0));
        }

        _states[unit.Grain] = new StoredState(unit.ReadVersion + 1, unit.State);
        return new(new CommitOutcome(CommitVerdict.Committed, unit.ReadVersion + 1));
    }

    public ValueTask<Operation?> FindOperation(string id, CancellationToken cancel = default) => default;

    public ValueTask<string?> FindClaim(string kind, string value, DateTimeOffset now, CancellationToken cancel = default) => default;

    public ValueTask<long> DrawNumbers(string sequence, int count, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<DbConnection> OpenRead(CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<string?> ReadSetting(string name, CancellationToken cancel = default) => default;

    public ValueTask WriteSetting(string name, string value, CancellationToken cancel = default) => default;

    public ValueTask<int> Purge(DateTimeOffset operationsBefore, DateTimeOffset jobsBefore, CancellationToken cancel = default) => default;
}
