using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Routing;

/// <summary>The right is the supervisor's account with that role, at the commit.</summary>
[GrainType("routing")]
public sealed class RoutingGrain(CommitServices services, Rights rights) : CommittingGrain<RoutingState>(services), IRoutingGrain
{
    protected override string Kind => "routing";

    public Task<Result<RoutingRefusal>> Add(Caller by, OperationId operation, RoutingRule rule) =>
        Answer(operation, RightOf(by), State.Add(new(Key, by, Now), rule));

    public Task<Result<RoutingRefusal>> Raise(Caller by, OperationId operation, string id) => Answer(operation, RightOf(by), State.Raise(new(Key, by, Now), id));

    public Task<Result<RoutingRefusal>> Remove(Caller by, OperationId operation, string id) => Answer(operation, RightOf(by), State.Remove(new(Key, by, Now), id));

    private Condition RightOf(Caller by) => rights.ToCall(by, RoutingRefusal.NotAllowed);
}
