using System.Text;
using Grains.Commits;
using Grains.Interfaces;

namespace Grains.Tests.Storage;

public abstract class OperationContract : StoreContract
{
    [Fact]
    public async Task Repeat_gets_the_first_answer_and_writes_nothing()
    {
        await Store.Commit(Unit("g/1", 0, Company("1", "Verger")) with { Operation = Done("o", "\"first\"") });

        var repeat = await Store.Commit(Unit("g/1", 1, Company("1", "Moulin")) with { Operation = Done("o", "\"second\"") });

        Assert.Equal(CommitVerdict.Repeated, repeat.Verdict);
        Assert.Equal("\"first\"", Text(repeat.Earlier));
        Assert.Equal(1, await VersionOf("g/1"));
        Assert.Equal(0, await Count("company_list", "name", "Moulin"));
    }

    [Fact]
    public async Task Repeat_decided_on_an_old_version_is_a_repeat_not_stale()
    {
        await Store.Commit(Unit("g/1", 0) with { Operation = Done("o") });
        await Commit("g/1", 1);

        Assert.Equal(CommitVerdict.Repeated, (await Store.Commit(Unit("g/1", 0) with { Operation = Done("o") })).Verdict);
    }

    [Fact]
    public async Task Repeat_whose_claim_another_has_taken_since_is_a_repeat_not_a_lost_claim()
    {
        await Store.Commit(Unit("g/1", 0, new TakeClaim("k", "v")) with { Operation = Done("o") });
        await Commit("g/1", 1, new ReleaseClaim("k", "v"));
        await Commit("g/2", 0, new TakeClaim("k", "v"));

        Assert.Equal(CommitVerdict.Repeated, (await Store.Commit(Unit("g/1", 2, new TakeClaim("k", "v")) with { Operation = Done("o") })).Verdict);
    }

    [Fact]
    public async Task Fifty_repeats_at_once_write_once()
    {
        Task<CommitOutcome>[] commits;
        await using (await Bed.Block())
        {
            commits =
                [.. Enumerable.Range(0, 50)
                    .Select(i => Store.Commit(Unit("g/1", 0, Company($"{i}", "Verger")) with { Operation = Done("o", $"{i}") }).AsTask())];
        }
        var outcomes = await Task.WhenAll(commits);

        Assert.Single(outcomes, o => o.Verdict is CommitVerdict.Committed);
        Assert.Single(outcomes.Where(o => o.Verdict is CommitVerdict.Repeated).Select(o => Text(o.Earlier)).Distinct());
        Assert.Equal(1, await Count("company_list", "name", "Verger"));
        Assert.Equal(1, await VersionOf("g/1"));
    }

    [Fact]
    public async Task Same_operation_on_two_grains_at_once_is_written_once()
    {
        var outcomes =
            await Task.WhenAll(Enumerable.Range(0, 20)
                .Select(i => Store.Commit(Unit($"g/{i}", 0, Company($"{i}", "Verger")) with { Operation = Done("o") }).AsTask()));

        Assert.Single(outcomes, o => o.Verdict is CommitVerdict.Committed);
        Assert.Equal(1, await Count("company_list", "name", "Verger"));
    }

    [Fact]
    public async Task Operation_can_be_looked_up_with_its_fingerprint()
    {
        await Store.Commit(Unit("g/1", 0) with { Operation = new Operation("o", "of what was asked", Bytes("7")) });

        var found = await Store.FindOperation("o");

        Assert.Equal(("of what was asked", "7"), (found!.Fingerprint, Text(found)));
        Assert.Null(await Store.FindOperation("other"));
    }

    [Fact]
    public async Task Stale_commit_leaves_its_operation_undone()
    {
        await Commit("g/1", 0);
        await Store.Commit(Unit("g/1", 0) with { Operation = Done("o") });

        Assert.Null(await Store.FindOperation("o"));
        Assert.Equal(CommitVerdict.Committed, (await Store.Commit(Unit("g/1", 1) with { Operation = Done("o") })).Verdict);
    }

    [Fact]
    public async Task Purge_forgets_what_is_older_and_nothing_else()
    {
        await Store.Commit(Unit("g/1", 0, new Schedule("mail", "ended", "{}", Noon, JobLane.Mail)) with { Operation = Done("old") });
        await Store.Commit(Unit("g/1", 1) with { Operation = Done("new"), At = Noon.AddMinutes(1) });
        var job = Assert.Single(await Jobs.Lease(JobLane.Mail, 1, Noon, Noon, Noon.AddSeconds(9)));
        await Jobs.Finish(job, JobEnd.Done, null, Noon, default);
        await Commit("g/1", 2, new Schedule("mail", "waiting", "{}", Noon, JobLane.Mail));

        Assert.Equal(0, await Store.Purge(Noon, Noon));
        Assert.Equal(2, await Store.Purge(Noon.AddSeconds(1), Noon.AddSeconds(1)));

        Assert.Null(await Store.FindOperation("old"));
        Assert.NotNull(await Store.FindOperation("new"));
        Assert.Equal(0, await Count("job", "key", "ended"));
        Assert.Equal(1, await Count("job", "key", "waiting"));
    }

    private static string Text(Operation? operation) => Encoding.UTF8.GetString(operation!.Result.Span);
}
