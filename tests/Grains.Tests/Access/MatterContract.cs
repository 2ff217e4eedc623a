using Grains.Access;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Spaces;
using Grains.Tests.Storage;
using Microsoft.Extensions.Time.Testing;
using static Grains.Interfaces.Spaces.UniverseRights;

namespace Grains.Tests.Access;

/// <summary>Which right on which universe and establishment: as a question, as the condition of a commit and as what a statement sees.</summary>
public abstract class MatterContract : StoreContract
{
    private const string Firm = "p/812345676";
    private const string Site = "81234567600011";
    private const string OtherSite = "81234567600029";
    private const string Everything = "";
    private static readonly Caller Hugues = new("hugues", CallerKind.Customer, "p", "Hugues Tarbelle", "s-hugues");

    private Rights Rights => new(Store, new PolicyBook(new Dictionary<string, Policy>(), new Policy()), new FakeTimeProvider(Noon), new AlwaysPresent());

    [Theory]
    [InlineData(Read, Read, true, false)]
    [InlineData(ReadAndAct, Read, true, true)]
    [InlineData(All, ReadAffiliation, true, true)]
    [InlineData(None, Read, false, false)]
    [InlineData(ReadProvident, ReadProvident, true, false)]
    [InlineData(ReadProvident, ReadHealth, false, false)]
    [InlineData(ReadProvident, ReadHealth | ReadProvident, true, false)]
    [InlineData(ReadProvident, Read, true, false)]
    [InlineData(ReadHealth | ReadProvident | ActProvident, ReadHealth, true, false)]
    [InlineData(ReadHealth | ReadProvident | ActProvident, ReadProvident, true, true)]
    [InlineData(ReadHealth | ReadProvident | ActProvident, ReadHealth | ReadProvident, true, true)]
    [InlineData(ReadHealth | ReadProvident | ActProvident, Read, true, true)]
    [InlineData(ReadRetirement | ActRetirement, ReadAffiliation, false, false)]
    public async Task Right_in_one_of_the_universes_suffices_and_acting_contains_reading(UniverseRights has, UniverseRights of, bool reads, bool acts)
    {
        await Join("p/s", has);

        Assert.Equal((reads, acts), (await Reads(of, Everything), await Acts(of, Everything)));
    }

    [Theory]
    [InlineData(Everything, true)]
    [InlineData(OtherSite, true)]
    [InlineData(Site, false)]
    public async Task Hidden_establishment_is_none_of_the_space_s_and_the_company_stays(string siret, bool sees)
    {
        await Join("p/s", ReadAndAct, hides: Site);

        Assert.Equal((sees, sees), (await Reads(Read, siret), await Acts(Read, siret)));
    }

    [Theory]
    [InlineData(ReadAndAct, null, true, true)]
    [InlineData(ReadAndAct, Site, false, false)]
    [InlineData(ReadHealth | ActHealth, null, false, false)]
    [InlineData(ReadProvident, null, true, false)]
    public async Task Second_space_that_shows_it_shows_it_with_that_space_s_rights(UniverseRights there, string? hides, bool reads, bool acts)
    {
        await Join("p/s", ReadAndAct, hides: Site);
        await Join("p/t", there, hides);

        Assert.Equal((reads, acts), (await Reads(ReadProvident, Site), await Acts(ReadProvident, Site)));
    }

    [Fact]
    public async Task Rights_of_two_spaces_are_the_union()
    {
        await Join("p/s", ReadHealth | ActHealth);
        await Join("p/t", ReadProvident);

        Assert.Equal((true, true), (await Reads(ReadHealth, Site), await Acts(ReadHealth, Site)));
        Assert.Equal((true, false), (await Reads(ReadProvident, Site), await Acts(ReadProvident, Site)));
        Assert.False(await Reads(ReadAffiliation, Site));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(0, null, true)]
    [InlineData(1, null, false)]
    [InlineData(-10, 1, true)]
    [InlineData(-10, 0, false)]
    [InlineData(null, -1, false)]
    public async Task Right_holds_from_its_first_instant_until_its_last(int? from, int? ends, bool holds)
    {
        await Join("p/s", ReadAndAct, from: Offset(from), ends: Offset(ends));

        Assert.Equal((holds, holds), (await Reads(Read, Everything), await Acts(Read, Everything)));

        static DateTimeOffset? Offset(int? seconds) => seconds is { } s ? Noon.AddSeconds(s) : null;
    }

