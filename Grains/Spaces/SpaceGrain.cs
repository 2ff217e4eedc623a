using Dapper;
using Grains.Access;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

[GrainType("space")]
public sealed class SpaceGrain(CommitServices services, PolicyBook policies, Rights rights) : CommittingGrain<SpaceState>(services), ISpaceGrain
{
    private static readonly Caller Nobody = new("", CallerKind.Customer, "", "", "");

    protected override string Kind => "space";

    private string Portal => Key.Split('/')[0];

    public Task<Result<SpaceRefusal>> Found(OperationId operation, string name, Member founder, string company, IReadOnlyList<string> unticked) =>
        Answer(operation, Condition.None, State.Found(Turn(founder.Account), name, founder, company, unticked));

    public async Task<Result<SpaceRefusal>> RequestMembership(OperationId operation, MembershipRequest applicant)
    {
        var (isMember, administrators) = await ToTell(applicant.Account);
        return await Answer(operation, Condition.None, State.RequestMembership(Turn(""), applicant, isMember, administrators));
    }

    public async Task<Result<SpaceRefusal>> DecideMembership(Caller by, OperationId operation, string account, SpaceRole? role, string reason) =>
        await Answer(operation, RightOf(by), State.DecideMembership(await Turn(by, account), account, role, reason));

    public Task<Result<SpaceRefusal>> Open(OperationId operation, string name, Member founder) =>
        Answer(operation, Condition.None, State.Open(Turn(founder.Account), name, founder));

    public Task<Result<SpaceRefusal>> AddCompany(OperationId operation, string company, bool isHome) =>
        Answer(operation, Condition.None, State.AddCompany(Turn(""), company, isHome));

    public async Task<Result<SpaceRefusal>> Admit(OperationId operation, Member member) =>
        await Answer(operation, Condition.None, State.Admit(await Turn(Nobody, member.Account), member));

    public async Task<Result<SpaceRefusal>> Remove(Caller by, OperationId operation, string member) =>
        await Answer(operation, RightOf(by), State.Remove(await Turn(by, member)));

    public async Task<Result<SpaceRefusal>> Restrict(Caller by, OperationId operation, string member, IReadOnlyList<string> companies) =>
        await Answer(operation, RightOf(by), State.Restrict(await Turn(by, member), companies));

    // What the caller is in the space is a row of this grain's, which its version guards.
    private Condition RightOf(Caller by) => rights.ToCall(by, SpaceRefusal.NotFound);

    // Of turns that nobody of the space asks for.
    private SpaceTurn Turn(string account) => new(Key, Nobody with { Account = account }, null, null, [], Now, policies.For(Portal));

    /// <summary>Only this grain writes these rows: a commit in between would make the version stale, and the turn runs again.</summary>
    private async Task<SpaceTurn> Turn(Caller by, string member)
    {
        await using var reading = await Store.OpenRead();
        await using var found = await reading.QueryMultipleAsync(
            """
            SELECT * FROM space_member WHERE space = @Key AND account = @Account AND status = 1;
            SELECT * FROM space_member WHERE space = @Key AND member = @member;
            SELECT company FROM space_grant WHERE space = @Key AND member = @member ORDER BY company
            """, new { Key, by.Account, member });
        return new(Key, by, await found.ReadFirstOrDefaultAsync<SpaceMember>(), await found.ReadFirstOrDefaultAsync<SpaceMember>(),
            [.. await found.ReadAsync<string>()], Now, policies.For(Portal));
    }

    private async Task<(bool IsMember, IReadOnlyList<string> Administrators)> ToTell(string account)
    {
        await using var reading = await Store.OpenRead();
        await using var found = await reading.QueryMultipleAsync(
            $"""
            SELECT count(*) FROM space_member WHERE space = @Key AND account = @account;
            SELECT account FROM space_member WHERE space = @Key AND role = {(int)SpaceRole.Administrateur} AND status = 1 AND account IS NOT NULL ORDER BY account
            """, new { Key, account });
        return (await found.ReadSingleAsync<long>() > 0, [.. await found.ReadAsync<string>()]);
    }
}
