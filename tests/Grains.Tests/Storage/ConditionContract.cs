using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces.Spaces;
using Grains.Spaces;

namespace Grains.Tests.Storage;

/// <summary>A commit is judged by what other grains have written, at its own time and in the order of the queue.</summary>
public abstract class ConditionContract : StoreContract
{
    protected enum Silence
    {
        NotFound = 1,
    }

    private static readonly Rule Member = new(
        "SELECT q.i, 'space/' || m.space, m.ends_at FROM q JOIN space_member m ON m.account = q.account", ("account", typeof(string)));

    private static readonly Rule Entitled = new(
        "SELECT q.i, 'space/' || m.space, CAST(NULL AS bigint) FROM q JOIN space_member m ON m.account = q.account WHERE m.role = q.role",
            ("account", typeof(string)), ("role", typeof(long)));

    [Theory]
    [InlineData("nora", CommitVerdict.Committed)]
    [InlineData("ousmane", CommitVerdict.Denied)]
    public async Task Commit_is_written_when_its_condition_holds_and_leaves_nothing_when_it_does_not(string account, CommitVerdict expected)
    {
        await Commit("space/p/s", 0, Joins("nora"));

        var outcome =
            await Store.Commit(
                Of(account, "g/1", 0, Company("1", "Verger"), new TakeClaim("k", "v"),
                    new Schedule("mail", "j", "{}", Noon, JobLane.Mail)) with { Operation = Done("o") });

        Assert.Equal(expected, outcome.Verdict);
        var written = expected is CommitVerdict.Committed;
        Assert.Equal(written, await Store.Load("g/1") is not null);
        Assert.Equal(written, await Store.FindOperation("o") is not null);
        Assert.Equal(written, await Store.FindClaim("k", "v", Noon) is not null);
        Assert.Equal((written ? 1 : 0, written ? 1 : 0), (await Count("company_list", "company", "1"), await Count("job", "key", "j")));
    }

    [Fact]
    public async Task Denied_operation_is_not_done_and_can_be_tried_again_with_the_right_back()
    {
        await Store.Commit(Of("nora", "g/1", 0) with { Operation = Done("o") });
        await Commit("space/p/s", 0, Joins("nora"));

        Assert.Equal(CommitVerdict.Committed, (await Store.Commit(Of("nora", "g/1", 0) with { Operation = Done("o") })).Verdict);
    }

    [Theory]
    [InlineData(2, true, CommitVerdict.Repeated)]
    [InlineData(0, true, CommitVerdict.Repeated)]
    [InlineData(0, false, CommitVerdict.Stale)]
    [InlineData(2, false, CommitVerdict.Denied)]
    public async Task Repeat_comes_before_stale_stale_before_denied_and_denied_before_a_lost_claim(long read, bool isRepeat, CommitVerdict expected)
    {
        await Commit("g/other", 0, new TakeClaim("k", "v"));
        await Store.Commit(Unit("g/1", 0) with { Operation = Done("o") });
        await Commit("g/1", 1);

        var outcome = await Store.Commit(Of("nora", "g/1", read, new TakeClaim("k", "v")) with { Operation = Done(isRepeat ? "o" : "other") });

        Assert.Equal((expected, 2L), (outcome.Verdict, outcome.Version));
        Assert.Equal(2, await VersionOf("g/1"));
    }

    [Theory]
    [InlineData(SpaceRole.Administrateur, CommitVerdict.Committed)]
    [InlineData(SpaceRole.Collaborateur, CommitVerdict.Denied)]
    public async Task Every_requirement_must_hold(SpaceRole role, CommitVerdict expected)
    {
        await Commit("space/p/s", 0, Joins("nora"));

        var both = Condition.Of(Silence.NotFound, IsMember("nora"), new Requirement(Entitled, "space/p/", "nora", (long)role));

        Assert.Equal(expected, (await Store.Commit(Unit("g/1", 0) with { Condition = both })).Verdict);
    }

    [Fact]
    public async Task Each_condition_is_judged_at_its_own_commit_s_time_also_in_one_drain()
    {
        await Commit("space/p/s", 0, Joins("nora", Noon.AddMinutes(10)));
        int[] seconds = [0, 599, 600, 601, 1];
        var outcomes = await Together([.. seconds.Select((s, i) => Of("nora", $"g/{i}", 0) with { At = Noon.AddSeconds(s) })]);

        Assert.Equal(seconds.Select(s => s < 600 ? CommitVerdict.Committed : CommitVerdict.Denied), outcomes.Select(o => o.Verdict));
    }

