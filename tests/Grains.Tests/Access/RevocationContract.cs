using Grains.Access;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Grains.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Grains.Tests.Access;

/// <summary>What a caller's right stands on; each of them can go.</summary>
public enum Basis
{
    Grant,
    Member,
    Company,
    Session,
    Account,
    StaffRole,
    StaffAccount,
    /// <summary>A mandate passed on, taken back from the one who has it.</summary>
    PassedOn,
    /// <summary>A mandate passed on: it ends for all.</summary>
    Mandate,
    /// <summary>A mandate passed on to a member of the firm's space, who leaves it: another grain's row.</summary>
    FirmMember,
}

/// <summary>Every right as its conditions and its rows say it, in one drain with the commit that takes it away.</summary>
public abstract class RevocationContract : StoreContract
{
    private const string Space = "p/s";
    private const string Company1 = "p/c";
    private static readonly Caller Hugues = new("hugues", CallerKind.Customer, "p", "Hugues Tarbelle", "s-hugues");
    private const string Firm = "p/f";
    private static readonly Caller Ines = new("ines", CallerKind.Customer, "p", "Ines Vasselin", "s-ines");
    private static readonly Caller Claire =
        new("claire", CallerKind.Staff, Caller.StaffPortal, "Claire Montbrel", "s-claire") { Role = StaffRole.Gestionnaire };

    public static TheoryData<Basis> All => [.. Enum.GetValues<Basis>()];

    private Rights Rights => new(Store, new PolicyBook(new Dictionary<string, Policy>(), new Policy()), new FakeTimeProvider(Noon), new AlwaysPresent());

    [Theory]
    [MemberData(nameof(All))]
    public async Task Commit_behind_the_revocation_is_denied_and_the_one_ahead_of_it_is_written(Basis basis)
    {
        await Entitle();
        var by = CallerOf(basis);
        Assert.True(await Store.Holds(Rights.ToAct(by, SpaceRefusal.NotFound, Company1).All, Noon));

        var outcomes = await Together([Acts("g/before", by), TakesAway(basis), Acts("g/after", by)]);

        Assert.Equal([CommitVerdict.Committed, CommitVerdict.Committed, CommitVerdict.Denied], outcomes.Select(o => o.Verdict));
        Assert.Equal((1, 0), (await VersionOf("g/before"), await VersionOf("g/after")));
        Assert.False(await Store.Holds(Rights.ToAct(by, SpaceRefusal.NotFound, Company1).All, Noon));
    }

    [Fact]
    public async Task Member_acts_in_his_own_portal_alone()
    {
        await Entitle();
        await Commit("space/q/s", 0, new Upsert(SpaceMemberRow.Of("q/s", SpaceMember.Of(new Interfaces.Spaces.Member("hugues", SpaceRole.Administrateur, true, [])))),
            new Upsert(new SpaceCompanyRow("q/s", "q/c")));

        Assert.False(await Rights.MayAct(Hugues, "q/c"));
        Assert.Equal(CommitVerdict.Denied, (await Store.Commit(Acts("g/1", Hugues, "q/c"))).Verdict);
    }

    [Fact]
    public async Task Own_file_asks_for_the_account_and_nobody_else_s_file_is_open()
    {
        await Entitle();
        await Commit("space/p/s", 1, TakeAway(Basis.Member));

        Assert.Equal(CommitVerdict.Committed, (await Store.Commit(Acts("g/1", Hugues, Rights.OwnFile(Hugues)))).Verdict);
        Assert.Equal(CommitVerdict.Denied, (await Store.Commit(Acts("g/2", Hugues, "p/@nora"))).Verdict);
        Assert.Equal(CommitVerdict.Committed, (await Store.Commit(Acts("g/3", Claire, "p/@nora"))).Verdict);
    }

    [Theory]
    [InlineData(-1, CommitVerdict.Committed)]
    [InlineData(0, CommitVerdict.Denied)]
    public async Task Session_that_nobody_used_for_as_long_as_the_policy_says_lets_nothing_through(int seconds, CommitVerdict expected)
    {
        await Entitle();

        var late = Acts("g/1", Hugues) with { At = Noon + new Policy().SessionIdle + TimeSpan.FromSeconds(seconds) };

        Assert.Equal(expected, (await Store.Commit(late)).Verdict);
    }

    [Theory]
    [InlineData(AccessBasis.Insured, CommitVerdict.Committed)]
    [InlineData(AccessBasis.IdentityAwaited, CommitVerdict.Denied)]
    public async Task What_a_standing_allows_is_begun_only_while_the_account_has_it(AccessBasis now, CommitVerdict expected)
    {
        await Entitle();
        await Commit("account/hugues", 1, Account("hugues", CallerKind.Customer, StaffRole.None, standing: now));

        var right = Rights.ToAskForOneself(Hugues, SpaceRefusal.NotFound, Rights.OwnFile(Hugues), AccessBasis.Insured);

        Assert.Equal(expected, (await Store.Commit(Unit("g/1", 0) with { Condition = right })).Verdict);
    }

