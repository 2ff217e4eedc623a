using Grains.Commits;
using Grains.Interfaces;
using Orleans;

namespace Cluster.Tests.Tally;

/// <summary>Counts. What it answers tells its version, so that a stale answer can be seen.</summary>
public interface ITallyGrain : IGrainWithStringKey
{
    Task<Tally> Add(string operation);

    /// <summary>From memory, without a commit.</summary>
    Task<Tally> Count();
}

/// <param name="By">Which activation on which silo said so, and from where.</param>
[Immutable]
public sealed record Tally(long Count, string By);

public sealed record TallyState : GrainState
{
    public long Count { get; init; }
}

[GrainType("tally")]
public sealed class TallyGrain(CommitServices services, ILease lease) : CommittingGrain<TallyState>(services), ITallyGrain
{
    protected override string Kind => "tally";

    public Task<Tally> Add(string operation) => Answer(
        new OperationId(operation), Condition.None, new Decision<TallyState, Tally,
            NoRefusal>(State with { Count = State.Count + 1 }, new Tally(State.Count + 1, By), null, []));

    public Task<Tally> Count() => Task.FromResult(new Tally(State.Count, By));

    private string By => $"{RuntimeIdentity} {GrainContext.ActivationId}{(lease.IsHeld ? " with lease" : "")}";
}
