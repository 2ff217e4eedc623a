using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Replies;

/// <summary>The right is the supervisor's account with that role, at the commit.</summary>
[GrainType("canned-reply")]
public sealed class CannedReplyGrain(CommitServices services, Rights rights) : CommittingGrain<CannedReplyState>(services), ICannedReplyGrain
{
    protected override string Kind => "canned-reply";

    public Task<Result<CannedReplyRefusal>> Add(Caller by, OperationId operation, CannedReply reply) =>
        Answer(operation, RightOf(by), State.Add(new(Key, by, Now), reply));

    public Task<Result<CannedReplyRefusal>> Change(Caller by, OperationId operation, string id, DateTimeOffset seen, CannedReply reply) =>
        Answer(operation, RightOf(by), State.Change(new(Key, by, Now), id, seen, reply));

    public Task<Result<CannedReplyRefusal>> Remove(Caller by, OperationId operation, string id) =>
        Answer(operation, RightOf(by), State.Remove(new(Key, by, Now), id));

    private Condition RightOf(Caller by) => rights.ToCall(by, CannedReplyRefusal.NotAllowed);
}
