using Grains.Commits;
using Grains.Interfaces;
using Orleans;

namespace Cluster.Tests.Tally;

/// <summary>Counts. What it answers tells its version, so that a stale answer can be seen.</summary>
public interface ITallyGrain : IGrainWithStringKey
{
    Task<long> Add(string operation);

    /// <summary>From memory, without a commit.</summary>
    Task<long> Count();
}

public sealed record TallyState : GrainState
{
    public long Count { get; init; }
}

[GrainType("tally")]
public sealed class TallyGrain(CommitServices services) : CommittingGrain<TallyState>(services), ITallyGrain
{
    protected override string Kind => "tally";

    public Task<long> Add(string operation) => Commit(new OperationId(operation), State with { Count = State.Count + 1 }, State.Count + 1, []);

    public Task<long> Count() => Task.FromResult(State.Count);
}
