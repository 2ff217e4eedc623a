using System.Collections.Immutable;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using static Grains.Interfaces.Spaces.SpaceRole;

namespace Grains.Tests.Spaces;

public sealed class SpaceStateTests
{
    private const string Space = "p/s";
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly SpaceMember Nora = Of("nora", Administrateur);
    private static readonly SpaceMember Hugues = Of("hugues", Collaborateur);

    [Fact]
    public void Opened_space_counts_its_founder_and_is_opened_once()
    {
        var state = Opened();

        Assert.Equal(1, state.AdministratorCount);
        Assert.Equal(SpaceRefusal.AlreadyOpen, state.Open(Turn(null, null), "Autre", new Member("hugues", Administrateur, true, [])).Refusal);
    }

    [Fact]
    public void Space_that_was_never_opened_knows_nobody()
    {
        var state = new SpaceState();

        Assert.Equal(SpaceRefusal.NotFound, state.AddCompany(Turn(null, null), "p/1", false).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, state.Admit(Turn(null, null), new Member("hugues", Collaborateur, true, [])).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, state.Remove(Turn(null, null)).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, state.Restrict(Turn(null, null), []).Refusal);
    }

    [Theory]
    [InlineData(Administrateur, true, null)]
    [InlineData(Administrateur, false, SpaceRefusal.NotFound)]
    [InlineData(Collaborateur, true, SpaceRefusal.NotAdministrator)]
    [InlineData(Collaborateur, false, SpaceRefusal.NotAdministrator)]
    [InlineData(ExpertComptable, true, SpaceRefusal.NotAdministrator)]
    [InlineData(null, true, SpaceRefusal.NotFound)]
    [InlineData(null, false, SpaceRefusal.NotFound)]
    public void Removing_and_restricting_are_an_administrator_s(SpaceRole? by, bool exists, SpaceRefusal? refusal)
    {
        var turn = Turn(by is { } role ? Of("x", role) : null, exists ? Hugues : null);

        Assert.Equal(refusal, Opened().Remove(turn).Refusal);
        Assert.Equal(refusal, Opened().Restrict(turn, ["p/1"]).Refusal);
    }

    [Theory]
    [InlineData(MemberStatus.Invited)]
    [InlineData(MemberStatus.Refused)]
    [InlineData(MemberStatus.Suspended)]
    public void Who_is_not_added_changes_nobody(MemberStatus status) =>
        Assert.Equal(SpaceRefusal.NotFound, Opened().Remove(Turn(Nora with { Status = status }, Hugues)).Refusal);

    [Fact]
    public void One_of_two_administrators_may_go_the_other_not()
    {
        var ines = Of("ines", Administrateur);
        var state = Opened().Admit(Turn(null, null), new Member("ines", Administrateur, true, [])).Next!;
        Assert.Equal(2, state.AdministratorCount);

        var alone = state.Remove(Turn(ines, Nora)).Next!;

        Assert.Equal(1, alone.AdministratorCount);
        Assert.Equal(SpaceRefusal.LastAdministrator, alone.Remove(Turn(ines, ines)).Refusal);
        Assert.Equal(SpaceRefusal.LastAdministrator, alone.Restrict(Turn(ines, ines), ["p/1"]).Refusal);
        Assert.Equal(SpaceRefusal.LastAdministrator, alone.Admit(Turn(null, ines), new Member("ines", Collaborateur, true, [])).Refusal);
        Assert.Equal(SpaceRefusal.WholePortfolio, state.Restrict(Turn(Nora, ines), ["p/1"]).Refusal);
    }

    [Fact]
    public void Administrator_whose_account_is_shut_or_was_never_signed_in_to_does_not_stand_in_for_the_last()
    {
        var ines = Of("ines", Administrateur);
        var state = Opened().Admit(Turn(null, null), new Member("ines", Administrateur, true, [])).Next!;
        var alone = Turn(Nora, Nora) with { OtherAdministrator = null };

        Assert.Equal(SpaceRefusal.LastAdministrator, state.Remove(alone).Refusal);
        Assert.Equal(SpaceRefusal.LastAdministrator, state.Suspend(alone, true).Refusal);
        Assert.Equal(SpaceRefusal.LastAdministrator, state.Admit(alone, new Member("nora", Collaborateur, true, [])).Refusal);
        Assert.Null(state.Remove(Turn(Nora, ines)).Refusal);
    }

    [Fact]
    public void State_from_before_members_were_rows_alone_counts_them_once_and_forgets_them()
    {
        var former = new SpaceState
        {
            Name = "Maison",
            Members = ImmutableSortedDictionary<string, FormerMember>.Empty
                .Add("nora", new FormerMember(Administrateur, true)).Add("hugues", new FormerMember(Collaborateur, true)),
        };

        Assert.Equal(SpaceRefusal.LastAdministrator, former.Remove(Turn(Nora, Nora)).Refusal);
        var next = former.Remove(Turn(Nora, Hugues)).Next!;

        Assert.Equal((1, null), (next.Administrators, next.Members));
    }

    [Fact]
    public void Restricting_writes_the_grants_and_tells_the_member()
    {
        var decision = Opened().Restrict(Turn(Nora, Hugues, "p/1", "p/2"), ["p/3", "p/2"]);

        Assert.Contains(new Upsert(SpaceMemberRow.Of(Space, Hugues with { Whole = false })), decision.Effects);
        Assert.Equal(["p/3"], decision.Effects.OfType<Upsert>().Select(u => u.Row).OfType<SpaceGrantRow>().Select(g => g.Company));
        Assert.Equal([Space, "hugues", "p/1"], Assert.Single(decision.Effects.OfType<Delete>()).Key);
        Assert.Contains(new Notify("account/hugues"), decision.Effects);
    }

    [Fact]
    public void Removing_deletes_the_member_with_their_grants_and_tells_them()
    {
        var decision = Opened().Remove(Turn(Nora, Hugues, "p/1", "p/2"));

        Assert.Equal(["space_member", "space_grant", "space_grant"], decision.Effects.OfType<Delete>().Select(d => d.Table.Name));
        Assert.Contains(new Notify("account/hugues"), decision.Effects);
        Assert.Contains(new Notify("space/p/s"), decision.Effects);
    }

    [Fact]
    public void Added_company_is_told_once_to_the_whole_portfolio()
    {
        var decision = Opened().AddCompany(Turn(null, null), "p/9", false);

        Assert.Contains(new Upsert(new SpaceCompanyRow(Space, "p/9")), decision.Effects);
        Assert.Equal([new Notify("space/p/s"), new Notify("company/p/9")], decision.Effects.OfType<Notify>());
    }

    private static SpaceState Opened() => new SpaceState().Open(Turn(null, null), "Maison", new Member("nora", Administrateur, true, [])).Next!;

    private static SpaceMember Of(string account, SpaceRole role) => SpaceMember.Of(new Member(account, role, true, []));

    private static SpaceTurn Turn(SpaceMember? acting, SpaceMember? target, params string[] granted) =>
        new(Space, new Caller(acting?.Account ?? "", CallerKind.Customer, "p", "", "s"), acting, target, granted, Noon, new Policy())
        {
            OtherAdministrators = ["another"],
            OtherAdministrator = "another",
        };
}
