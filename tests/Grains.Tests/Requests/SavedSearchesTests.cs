using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;

namespace Grains.Tests.Requests;

public sealed class SavedSearchesTests
{
    private static readonly Caller Nora = new("nora", CallerKind.Customer, "portal", "Nora", "");

    [Fact]
    public void Same_name_in_another_case_stands_for_the_newer_search()
    {
        var state = After(new SavedSearchesState(), new SavedSearch(" Été ", "q=a"));

        var again = state.Save("nora", Nora, new SavedSearch("ETE", "q=b"));

        Assert.Equal(["ete"], again.Next!.Names);
        Assert.Equal(new SavedSearchRow("nora", "ete", "ETE", "q=b"), Assert.IsType<SavedSearchRow>(Assert.IsType<Upsert>(Assert.Single(again.Effects)).Row));
    }

    [Fact]
    public void Twenty_are_kept_and_a_place_that_is_left_is_free_again()
    {
        var state = Enumerable.Range(1, SavedSearch.Most).Aggregate(new SavedSearchesState(), (s, i) => After(s, new SavedSearch($"n{i}", "q=a")));

        Assert.Equal(SavedSearchRefusal.TooMany, state.Save("nora", Nora, new SavedSearch("one more", "q=a")).Refusal);
        Assert.Null(state.Save("nora", Nora, new SavedSearch("N1", "q=b")).Refusal);
        var left = state.Remove("nora", Nora, "N2").Next!;
        Assert.Null(left.Save("nora", Nora, new SavedSearch("one more", "q=a")).Refusal);
    }

    [Fact]
    public void Refused_are_a_stranger_a_name_of_nothing_and_an_address_that_is_none()
    {
        var hugues = Nora with { Account = "hugues" };
        var state = After(new SavedSearchesState(), new SavedSearch("a", "q=a"));

        Assert.Equal(SavedSearchRefusal.NotFound, state.Save("nora", hugues, new SavedSearch("b", "q=b")).Refusal);
        Assert.Equal(SavedSearchRefusal.NotFound, state.Remove("nora", hugues, "a").Refusal);
        Assert.Equal(SavedSearchRefusal.NoName, state.Save("nora", Nora, new SavedSearch(" …!", "q=b")).Refusal);
        Assert.Equal(SavedSearchRefusal.NotFound, state.Save("nora", Nora, new SavedSearch("b", new string('q', SavedSearch.LongestPlace + 1))).Refusal);
        Assert.Null(state.Remove("nora", Nora, "never kept").Next);
    }

    private static SavedSearchesState After(SavedSearchesState state, SavedSearch search) => state.Save("nora", Nora, search).Next!;
}