    [Fact]
    public async Task One_of_several_grains_that_give_the_right_is_enough()
    {
        await Commit("space/p/s", 0, Joins("nora", Noon));
        await Commit("space/p/t", 0, new Upsert(SpaceMemberRow.Of("p/t", SpaceMember.Of(new Interfaces.Spaces.Member("nora", SpaceRole.Collaborateur, true, [])))));

        Assert.Equal(CommitVerdict.Committed, (await Store.Commit(Of("nora", "g/1", 0))).Verdict);
    }

    /// <summary>R takes the right away, G gives it back, P needs it: what each P hears, in one drain.</summary>
    [Theory]
    [InlineData("RP", "D")]
    [InlineData("PR", "C")]
    [InlineData("PRP", "CD")]
    [InlineData("RPGP", "DC")]
    [InlineData("PRPPGPRP", "CDDCD")]
    public async Task Commits_of_one_drain_are_judged_in_the_order_in_which_they_came(string order, string expected)
    {
        await Commit("space/p/s", 0, Joins("nora"));
        var version = 1;
        var outcomes = await Together([.. order.Select((step, i) => step switch
        {
            'R' => Unit("space/p/s", version++, Delete.Of<SpaceMemberRow>("p/s", "nora")),
            'G' => Unit("space/p/s", version++, Joins("nora")),
            _ => Of("nora", $"g/{i}", 0),
        })]);

        Assert.Equal(expected,
            string.Concat(outcomes.Where((_, i) => order[i] == 'P')
                .Select(o => o.Verdict is CommitVerdict.Committed ? 'C' : o.Verdict is CommitVerdict.Denied ? 'D' : '?')));
        Assert.All(outcomes.Where((_, i) => order[i] != 'P'), o => Assert.Equal(CommitVerdict.Committed, o.Verdict));
    }

    [Fact]
    public async Task Denied_commit_of_a_new_grain_leaves_no_trace_of_its_key_in_a_drain_that_writes_others()
    {
        await Commit("space/p/s", 0, Joins("nora"));

        var outcomes = await Together([Of("ousmane", "g/denied", 0), Of("nora", "g/written", 0)]);

        Assert.Equal([CommitVerdict.Denied, CommitVerdict.Committed], outcomes.Select(o => o.Verdict));
        Assert.Equal((0, 1), (await Count("grain", "key", "g/denied"), await Count("grain", "key", "g/written")));
    }

    [Fact]
    public async Task Two_hundred_commits_beside_fifty_changes_of_the_right_are_all_answered()
    {
        await Commit("space/p/s", 0, Joins("nora"));
        var changes =
            Task.WhenAll(Enumerable.Range(0, 50).Select(i => CommitOnTop("space/p/s", i % 2 == 0 ? Delete.Of<SpaceMemberRow>("p/s", "nora") : Joins("nora"))));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Store.Commit(Of("nora", $"g/{i}", 0, Company($"{i}", "Verger"))).AsTask()));
        await changes;

        Assert.All(outcomes, o => Assert.Contains(o.Verdict, new[] { CommitVerdict.Committed, CommitVerdict.Denied }));
        Assert.Equal(outcomes.Count(o => o.Verdict is CommitVerdict.Committed), await Count("company_list", "name", "Verger"));
        Assert.Equal(51, await VersionOf("space/p/s"));
    }

    protected static Requirement IsMember(string account) => new(Member, "space/p/", account);

    protected static CommitUnit Of(string account, string grain, long version, params Effect[] effects) =>
        Unit(grain, version, effects) with { Condition = Condition.Of(Silence.NotFound, IsMember(account)) };

    protected static Upsert Joins(string account, DateTimeOffset? endsAt = null) =>
        new(SpaceMemberRow.Of("p/s", SpaceMember.Of(new Interfaces.Spaces.Member(account, SpaceRole.Administrateur, true, [])) with { EndsAt = endsAt }));
}

public sealed class SqliteConditionTests : ConditionContract
{
    protected override Task<StoreFixture> Make() => Task.FromResult<StoreFixture>(new SqliteStoreFixture());
}