    [Fact]
    public async Task Commit_behind_the_one_that_hides_the_establishment_is_denied()
    {
        await Join("p/s", ReadAndAct);
        CommitUnit Acting(string grain) => Unit(grain, 0) with { Condition = Rights.ToAct(Hugues, SpaceRefusal.NotFound, Firm, Read, Site) };

        var outcomes = await Together([Acting("g/before"), Unit("space/p/s", 1, new Upsert(new SpaceUntickedRow("p/s", Site))), Acting("g/after")]);

        Assert.Equal([CommitVerdict.Committed, CommitVerdict.Committed, CommitVerdict.Denied], outcomes.Select(o => o.Verdict));
    }

    private async Task Join(string space, UniverseRights rights, string? hides = null, DateTimeOffset? from = null, DateTimeOffset? ends = null)
    {
        if (await VersionOf("account/hugues") == 0)
            await Commit("account/hugues", 0,
                new Upsert(new AccountListRow(
                    "hugues", CallerKind.Customer, "p", StaffRole.None, "h@maison.example", "", "", "", true, "", "hugues", default, "")),
                new Upsert(new SessionRow("hugues", "s-hugues", "p", Noon, Noon, null)));
        var member = new SpaceMember
        {
            Member = "hugues", Account = "hugues", Role = SpaceRole.Collaborateur, Whole = true, Rights = rights, FromAt = from, EndsAt = ends,
        };
        Effect[] hidden = hides is null ? [] : [new Upsert(new SpaceUntickedRow(space, hides))];
        await Commit($"space/{space}", 0,
            [new Upsert(SpaceMemberRow.Of(space, member)), new Upsert(new SpaceCompanyRow(space, Firm)), .. hidden]);
    }

    // The question, the condition and the statement say the same.
    private async Task<bool> Reads(UniverseRights of, string siret)
    {
        var scope = Rights.ScopeOf(Hugues);
        var statement = Statement.First<long>(
            scope, $"SELECT count(*) FROM (SELECT 1 AS one) o WHERE {scope.Sees("@company", "@of", "@siret")}",
            ("company", Firm), ("of", (long)of), ("siret", siret));
        var seen = await statement.Alone(Store, default) == 1;
        Assert.Equal(seen, await Rights.MayRead(Hugues, Firm, of, siret));
        Assert.Equal(seen, await Commits(Rights.ToRead(Hugues, SpaceRefusal.NotFound, Firm, of, siret)));
        return seen;
    }

    private async Task<bool> Acts(UniverseRights of, string siret)
    {
        var may = await Rights.MayAct(Hugues, Firm, of, siret);
        Assert.Equal(may, await Commits(Rights.ToAct(Hugues, SpaceRefusal.NotFound, Firm, of, siret)));
        return may;
    }

    private async Task<bool> Commits(Condition condition) =>
        (await Store.Commit(Unit($"g/{Guid.NewGuid():N}", 0) with { Condition = condition })).Verdict is CommitVerdict.Committed;
}

public sealed class SqliteMatterTests : MatterContract
{
    protected override Task<StoreFixture> Make() => Task.FromResult<StoreFixture>(new SqliteStoreFixture());
}

public sealed class PostgreSqlMatterTests : MatterContract
{
    protected override async Task<StoreFixture> Make() => await PostgreSqlStoreFixture.Make(writers: 1);
}
