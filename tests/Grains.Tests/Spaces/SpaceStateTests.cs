using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Spaces;

namespace Grains.Tests.Spaces;

public sealed class SpaceStateTests
{
    private const string Space = "p/s";
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Caller Nora = Customer("nora");
    private static readonly Caller Hugues = Customer("hugues");
    private static readonly Caller Ousmane = Customer("ousmane");

    [Fact]
    public void Opened_space_has_its_founder_and_is_opened_once()
    {
        var state = Opened();

        Assert.Equal(["nora"], state.Members.Keys);
        Assert.Equal(SpaceRefusal.AlreadyOpen, state.Open(Space, "Autre", new Member("hugues", SpaceRole.Administrateur, true, []), Noon).Refusal);
    }

    [Fact]
    public void Space_that_was_never_opened_knows_nobody()
    {
        var state = new SpaceState();

        Assert.Equal(SpaceRefusal.NotFound, state.AddCompany(Space, "p/1", false, Noon).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, state.Admit(Space, new Member("hugues", SpaceRole.Collaborateur, true, []), [], Noon).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, state.Remove(Space, Nora, "hugues", [], Noon).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, state.Restrict(Space, Nora, "hugues", [], [], Noon).Refusal);
    }

    [Theory]
    [InlineData("nora", "hugues", null)]
    [InlineData("nora", "nobody", SpaceRefusal.NotFound)]
    [InlineData("nora", "nora", SpaceRefusal.LastAdministrator)]
    [InlineData("hugues", "hugues", SpaceRefusal.NotAdministrator)]
    [InlineData("hugues", "nora", SpaceRefusal.NotAdministrator)]
    [InlineData("ines", "hugues", SpaceRefusal.NotAdministrator)]
    [InlineData("ousmane", "hugues", SpaceRefusal.NotFound)]
    [InlineData("ousmane", "nobody", SpaceRefusal.NotFound)]
    public void Removing_and_restricting_are_an_administrator_s(string by, string whom, SpaceRefusal? refusal)
    {
        var state = With(With(Opened(), "hugues", SpaceRole.Collaborateur), "ines", SpaceRole.ExpertComptable);

        Assert.Equal(refusal, state.Remove(Space, Customer(by), whom, [], Noon).Refusal);
        Assert.Equal(refusal, state.Restrict(Space, Customer(by), whom, ["p/1"], [], Noon).Refusal);
    }

    [Fact]
    public void One_of_two_administrators_may_go_the_other_not()
    {
        var state = With(Opened(), "hugues", SpaceRole.Administrateur);

        var alone = state.Remove(Space, Hugues, "nora", [], Noon).Next!;

        Assert.Equal(SpaceRefusal.LastAdministrator, alone.Remove(Space, Hugues, "hugues", [], Noon).Refusal);
        Assert.Equal(SpaceRefusal.LastAdministrator, alone.Restrict(Space, Hugues, "hugues", ["p/1"], [], Noon).Refusal);
        Assert.Equal(SpaceRefusal.LastAdministrator, alone.Admit(Space, new Member("hugues", SpaceRole.Collaborateur, true, []), [], Noon).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, alone.Remove(Space, Nora, "hugues", [], Noon).Refusal);
    }

    [Fact]
    public void Restricting_writes_the_grants_and_tells_the_member()
    {
        var state = With(Opened(), "hugues", SpaceRole.Collaborateur, "p/1", "p/2");

        var decision = state.Restrict(Space, Nora, "hugues", ["p/3", "p/2"], ["p/1", "p/2"], Noon);

        Assert.Equal(new MemberFacts(SpaceRole.Collaborateur, false), decision.Next!.Members["hugues"]);
        Assert.Contains(new Upsert(new SpaceMemberRow(Space, "hugues", SpaceRole.Collaborateur, false, null)), decision.Effects);
        Assert.Equal(["p/3"], decision.Effects.OfType<Upsert>().Select(u => u.Row).OfType<SpaceGrantRow>().Select(g => g.Company));
        Assert.Equal([Space, "hugues", "p/1"], Assert.Single(decision.Effects.OfType<Delete>()).Key);
        Assert.Contains(new Notify("account/hugues"), decision.Effects);
    }

    [Fact]
    public void Removing_deletes_the_member_with_his_grants_and_tells_him()
    {
        var state = With(Opened(), "hugues", SpaceRole.Collaborateur, "p/1", "p/2");

        var decision = state.Remove(Space, Nora, "hugues", ["p/1", "p/2"], Noon);

        Assert.Equal(["nora"], decision.Next!.Members.Keys);
        Assert.Equal(["space_member", "space_grant", "space_grant"], decision.Effects.OfType<Delete>().Select(d => d.Table.Name));
        Assert.Contains(new Notify("account/hugues"), decision.Effects);
        Assert.Contains(new Notify("space/p/s"), decision.Effects);
    }

    [Fact]
    public void Added_company_is_told_to_every_member()
    {
        var decision = With(Opened(), "hugues", SpaceRole.Collaborateur).AddCompany(Space, "p/9", false, Noon);

        Assert.Contains(new Upsert(new SpaceCompanyRow(Space, "p/9")), decision.Effects);
        Assert.Superset(new HashSet<Effect> { new Notify("account/nora"), new Notify("account/hugues"), new Notify("company/p/9") },
            decision.Effects.ToHashSet());
    }

    private static SpaceState Opened() => new SpaceState().Open(Space, "Maison", new Member("nora", SpaceRole.Administrateur, true, []), Noon).Next!;

    private static SpaceState With(SpaceState state, string account, SpaceRole role, params string[] companies) =>
        state.Admit(Space, new Member(account, role, companies.Length == 0, companies), [], Noon).Next!;

    private static Caller Customer(string name) => new(name, CallerKind.Customer, "p", name, "s");
}
