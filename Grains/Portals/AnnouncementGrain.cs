using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Portals;

namespace Grains.Portals;

/// <summary>The right is the supervisor's account with that role, at the commit.</summary>
[GrainType("announcement")]
public sealed class AnnouncementGrain(CommitServices services, Rights rights) : CommittingGrain<AnnouncementState>(services), IAnnouncementGrain
{
    protected override string Kind => "announcement";

    public Task<Result<AnnouncementRefusal>> Publish(Caller by, OperationId operation, Announcement announcement) =>
        Answer(operation, RightOf(by), State.Publish(new(Key, by, Now), announcement));

    public Task<Result<AnnouncementRefusal>> Change(Caller by, OperationId operation, string id, DateTimeOffset seen, Announcement announcement) =>
        Answer(operation, RightOf(by), State.Change(new(Key, by, Now), id, seen, announcement));

    public Task<Result<AnnouncementRefusal>> Withdraw(Caller by, OperationId operation, string id) =>
        Answer(operation, RightOf(by), State.Withdraw(new(Key, by, Now), id));

    public Task Changed(OperationId operation) => Answer(operation, Condition.None, State.Changed(Key, Now));

    private Condition RightOf(Caller by) => rights.ToCall(by, AnnouncementRefusal.NotAllowed);
}
