using Grains.Commits;

namespace Grains.Tests.Storage;

public abstract class ClaimContract : StoreContract
{
    [Fact]
    public async Task Twenty_owners_at_once_and_one_gets_it()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Commit($"g/{i}", 0, new TakeClaim("email", "nora@maison.example")).AsTask()));

        var winner = Assert.Single(outcomes.Index(), o => o.Item.Verdict is CommitVerdict.Committed);
        Assert.Equal($"g/{winner.Index}", await Store.FindClaim("email", "nora@maison.example", Noon));
        Assert.All(outcomes.Where(o => o.Verdict is not CommitVerdict.Committed), o =>
            Assert.Equal((CommitVerdict.ClaimLost, "email"), (o.Verdict, o.LostClaim!.Kind)));
    }

    [Fact]
    public async Task Losing_a_claim_loses_the_whole_commit_with_its_earlier_claims()
    {
        await Commit("g/1", 0, new TakeClaim("k", "taken"));

        var outcome =
            await Store.Commit(
                Unit("g/2", 0, new TakeClaim("k", "free"), Company("2", "Verger"), new TakeClaim("k", "taken"),
                    new TakeClaim("k", "later")) with { Operation = Done("o") });

        Assert.Equal((CommitVerdict.ClaimLost, "taken"), (outcome.Verdict, outcome.LostClaim!.Value));
        Assert.Null(await Store.FindClaim("k", "free", Noon));
        Assert.Null(await Store.FindClaim("k", "later", Noon));
        Assert.Null(await Store.Load("g/2"));
        Assert.Null(await Store.FindOperation("o"));
        Assert.Equal(0, await Count("company_list", "company", "2"));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task Expired_claim_counts_as_free(int secondsAfterExpiry, bool free)
    {
        await Commit("g/1", 0, new TakeClaim("k", "v", Noon.AddMinutes(10)));
        var at = Noon.AddMinutes(10).AddSeconds(secondsAfterExpiry);

        Assert.Equal(free ? null : "g/1", await Store.FindClaim("k", "v", at));
        var taken = await Store.Commit(Unit("g/2", 0, new TakeClaim("k", "v")) with { At = at });

        Assert.Equal(free ? CommitVerdict.Committed : CommitVerdict.ClaimLost, taken.Verdict);
        Assert.Equal(free ? "g/2" : "g/1", await Store.FindClaim("k", "v", Noon));
    }

    [Fact]
    public async Task Taking_what_one_holds_renews_it()
    {
        await Commit("g/1", 0, new TakeClaim("k", "v", Noon.AddMinutes(10)));
        await Commit("g/1", 1, new TakeClaim("k", "v", Noon.AddMinutes(20)));

        Assert.Equal("g/1", await Store.FindClaim("k", "v", Noon.AddMinutes(15)));
    }

    [Fact]
    public async Task Only_the_owner_releases()
    {
        await Commit("g/1", 0, new TakeClaim("k", "v"));

        Assert.Equal(CommitVerdict.Committed, (await Commit("g/2", 0, new ReleaseClaim("k", "v"))).Verdict);
        Assert.Equal("g/1", await Store.FindClaim("k", "v", Noon));

        await Commit("g/1", 1, new ReleaseClaim("k", "v"));
        Assert.Null(await Store.FindClaim("k", "v", Noon));
    }

    [Fact]
    public async Task Claim_is_taken_over_from_the_owner_that_is_named_and_from_no_other()
    {
        await Commit("g/1", 0, new TakeClaim("k", "v"));

        Assert.Equal(CommitVerdict.ClaimLost, (await Commit("g/2", 0, new TakeClaim("k", "v", From: "g/3"))).Verdict);
        var outcomes = await Task.WhenAll(Enumerable.Range(2, 10).Select(i => Commit($"g/{i}", 0, new TakeClaim("k", "v", From: "g/1")).AsTask()));

        var winner = Assert.Single(outcomes.Index(), o => o.Item.Verdict is CommitVerdict.Committed);
        Assert.Equal($"g/{winner.Index + 2}", await Store.FindClaim("k", "v", Noon));
        Assert.Equal(9, outcomes.Count(o => o.Verdict is CommitVerdict.ClaimLost));
    }

    [Fact]
    public async Task One_value_is_free_under_another_kind()
    {
        await Commit("g/1", 0, new TakeClaim("email", "v"));

        Assert.Equal(CommitVerdict.Committed, (await Commit("g/2", 0, new TakeClaim("siren", "v"))).Verdict);
    }
}
