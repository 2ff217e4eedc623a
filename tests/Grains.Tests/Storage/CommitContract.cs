using Grains.Commits;
using Grains.Companies;
using Grains.Interfaces;
using Grains.Spaces;

namespace Grains.Tests.Storage;

public abstract class CommitContract : StoreContract
{
    [Fact]
    public async Task First_commit_is_version_1_and_reads_back()
    {
        Assert.Null(await Store.Load("g/1"));

        var outcome = await Commit("g/1", 0);

        Assert.Equal(new CommitOutcome(CommitVerdict.Committed, 1), outcome);
        Assert.Equal("\"g/1 1\"", await StateOf("g/1"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Commit_on_another_version_than_the_stored_one_is_stale_and_writes_nothing(long read)
    {
        await Commit("g/1", 0);
        await Commit("g/1", 1);

        var outcome = await Commit("g/1", read, Company("1", "Verger"), new TakeClaim("k", "v"));

        Assert.Equal((CommitVerdict.Stale, 2L), (outcome.Verdict, outcome.Version));
        Assert.Equal("\"g/1 2\"", await StateOf("g/1"));
        Assert.Equal(0, await Count("company_list", "company", "1"));
        Assert.Null(await Store.FindClaim("k", "v", Noon));
    }

    [Fact]
    public async Task Two_hundred_commits_of_one_grain_at_once_make_every_version_once()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => CommitOnTop("g/1", Company($"{i}", "Verger"))));

        Assert.Equal(Enumerable.Range(1, 200).Select(v => (long)v), versions.Order());
        Assert.Equal(200, await Count("company_list", "name", "Verger"));
    }

    [Fact]
    public async Task Failing_row_fails_alone_in_a_drain_and_leaves_nothing_of_itself()
    {
        Task<CommitOutcome>[] commits;
        await using (await Bed.Block())
        {
            // All of them wait for the one writer, so that they meet in the same drains.
            commits = [.. Enumerable.Range(0, 100).Select(i => Store.Commit(i == 37 ? Guilty() : Unit($"g/{i}", 0, Company($"{i}", "Verger"))).AsTask())];
        }
        await Task.WhenAll(commits.Select(c => c.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.All(commits.Where((_, i) => i != 37), c => Assert.Equal(CommitVerdict.Committed, c.Result.Verdict));
        Assert.True(commits[37].IsFaulted);
        Assert.Equal(99, await Count("company_list", "name", "Verger"));
        Assert.Null(await Store.Load("g/37"));
        Assert.Null(await Store.FindOperation("o37"));
        Assert.Null(await Store.FindClaim("k", "v37", Noon));
        Assert.Equal(0, await Count("job", "key", "j37"));
        Assert.Equal(0, await Count("company_list", "company", "before"));

        static CommitUnit Guilty() => Unit(
            "g/37", 0, Company("before", "Avant"), new TakeClaim("k", "v37"), new Schedule("mail", "j37", "{}", Noon, JobLane.Mail),
            new Upsert(new BrokenRow("37", "p", "123456789", null, "", 1))) with { Operation = Done("o37") };
    }

    [Fact]
    public async Task Failing_commit_can_be_repaired_and_made_again()
    {
        await Assert.ThrowsAnyAsync<Exception>(async () => await Commit("g/1", 0, new Upsert(new BrokenRow("1", "p", "1", null, "", 1))));

        Assert.Equal(CommitVerdict.Committed, (await Commit("g/1", 0, Company("1", "Verger"))).Verdict);
    }

    [Fact]
    public async Task Rows_are_replaced_and_deleted_by_their_key()
    {
        await Commit("g/1", 0, Company("1", "Verger"), Company("2", "Moulin"), new Upsert(new SpaceCompanyRow("s", "1")));
        await Commit("g/1", 1, Company("1", "Verger neuf"), new Upsert(new SpaceCompanyRow("s", "1")));
        await Commit("g/1", 2, Delete.Of<CompanyListRow>("2"), Delete.Of<CompanyListRow>("none"), Delete.Of<SpaceCompanyRow>("s", "1"));

        Assert.Equal(1, await Count("company_list", "name", "Verger neuf"));
        Assert.Equal(0, await Count("company_list", "name", "Moulin"));
        Assert.Equal(0, await Count("space_company", "space", "s"));
    }

    [Fact]
    public async Task Effects_of_one_commit_happen_in_their_order()
    {
        await Commit("g/1", 0, Company("1", "Verger"), Delete.Of<CompanyListRow>("1"), Company("1", "Moulin"));

        Assert.Equal(1, await Count("company_list", "name", "Moulin"));
    }

    [Fact]
    public async Task Numbers_are_never_given_twice()
    {
        var draws = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Store.DrawNumbers("s", 1 + i % 5).AsTask()));
        await Bed.Reopen();
        var later = await Store.DrawNumbers("s", 1);

        var given = draws.SelectMany((first, i) => Enumerable.Range(0, 1 + i % 5).Select(n => first + n)).ToList();
        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.DoesNotContain(later, given);
        Assert.Equal(1, await Store.DrawNumbers("other", 1));
    }

    [Fact]
    public async Task Everything_answered_survives_closing_and_opening()
    {
        await Store.Commit(
            Unit("g/1", 0, Company("1", "Verger"), new TakeClaim("k", "v"),
                new Schedule("mail", "j", "secret", Noon, JobLane.Mail)) with { Operation = Done("o") });
        await Store.WriteSetting("s", "1");
        await Store.WriteSetting("s", "2");

        await Bed.Reopen();

        Assert.Equal(1, await VersionOf("g/1"));
        Assert.Equal("g/1", await Store.FindClaim("k", "v", Noon));
        Assert.NotNull(await Store.FindOperation("o"));
        Assert.Equal("2", await Store.ReadSetting("s"));
        Assert.Null(await Store.ReadSetting("none"));
        Assert.Equal("secret", Assert.Single(await Jobs.Lease(JobLane.Mail, 10, Noon, Noon, Noon.AddSeconds(1))).Payload);
    }
}
