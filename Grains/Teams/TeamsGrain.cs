using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Teams;
using Grains.Requests;

namespace Grains.Teams;

/// <summary>The right is the supervisor's account with that role, at the commit.</summary>
[GrainType("teams")]
public sealed class TeamsGrain(CommitServices services, Rights rights, ColleagueQueries colleagues) : CommittingGrain<TeamsState>(services), ITeamsGrain
{
    protected override string Kind => "teams";

    public Task<Result<string, TeamRefusal>> Create(Caller by, OperationId operation, string name) =>
        Answer(operation, RightOf(by), State.Create(Turn(by), name));

    public Task<Result<TeamRefusal>> Rename(Caller by, OperationId operation, string team, string seen, string name) =>
        Answer(operation, RightOf(by), State.Rename(Turn(by), team, seen, name));

    public async Task<Result<TeamRefusal>> Move(Caller by, OperationId operation, string account, string seen, string team) =>
        await Answer(operation, RightOf(by), State.Move(Turn(by), account, await colleagues.Find(account) is not null, seen, team));

    private TeamsTurn Turn(Caller by) => new(Key, by, Now);

    private Condition RightOf(Caller by) => rights.ToCall(by, TeamRefusal.NotAllowed);
}
