using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Spaces.Mandates;

namespace Grains.Tests.Spaces;

/// <summary>What of a mandate is passed on: never more than it gives, and to nobody else than a member of the firm's space.</summary>
public sealed class PassedOnRulesTests
{
    private const UniverseRights Health = UniverseRights.ReadHealth | UniverseRights.ActHealth;
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly SpaceMember Mandate = new()
    {
        Member = "m", Account = "garance", Role = SpaceRole.ExpertComptable, Rights = Health | UniverseRights.ReadProvident, EndsAt = Noon.AddDays(30), FirmSpace = "p/f",
    };

    private static readonly SpaceMember Ines = new() { Member = "i", Account = "ines", Role = SpaceRole.Collaborateur, FirstName = "Ines", LastName = "Vasselin" };
    private static readonly FirmSide Firm = new("p/f") { Administers = true, Heir = Ines, HasMember = true };

    [Theory]
    [InlineData(Health, "p/1", 10, null)]
    [InlineData(Health, "p/1 p/2", 30, null)]
    [InlineData(Health, null, null, null)]
    [InlineData(UniverseRights.ReadHealth, null, null, null)]
    [InlineData(UniverseRights.ReadProvident | UniverseRights.ActProvident, null, null, SpaceRefusal.Beyond)]
    [InlineData(UniverseRights.ReadAndAct, null, null, SpaceRefusal.Beyond)]
    [InlineData(Health | UniverseRights.AdministerHealth, null, null, SpaceRefusal.Beyond)]
    [InlineData(Health, "p/1 p/3", null, SpaceRefusal.Beyond)]
    [InlineData(Health, null, 31, SpaceRefusal.Beyond)]
    [InlineData(Health, "", null, SpaceRefusal.NoCompany)]
    [InlineData(UniverseRights.None, null, null, SpaceRefusal.Invalid)]
    [InlineData(Health, null, -1, SpaceRefusal.Invalid)]
    public void Company_universe_action_and_end_stay_within_the_mandate(UniverseRights rights, string? companies, int? days, SpaceRefusal? refusal)
    {
        var given = new PassingOn("i", rights, companies?.Split(' ', StringSplitOptions.RemoveEmptyEntries), days is { } n ? Noon.AddDays(n) : null);

        var decision = new SpaceState { Name = "s" }.PassOn(Turn(Mandate), Firm, "h", given);

        Assert.Equal(refusal, decision.Refusal);
        if (refusal is not null)
            return;
        var row = Assert.Single(decision.Effects.OfType<Upsert>().Select(u => u.Row).OfType<SpaceMemberRow>());
        Assert.Equal(("m", "p/f", "i", MemberStatus.PassedOn, companies is null), (row.Mandate, row.FirmSpace, row.FirmMember, row.Status, row.Whole));
        Assert.Equal(["account/ines", "space/p/f", "space/p/s"], decision.Effects.OfType<Notify>().Select(n => n.Topic).Order());
    }

    [Fact]
    public void Mandate_of_the_whole_portfolio_gives_any_of_its_companies()
    {
        var whole = Turn(Mandate with { Whole = true }) with { Companies = new HashSet<string> { "p/1", "p/3" } };

        Assert.Null(new SpaceState { Name = "s" }.PassOn(whole, Firm, "h", new("i", Health, ["p/3"], null)).Refusal);
        Assert.Equal(SpaceRefusal.Beyond, new SpaceState { Name = "s" }.PassOn(whole, Firm, "h", new("i", Health, ["p/2"], null)).Refusal);
    }

    public static TheoryData<string, SpaceRefusal?> Others => new()
    {
        { "", null },
        { "not an administrator", SpaceRefusal.NotFound },
        { "another firm", SpaceRefusal.NotFound },
        { "no mandate", SpaceRefusal.NotFound },
        { "passed on itself", SpaceRefusal.NotFound },
        { "ended", SpaceRefusal.Over },
        { "suspended", SpaceRefusal.Over },
        { "invited", SpaceRefusal.Over },
        { "nobody", SpaceRefusal.Invalid },
        { "suspended there", SpaceRefusal.Invalid },
        { "accountant there", SpaceRefusal.Invalid },
        { "the accountant", SpaceRefusal.Invalid },
        { "has it", SpaceRefusal.AlreadyMember },
        { "fifty", SpaceRefusal.TooMany },
        { "five hundred and one", SpaceRefusal.TooMany },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void It_is_passed_on_by_the_firm_to_one_of_its_own_while_it_holds(string what, SpaceRefusal? refusal)
    {
        var (turn, firm, given) = (Turn(Mandate), Firm, new PassingOn("i", Health, null, null));
        (turn, firm, given) = what switch
        {
            "not an administrator" => (turn, firm with { Administers = false }, given),
            "another firm" => (turn, firm with { Space = "p/g" }, given),
            "no mandate" => (turn with { Target = null }, firm, given),
            "passed on itself" => (Turn(Mandate with { Mandate = "n" }), firm, given),
            "ended" => (Turn(Mandate with { EndsAt = Noon }), firm, given),
            "suspended" => (Turn(Mandate with { Status = MemberStatus.Suspended }), firm, given),
            "invited" => (Turn(Mandate with { Status = MemberStatus.Invited }), firm, given),
            "nobody" => (turn, firm with { Heir = null }, given),
            "suspended there" => (turn, firm with { Heir = Ines with { Status = MemberStatus.Suspended } }, given),
            "accountant there" => (turn, firm with { Heir = Ines with { Role = SpaceRole.ExpertComptable } }, given),
            "the accountant" => (turn, firm with { Heir = Ines with { Account = "garance" } }, given),
            "has it" => (turn, firm with { HasHeir = true }, given),
            "fifty" => (turn with { PassedOn = [.. Enumerable.Repeat(Ines, PassedOnMandates.MostHolders)] }, firm, given),
            "five hundred and one" => (turn, firm, given with { Companies = [.. Enumerable.Range(0, PassedOnMandates.MostCompanies + 1).Select(i => $"p/{i}")] }),
            _ => (turn, firm, given),
        };

        Assert.Equal(refusal, new SpaceState { Name = "s" }.PassOn(turn, firm, "h", given).Refusal);
    }

    private static SpaceTurn Turn(SpaceMember target) =>
        new("p/s", new Caller("chef", CallerKind.Customer, "p", "Chef", ""), null, target, ["p/1", "p/2"], Noon, new Policy()) { SpaceName = "Client" };
}
