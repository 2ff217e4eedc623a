using Actors.Durable;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

[Row("space_list", key: 1)]
public sealed record SpaceListRow(string Space, string Name) : Row;

[Row("space_member", key: 2)]
public sealed record SpaceMemberRow(string Space, string Account, SpaceRole Role, bool Whole, DateTimeOffset? EndsAt) : Row;

[Row("space_company", key: 2)]
public sealed record SpaceCompanyRow(string Space, string Company) : Row;

[Row("space_grant", key: 3)]
public sealed record SpaceGrantRow(string Space, string Account, string Company) : Row;

public sealed class SpaceGrain(DurableServices services) : DurableGrain<SpaceState>(services), ISpaceGrain
{
    protected override string Kind => "space";

    public Task<Result<SpaceRefusal>> Open(OperationId operation, string name, Member founder) => Answer(operation, State.Open(Key, name, founder, Now));

    public Task<Result<SpaceRefusal>> AddCompany(OperationId operation, string company) => Answer(operation, State.AddCompany(Key, company, Now));

    public Task<Result<SpaceRefusal>> Admit(OperationId operation, Member member) => Answer(operation, State.Admit(Key, member, Now));

    public Task<Result<SpaceRefusal>> Remove(Caller by, OperationId operation, string account) => Answer(operation, State.Remove(Key, by, account, Now));

    public Task<Result<SpaceRefusal>> Restrict(Caller by, OperationId operation, string account, IReadOnlyList<string> companies) =>
        Answer(operation, State.Restrict(Key, by, account, companies, Now));
}
