using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Absences;

[GrainType("absence")]
public sealed class AbsenceGrain(CommitServices services, Rights rights, ColleagueQueries colleagues) : CommittingGrain<AbsenceState>(services), IAbsenceGrain
{
    protected override string Kind => "absence";

    public async Task<Result<AbsenceRefusal>> Announce(Caller by, OperationId operation, Absence absence) => await Answer(
        operation, RightOf(by), await colleagues.Find(Key) is null ? AbsenceRefusal.NotFound : State.Announce(new(Key, by, Now), absence));

    public Task<Result<AbsenceRefusal>> Cancel(Caller by, OperationId operation, string id) => Answer(operation, RightOf(by), State.Cancel(new(Key, by, Now), id));

    private Condition RightOf(Caller by) => rights.ToCall(by, AbsenceRefusal.NotAllowed);
}