    private static Caller CallerOf(Basis basis) => basis is Basis.StaffRole or Basis.StaffAccount ? Claire
        : basis is Basis.PassedOn or Basis.Mandate or Basis.FirmMember ? Ines : Hugues;

    private CommitUnit Acts(string grain, Caller by, string company = Company1) =>
        Unit(grain, 0) with { Condition = Rights.ToAct(by, SpaceRefusal.NotFound, company) };

    private static CommitUnit TakesAway(Basis basis) => Unit(basis switch
    {
        Basis.Session or Basis.Account => "account/hugues",
        Basis.StaffRole or Basis.StaffAccount => "account/claire",
        Basis.FirmMember => $"space/{Firm}",
        _ => $"space/{Space}",
    }, 1, TakeAway(basis));

    private static Effect TakeAway(Basis basis) => basis switch
    {
        Basis.Grant => Delete.Of<SpaceGrantRow>(Space, "hugues", Company1),
        Basis.Member => Delete.Of<SpaceMemberRow>(Space, "hugues"),
        Basis.Company => Delete.Of<SpaceCompanyRow>(Space, Company1),
        Basis.PassedOn => Delete.Of<SpaceMemberRow>(Space, "holder"),
        Basis.Mandate => Delete.Of<SpaceMemberRow>(Space, "mandate"),
        Basis.FirmMember => Delete.Of<SpaceMemberRow>(Firm, "ines"),
        Basis.Session => new Upsert(new SessionRow("hugues", "s-hugues", "p", Noon, Noon, Noon)),
        Basis.Account => Account("hugues", CallerKind.Customer, StaffRole.None, active: false),
        Basis.StaffRole => Account("claire", CallerKind.Staff, StaffRole.Conseiller),
        _ => Account("claire", CallerKind.Staff, StaffRole.Gestionnaire, active: false),
    };

    private async Task Entitle()
    {
        await Commit("account/hugues", 0, Account("hugues", CallerKind.Customer, StaffRole.None),
            new Upsert(new SessionRow("hugues", "s-hugues", "p", Noon, Noon, null)));
        await Commit("account/claire", 0, Account("claire", CallerKind.Staff, StaffRole.Gestionnaire),
            new Upsert(new SessionRow("claire", "s-claire", Caller.StaffPortal, Noon, Noon, null)));
        await Commit(
            $"space/{Space}", 0, new Upsert(SpaceMemberRow.Of(Space, SpaceMember.Of(new Interfaces.Spaces.Member("hugues", SpaceRole.Collaborateur, false, [])))),
            new Upsert(new SpaceCompanyRow(Space, Company1)), new Upsert(new SpaceGrantRow(Space, "hugues", Company1)),
            new Upsert(SpaceMemberRow.Of(Space, Accountant("mandate", "garance") with { FirmSpace = Firm })),
            new Upsert(SpaceMemberRow.Of(Space, Accountant("holder", "ines") with
            {
                Status = MemberStatus.PassedOn, Mandate = "mandate", FirmSpace = Firm, FirmMember = "ines",
            })));
        await Commit("account/ines", 0, Account("ines", CallerKind.Customer, StaffRole.None),
            new Upsert(new SessionRow("ines", "s-ines", "p", Noon, Noon, null)));
        await Commit($"space/{Firm}", 0, new Upsert(SpaceMemberRow.Of(Firm, SpaceMember.Of(new Interfaces.Spaces.Member("ines", SpaceRole.Collaborateur, false, [])))));
    }

    private static SpaceMember Accountant(string member, string account) =>
        new() { Member = member, Account = account, Role = SpaceRole.ExpertComptable, Whole = true, Rights = UniverseRights.ReadAndAct };

    private static Upsert Account(string key, CallerKind kind, StaffRole role, bool active = true, AccessBasis standing = default) =>
        new(new AccountListRow(key, kind, "p", role, $"{key}@maison.example", "", "", "", active, "", key, standing, ""));
}

public sealed class SqliteRevocationTests : RevocationContract
{
    protected override Task<StoreFixture> Make() => Task.FromResult<StoreFixture>(new SqliteStoreFixture());
}

public sealed class PostgreSqlRevocationTests : RevocationContract
{
    protected override async Task<StoreFixture> Make() => await PostgreSqlStoreFixture.Make(writers: 1);
}
