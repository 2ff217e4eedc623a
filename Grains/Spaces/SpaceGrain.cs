using System.Security.Cryptography;
using System.Text;
using Dapper;
using Grains.Access;
using Grains.Accounts;
using Grains.Batches;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;
using Grains.Spaces.Invitations;
using Grains.Spaces.Mandates;
using Grains.Spaces.Support;
using Grains.Text;

namespace Grains.Spaces;

[GrainType("space")]
public sealed class SpaceGrain(CommitServices services, PolicyBook policies, Rights rights) : CommittingGrain<SpaceState>(services), ISpaceGrain,
    ISpacePortfolioGrain, ISpaceClaimGrain, ISpaceSupportGrain, ISpaceMandateGrain
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
        await Parting(operation, Condition.None, await Turn(Nobody, member.Account), (state, turn) => state.Admit(turn, member));

    public async Task<Result<SpaceRefusal>> Invite(Caller by, OperationId operation, string member, Invitation invitation, LinkSecret link)
    {
        var address = EmailAddress.Fold(invitation.Person.Email);
        var turn = await Turn(by, member, address, companies: true);
        return await Answer(operation, RightOf(by), State.Invite(turn, member, invitation, link, await IsTaken(member, address), await InvitedToday()));
    }

    public async Task<Result<SpaceRefusal>> InviteAgain(Caller by, OperationId operation, string member, string email, LinkSecret link)
    {
        var address = EmailAddress.Fold(email);
        return await Answer(operation, RightOf(by),
            State.InviteAgain(await Turn(by, member, address), email, link, await IsTaken(member, address), await InvitedToday()));
    }

    public async Task<Result<SpaceRefusal>> CorrectInvitation(
        Caller by, OperationId operation, string member, string email, string reason, LinkSecret link)
    {
        var address = EmailAddress.Fold(email);
        return await Answer(operation, RightOf(by),
            State.CorrectInvitation(await Turn(by, member, address), email, reason, link, await IsTaken(member, address), await InvitedToday()));
    }

    public async Task<Result<PortfolioRefusal>> AddCompany(Caller by, OperationId operation, string company)
    {
        var proven = await GrainFactory.GetGrain<ICompanyProofGrain>(by.Account).Proven(by);
        var holding = await PortfolioReading.Read(Store, Key, company, Now) with
        {
            IsProven = proven is not null && $"{Portal}/{proven.Siren}" == company,
            HasHome = await Store.FindClaim(SpaceState.HomeClaim, company, Now) is not null,
        };
        return await Answer(operation, PortfolioRightOf(by), State.AddCompany(await PortfolioTurn(by), holding));
    }

    public async Task<Result<PortfolioRefusal>> RemoveCompany(Caller by, OperationId operation, string company) =>
        await Answer(operation, PortfolioRightOf(by), State.RemoveCompany(await PortfolioTurn(by), await PortfolioReading.Read(Store, Key, company, Now)));

    public async Task<Result<PortfolioRefusal>> ShowEstablishments(Caller by, OperationId operation, string company, EstablishmentTicks ticks) =>
        await Answer(operation, PortfolioRightOf(by),
            State.ShowEstablishments(await PortfolioTurn(by), await PortfolioReading.Read(Store, Key, company, Now), ticks));

    private async Task<PortfolioTurn> PortfolioTurn(Caller by) => new(Key, by, (await Turn(by, "")).Acting, Now);

    private Condition PortfolioRightOf(Caller by) => rights.ToCall(by, PortfolioRefusal.NotFound);

    public async Task<InvitationView?> PreviewInvitation(string member, byte[] hash)
    {
        var target = (await Turn(Nobody, member)).Target;
        return target is { Status: MemberStatus.Invited } && target.AskedUntil > Now
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(target.Link), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)))
            ? new(Key, State.Name, member, target.AskedBy, target.Facts, target.Role, target.Rights, target.Whole, target.AskedUntil.Value)
            : null;
    }

    public async Task<Result<SpaceRefusal>> AnswerInvitation(Caller by, OperationId operation, string member, bool accepted)
    {
        var turn = await Turn(by, member);
        return await Answer(operation, rights.ToAnswer(by, SpaceRefusal.NotFound, turn.Target?.Address ?? ""), State.AnswerInvitation(turn, accepted));
    }

    public async Task<Result<SpaceRefusal>> AcceptFor(Caller by, OperationId operation, string member, string firm)
    {
        var turn = await Turn(by, member);
        return await Answer(operation, OfFirm(rights.ToAnswer(by, SpaceRefusal.NotOfFirm, turn.Target?.Address ?? ""), turn, firm),
            State.AcceptFor(turn, await FirmReading.Read(Store, turn, firm)));
    }

    public async Task<Result<SpaceRefusal>> PlaceAt(Caller by, OperationId operation, string mandate, string firm)
    {
        var turn = await Turn(by, mandate);
        var decision = State.PlaceAt(turn, await FirmReading.Read(Store, turn, firm));
        return await Answer(operation, decision.Next is null ? RightOf(by) : OfFirm(RightOf(by), turn, firm), decision);
    }

    public async Task<Result<SpaceRefusal>> PassOn(Caller by, OperationId operation, string mandate, string holder, PassingOn given)
    {
        var turn = await Turn(by, mandate, companies: true);
        var firm = await FirmReading.Read(Store, turn, turn.Target?.FirmSpace ?? "", given.Member);
        var (decision, right) = (State.PassOn(turn, firm, holder, given), FirmRightOf(by, firm.Space));
        return await Answer(operation, decision.Next is null ? right : right.And(SpaceRefusal.NotFound, Rights.Belongs(firm.Heir!.Account!, firm.Space)), decision);
    }

    public async Task<Result<SpaceRefusal>> TakeBack(Caller by, OperationId operation, string holder)
    {
        var turn = await Turn(by, holder);
        return await Answer(operation, FirmRightOf(by, turn.Target?.FirmSpace ?? ""), State.TakeBack(turn));
    }

    public async Task<Result<SpaceRefusal>> HolderLeft(OperationId operation, string holder)
    {
        var turn = await Turn(Nobody, holder);
        var firm = await FirmReading.Read(Store, turn, turn.Target?.FirmSpace ?? "", turn.Target?.FirmMember ?? "");
        return await Answer(operation, Condition.None, State.HolderLeft(turn, firm));
    }

    public Task<Result<SpaceRefusal>> NoteMandate(OperationId operation, FirmNote note) => Answer(operation, Condition.None, State.NoteMandate(Key, note));

    // The caller is in the firm's space, which holds the firm that the mandate names.
    private Condition OfFirm(Condition right, SpaceTurn turn, string firm) =>
        right.And(SpaceRefusal.NotOfFirm, Rights.Belongs(turn.By.Account, firm), Rights.Keeps(firm, $"{Portal}/{turn.Target?.FirmSiren}"));

    private Condition FirmRightOf(Caller by, string firm) => RightOf(by).And(SpaceRefusal.NotFound, Rights.Administers(by.Account, firm));

    public async Task<Result<SpaceRefusal>> Change(Caller by, OperationId operation, string member, MemberChange change) =>
        await Parting(operation, RightOf(by), await Turn(by, member, companies: true), (state, turn) => state.Change(turn, change));

    public async Task<Result<SpaceRefusal>> ChangeOwn(Caller by, OperationId operation, PersonFacts person) =>
        await Answer(operation, RightOf(by), State.ChangeOwn(await Turn(by, ""), person));

    public async Task<Result<SpaceRefusal>> Suspend(Caller by, OperationId operation, string member, bool suspended) =>
        await Parting(operation, RightOf(by), await Turn(by, member), (state, turn) => state.Suspend(turn, suspended));

    public async Task<Result<SpaceRefusal>> SuspendHandingOver(Caller by, OperationId operation, string member, string heir)
    {
        var to = (await Turn(by, heir)).Target;
        return await Parting(operation, RightOf(by), await Turn(by, member), (state, turn) => state.Suspend(turn, suspended: true).HandingOver(turn, to));
    }

    public async Task<Result<SpaceRefusal>> RenewMandate(Caller by, OperationId operation, string member, DateTimeOffset until) =>
        await Answer(operation, RightOf(by), State.RenewMandate(await Turn(by, member), until));

    public async Task<Result<SpaceRefusal>> AskRenewal(OperationId operation, string member, DateTimeOffset endsAt)
    {
        var (_, administrators) = await ToTell("");
        return await Answer(operation, Condition.None, State.AskRenewal(await Turn(Nobody, member), endsAt, administrators));
    }

    public async Task<Result<SpaceRefusal>> Remove(Caller by, OperationId operation, string member) =>
        await Parting(operation, RightOf(by), await Turn(by, member), (state, turn) => state.Remove(turn));

    public async Task<Result<SpaceRefusal>> HandOver(Caller by, OperationId operation, string member, string heir)
    {
        var to = (await Turn(by, heir)).Target;
        return await Parting(operation, RightOf(by), await Turn(by, member), (state, turn) => state.Remove(turn).HandingOver(turn, to));
    }

    public async Task<Result<SpaceRefusal>> Restrict(Caller by, OperationId operation, string member, IReadOnlyList<string> companies) =>
        await Answer(operation, RightOf(by), State.Restrict(await Turn(by, member), companies));

    public async Task<Result<SpaceRefusal>> Claim(Caller by, OperationId operation)
    {
        var proven = await GrainFactory.GetGrain<ICompanyProofGrain>(by.Account).Proven(by);
        var company = proven is null ? "" : $"{Portal}/{proven.Siren}";
        var isOwn = company.Length > 0 && (await Store.FindClaim(SpaceState.HomeClaim, company, Now)) == StoreKey;
        return await Answer(operation, RightOf(by), State.AskToAdministrate(await Turn(by, ""), isOwn ? company : null, await FirstMembers()));
    }

    public async Task<Result<SpaceRefusal>> ObjectToClaim(Caller by, OperationId operation, string reason) =>
        await Answer(operation, RightOf(by), State.ObjectToClaim(await Turn(by, ""), reason));

    public async Task<Result<SpaceRefusal>> DecideClaim(Caller by, OperationId operation, string account, bool granted, string reason)
    {
        var decision = State.DecideClaim(await Turn(by, State.Claim?.Member ?? ""), account, granted, reason, await FirstMembers());
        var right = RightOf(by);
        return await Answer(operation, granted && decision.Next is not null ? right.And(SpaceRefusal.Over, Rights.IsOpen(account)) : right, decision);
    }

    public async Task<Result<SpaceRefusal>> ClaimRipens(OperationId operation, DateTimeOffset askedAt) =>
        await Answer(operation, Condition.None, State.ClaimRipens(askedAt));

    // Where somebody stops administrating, another does not stop at the same instant: this grain's version guards their row, not their account.
    private Task<Result<SpaceRefusal>> Parting(
        OperationId operation, Condition right, SpaceTurn turn, Func<SpaceState, SpaceTurn, Decision<SpaceState, Nothing, SpaceRefusal>> verb)
    {
        var decision = verb(State, turn);
        return Answer(operation, decision.Next?.AdministratorCount < State.AdministratorCount
            ? right.And(SpaceRefusal.LastAdministrator, Rights.IsOpen(turn.OtherAdministrator!)) : right, decision);
    }

    // What the caller is in the space is a row of this grain's, which its version guards.
    private Condition RightOf(Caller by) => rights.ToCall(by, SpaceRefusal.NotFound);

    // Of turns that nobody of the space asks for.
    private SpaceTurn Turn(string account) => new(Key, Nobody with { Account = account }, null, null, [], Now, policies.For(Portal));

    /// <summary>Only this grain writes these rows: a commit in between would make the version stale, and the turn runs again.</summary>
    /// <param name="address">Invited now, or null: the target's.</param>
    /// <param name="companies">Whether the verb decides by the space's companies.</param>
    private async Task<SpaceTurn> Turn(Caller by, string member, string? address = null, bool companies = false)
    {
        await using var reading = await Store.OpenRead();
        await using var found = await reading.QueryMultipleAsync(
            $"""
            SELECT * FROM space_member WHERE space = @Key AND account = @Account AND mandate = '' ORDER BY status LIMIT 1;
            SELECT * FROM space_member WHERE space = @Key AND member = @member;
            SELECT company FROM space_grant WHERE space = @Key AND member = @member ORDER BY company;
            SELECT * FROM space_member WHERE space = @Key AND mandate = @member AND mandate <> '' ORDER BY member;
            SELECT g.member, g.company FROM space_member h JOIN space_grant g ON g.space = h.space AND g.member = h.member
              WHERE h.space = @Key AND h.mandate = @member AND h.mandate <> '';
            SELECT p.* FROM space_member h JOIN space_member p ON p.space = h.space AND p.member = h.mandate WHERE h.space = @Key AND h.member = @member;
            SELECT a.account FROM account_list a WHERE a.portal = @Portal AND a.active = 1 AND a.address = coalesce(@address,
              (SELECT m.address FROM space_member m WHERE m.space = @Key AND m.member = @member AND m.address <> ''));
            {(companies ? "SELECT company FROM space_company WHERE space = @Key" : "SELECT company FROM space_company WHERE 1 = 0")};
            SELECT m.account FROM space_member m JOIN account_list a ON a.account = m.account AND a.active = 1
            WHERE m.space = @Key AND {AdministrationReading.Counts} AND m.member <> @member ORDER BY m.member LIMIT {BatchStep.MostAtOnce + 1};
            SELECT m.account FROM space_member m JOIN account_list a ON a.account = m.account
            WHERE m.space = @Key AND {AdministrationReading.Present} AND m.member <> @member ORDER BY m.member LIMIT 1;
            {(State.Claim is null ? "SELECT account FROM space_objection WHERE 1 = 0" : "SELECT account FROM space_objection WHERE space = @Key")}
            """, new { Key, Portal, by.Account, member, address });
        return new(Key, by, await found.ReadFirstOrDefaultAsync<SpaceMember>(), await found.ReadFirstOrDefaultAsync<SpaceMember>(),
            [.. await found.ReadAsync<string>()], Now, policies.For(Portal))
        {
            PassedOn = [.. await found.ReadAsync<SpaceMember>()],
            GrantedOn = (await found.ReadAsync<(string Member, string Company)>()).ToLookup(g => g.Member, g => g.Company),
            Mandate = await found.ReadFirstOrDefaultAsync<SpaceMember>(),
            Invited = await found.ReadFirstOrDefaultAsync<string>(),
            Companies = (await found.ReadAsync<string>()).ToHashSet(StringComparer.Ordinal),
            OtherAdministrators = [.. await found.ReadAsync<string>()],
            OtherAdministrator = await found.ReadFirstOrDefaultAsync<string>(),
            SpaceName = State.Name,
            Objectors = [.. await found.ReadAsync<string>()],
        };
    }

    private Task<bool> IsTaken(string member, string address) => InvitationReading.IsTaken(Store, Key, member, address, Now);

    private Task<int> InvitedToday() => InvitationReading.Sent(Store, Key, Now);

    private async Task<IReadOnlyList<string>> FirstMembers()
    {
        await using var reading = await Store.OpenRead();
        return [.. await reading.QueryAsync<string>(
            $"""
            SELECT m.account FROM space_member m WHERE m.space = @Key AND m.status = {(int)MemberStatus.Added} AND m.account IS NOT NULL
            ORDER BY m.member LIMIT {BatchStep.MostAtOnce + 1}
            """, new { Key })];
    }

    private async Task<(bool IsMember, IReadOnlyList<string> Administrators)> ToTell(string account)
    {
        await using var reading = await Store.OpenRead();
        await using var found = await reading.QueryMultipleAsync(
            $"""
            SELECT count(*) FROM space_member WHERE space = @Key AND account = @account AND mandate = '';
            SELECT m.account FROM space_member m WHERE m.space = @Key AND {AdministrationReading.Counts} AND m.account IS NOT NULL
              ORDER BY m.member LIMIT {BatchStep.MostAtOnce + 1}
            """, new { Key, account });
        return (await found.ReadSingleAsync<long>() > 0, [.. await found.ReadAsync<string>()]);
    }
}
