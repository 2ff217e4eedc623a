using Grains.Commits;
using Grains.Spaces;
using Silo.Storage.PostgreSql;

namespace Grains.Tests.Storage;

/// <summary>Beside the contract: two nodes, one of them held between its look and its write by a lock on a table that only the write touches.</summary>
public sealed class PostgreSqlConditionTests : ConditionContract
{
    private PostgreSqlStoreFixture _bed = null!;

    protected override async Task<StoreFixture> Make() => _bed = await PostgreSqlStoreFixture.Make(writers: 1);

    [Fact]
    public async Task Right_that_goes_between_look_and_write_goes_after_the_write()
    {
        await Commit("space/p/s", 0, Joins("nora"));
        await using var other = _bed.OtherNode();
        Task<CommitOutcome> written, revoked;
        await using (await _bed.Hold("LOCK TABLE company_list IN EXCLUSIVE MODE"))
        {
            written = Store.Commit(Of("nora", "g/1", 0, Company("1", "Verger"))).AsTask();
            await _bed.Waiting(1);
            revoked = other.Commit(Unit("space/p/s", 1, Delete.Of<SpaceMemberRow>("p/s", "nora"))).AsTask();
            await _bed.Waiting(2);
            Assert.False(revoked.IsCompleted);
        }

        Assert.Equal(CommitVerdict.Committed, (await revoked).Verdict);
        Assert.Equal(1, await Count("company_list", "company", "1"));
        Assert.Equal(CommitVerdict.Committed, (await written).Verdict);
        Assert.Equal(CommitVerdict.Denied, (await Store.Commit(Of("nora", "g/2", 0))).Verdict);
    }

    [Fact]
    public async Task Look_waits_for_a_revocation_under_way_and_judges_by_what_it_wrote()
    {
        await Commit("space/p/s", 0, Joins("nora"));
        await using var other = _bed.OtherNode();
        Task<CommitOutcome> denied, revoked;
        await using (await _bed.Hold("LOCK TABLE space_member IN EXCLUSIVE MODE"))
        {
            revoked = other.Commit(Unit("space/p/s", 1, Delete.Of<SpaceMemberRow>("p/s", "nora"))).AsTask();
            await _bed.Waiting(1);
            denied = Store.Commit(Of("nora", "g/1", 0, Company("1", "Verger"))).AsTask();
            await _bed.Waiting(2);
        }

        Assert.Equal(CommitVerdict.Committed, (await revoked).Verdict);
        Assert.Equal(CommitVerdict.Denied, (await denied).Verdict);
        Assert.Equal(0, await Count("company_list", "company", "1"));
    }

    /// <summary>The new row is owned by a grain that the look did not lock: nothing would keep it true until the commit.</summary>
    [Fact]
    public async Task Right_that_another_grain_gives_while_the_look_waits_counts_from_the_next_commit_on()
    {
        await Commit("space/p/s", 0, Joins("nora"));
        await using var other = _bed.OtherNode();
        Task<CommitOutcome> looked, revoked;
        await using (await _bed.Hold("LOCK TABLE company_list IN EXCLUSIVE MODE"))
        {
            revoked = other.Commit(Unit("space/p/s", 1, Delete.Of<SpaceMemberRow>("p/s", "nora"), Company("1", "Verger"))).AsTask();
            await _bed.Waiting(1);
            looked = Store.Commit(Of("nora", "g/1", 0)).AsTask();
            await _bed.Waiting(2);
            await using var third = _bed.OtherNode();
            await third.Commit(Unit("space/p/t", 0, new Upsert(SpaceMemberRow.Of("p/t", SpaceMember.Of(new Interfaces.Spaces.Member("nora", Interfaces.Spaces.SpaceRole.Collaborateur, true, []))))));
        }
        await revoked;

        Assert.Equal(CommitVerdict.Denied, (await looked).Verdict);
        Assert.Equal(CommitVerdict.Committed, (await Store.Commit(Of("nora", "g/1", 0))).Verdict);
    }

    [Fact]
    public async Task Two_nodes_that_wait_for_each_other_s_grains_are_both_written()
    {
        foreach (var space in new[] { "p/a", "p/y", "p/z" })
            await Commit($"space/{space}", 0, new Upsert(SpaceMemberRow.Of(space, SpaceMember.Of(new Interfaces.Spaces.Member(space, Interfaces.Spaces.SpaceRole.Collaborateur, true, [])))));
        await using var other = _bed.OtherNode();
        Task<CommitOutcome> here, there;
        // Each holds its own grain and waits for the first of its conditions; with that one free each wants the other's.
        await using (await _bed.Hold("SELECT FROM grain WHERE key = 'space/p/a' FOR UPDATE"))
        {
            here = Store.Commit(Unit("space/p/y", 1) with { Condition = Condition.Of(Silence.NotFound, IsMember("p/a"), IsMember("p/z")) }).AsTask();
            there = other.Commit(Unit("space/p/z", 1) with { Condition = Condition.Of(Silence.NotFound, IsMember("p/a"), IsMember("p/y")) }).AsTask();
            await _bed.Waiting(2);
        }

        Assert.Equal([CommitVerdict.Committed, CommitVerdict.Committed], (await Task.WhenAll(here, there)).Select(o => o.Verdict));
    }

    /// <summary>A drain that found the stub of another, which then deleted it, holds nothing: it must look again.</summary>
    [Fact]
    public async Task New_grain_whose_stub_another_node_takes_away_is_written_all_the_same()
    {
        await Commit("space/p/s", 0, Joins("nora"));
        await using var other = _bed.OtherNode();
        Task<CommitOutcome> ahead, written, denied, beside;
        await using (await _bed.Hold("LOCK TABLE company_list IN EXCLUSIVE MODE"))
        {
            await using (await _bed.Hold("SELECT FROM grain WHERE key = 'space/p/s' FOR UPDATE"))
            {
                // The first makes drains of one; the next two meet in one.
                ahead = other.Commit(Of("nora", "g/ahead", 0)).AsTask();
                await _bed.Waiting(1);
                denied = other.Commit(Of("ousmane", "g/1", 0)).AsTask();
                beside = other.Commit(Unit("g/2", 0, Company("2", "Moulin"))).AsTask();
            }
            // It waits no more: who does is the drain after it.
            await ahead;
            await _bed.Waiting(1);
            written = Store.Commit(Unit("g/1", 0)).AsTask();
            await _bed.Waiting(2);
        }

        Assert.Equal([CommitVerdict.Denied, CommitVerdict.Committed, CommitVerdict.Committed],
            (await Task.WhenAll(denied, beside, written)).Select(o => o.Verdict));
        Assert.Equal(1, await VersionOf("g/1"));
    }
}
