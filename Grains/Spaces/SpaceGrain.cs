using Dapper;
using Grains.Access;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
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

/// <summary>An applicant who proved a company of the space and waits for an answer, or was refused. Nobody who is a member has one.</summary>
[Row("space_applicant", key: 2)]
public sealed record SpaceApplicantRow(string Space, string Account, string Company, string Name, DateTimeOffset AskedAt, DateTimeOffset? RefusedAt,
    string JobTitle, string Reason) : Row;

[Row("space_unticked", key: 2)]
public sealed record SpaceUntickedRow(string Space, string Siret) : Row;

[GrainType("space")]
public sealed class SpaceGrain(CommitServices services, PolicyBook policies, Rights rights) : CommittingGrain<SpaceState>(services), ISpaceGrain,
    ISpacePortfolioGrain
{
    protected override string Kind => "space";

    private string Portal => Key.Split('/')[0];

    public Task<Result<SpaceRefusal>> Found(OperationId operation, string name, Member founder, string company, IReadOnlyList<string> unticked) =>
        Answer(operation, Condition.None, State.Found(Key, name, founder, company, unticked, Now));

    public Task<Result<SpaceRefusal>> RequestMembership(OperationId operation, MembershipRequest applicant) =>
        Answer(operation, Condition.None, State.RequestMembership(Key, Portal, applicant, Now));

    public async Task<Result<SpaceRefusal>> DecideMembership(Caller by, OperationId operation, string account, SpaceRole? role, string reason) =>
        await Answer(operation, RightOf(by),
            State.DecideMembership(Key, Portal, by, account, role, reason, await Granted(account), policies.For(Portal).AdmissionAnswer, Now));

    public Task<Result<SpaceRefusal>> Open(OperationId operation, string name, Member founder) =>
        Answer(operation, Condition.None, State.Open(Key, name, founder, Now));

    public Task<Result<SpaceRefusal>> AddCompany(OperationId operation, string company, bool isHome) =>
        Answer(operation, Condition.None, State.AddCompany(Key, company, isHome, Now));

    public async Task<Result<SpaceRefusal>> Admit(OperationId operation, Member member) =>
        await Answer(operation, Condition.None, State.Admit(Key, member, await Granted(member.Account), Now));

    public async Task<Result<SpaceRefusal>> Remove(Caller by, OperationId operation, string account) =>
        await Answer(operation, RightOf(by), State.Remove(Key, by, account, await Granted(account), Now));

    public async Task<Result<SpaceRefusal>> Restrict(Caller by, OperationId operation, string account, IReadOnlyList<string> companies) =>
        await Answer(operation, RightOf(by), State.Restrict(Key, by, account, companies, await Granted(account), Now));

    public async Task<Result<PortfolioRefusal>> AddCompany(Caller by, OperationId operation, string company)
    {
        var proven = await GrainFactory.GetGrain<ICompanyProofGrain>(by.Account).Proven(by);
        var holding = await PortfolioReading.Read(Store, Key, company, Now) with
        {
            IsProven = proven is not null && $"{Portal}/{proven.Siren}" == company,
            HasHome = await Store.FindClaim(SpaceState.HomeClaim, company, Now) is not null,
        };
        return await Answer(operation, PortfolioRightOf(by), State.AddCompany(PortfolioTurn(by), holding));
    }

    public async Task<Result<PortfolioRefusal>> RemoveCompany(Caller by, OperationId operation, string company) =>
        await Answer(operation, PortfolioRightOf(by), State.RemoveCompany(PortfolioTurn(by), await PortfolioReading.Read(Store, Key, company, Now)));

    public async Task<Result<PortfolioRefusal>> ShowEstablishments(Caller by, OperationId operation, string company, EstablishmentTicks ticks) =>
        await Answer(operation, PortfolioRightOf(by),
            State.ShowEstablishments(PortfolioTurn(by), await PortfolioReading.Read(Store, Key, company, Now), ticks));

    private PortfolioTurn PortfolioTurn(Caller by) => new(Key, by, Acting(by), Now);

    private SpaceMemberRow? Acting(Caller by) =>
        State.Members.TryGetValue(by.Account, out var member) ? new SpaceMemberRow(Key, by.Account, member.Role, member.Whole, null) : null;

    private Condition PortfolioRightOf(Caller by) => rights.ToCall(by, PortfolioRefusal.NotFound);

    // What the caller is in the space is this state's, which its version guards.
    private Condition RightOf(Caller by) => rights.ToCall(by, SpaceRefusal.NotFound);

    /// <summary>Only this grain writes these rows: a commit in between would make the version stale, and the turn runs again.</summary>
    private async Task<IReadOnlyList<string>> Granted(string account)
    {
        await using var reading = await Store.OpenRead();
        return [.. await reading.QueryAsync<string>("SELECT company FROM space_grant WHERE space = @Key AND account = @account ORDER BY company",
            new { Key, account })];
    }
}
