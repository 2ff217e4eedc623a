using System.Collections.Immutable;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Insured;

namespace Grains.Insured;

using Outcome = Decision<InsuredState, Nothing, NoRefusal>;

public sealed record InsuredState : GrainState
{
    /// <summary>Keys of the requests whose change is recorded.</summary>
    public ImmutableList<string> Requests { get; init; } = [];

    public Outcome Record(string account, InsuredChange change, DateTimeOffset at) => Requests.Contains(change.Request)
        ? Outcome.Unchanged
        : new(this with { Requests = Requests.Add(change.Request) }, default, null,
        [
            new Upsert(InsuredChangeRow.Of(account, change, at)),
            JournalRow.Of(account, at, account, "insured-changed", change.Number),
            new Notify($"account/{account}"),
        ]);
}

[GrainType("insured")]
public sealed class InsuredGrain(CommitServices services) : CommittingGrain<InsuredState>(services), IInsuredGrain
{
    protected override string Kind => "insured";

    public Task Record(OperationId operation, InsuredChange change) => Answer(operation, Condition.None, State.Record(Key, change, Now));
}
