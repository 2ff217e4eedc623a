using System.Collections.Immutable;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Text;

namespace Grains.Requests;

using Outcome = Decision<SavedSearchesState, Nothing, SavedSearchRefusal>;

/// <summary>The names, folded: what they stand for is rows.</summary>
public sealed record SavedSearchesState : GrainState
{
    public ImmutableList<string> Names { get; init; } = [];

    public Outcome Save(string account, Caller by, SavedSearch search)
    {
        var name = search.Name.Trim().Cut(SavedSearch.LongestName).Trim();
        var folded = Folded(name);
        if (by.Account != account || search.Place.Length > SavedSearch.LongestPlace)
            return SavedSearchRefusal.NotFound;
        if (folded.Length == 0)
            return SavedSearchRefusal.NoName;
        if (!Names.Contains(folded) && Names.Count >= SavedSearch.Most)
            return SavedSearchRefusal.TooMany;
        return new(this with { Names = Names.Remove(folded).Add(folded) }, default, null, [new Upsert(new SavedSearchRow(account, folded, name, search.Place))]);
    }

    public Outcome Remove(string account, Caller by, string name) =>
        by.Account != account ? SavedSearchRefusal.NotFound
        : !Names.Contains(Folded(name)) ? Outcome.Unchanged
        : new(this with { Names = Names.Remove(Folded(name)) }, default, null, [Delete.Of<SavedSearchRow>(account, Folded(name))]);

    private static string Folded(string name) => string.Join(' ', SearchText.Normalize(name).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

[Row("saved_search", key: 2)]
public sealed record SavedSearchRow(string Account, string Folded, string Name, string Place) : Row;

[GrainType("saved-searches")]
public sealed class SavedSearchesGrain(CommitServices services, Rights rights) : CommittingGrain<SavedSearchesState>(services), ISavedSearchesGrain
{
    protected override string Kind => "saved-searches";

    public Task<Result<SavedSearchRefusal>> Save(Caller by, OperationId operation, SavedSearch search) =>
        Answer(operation, rights.ToCall(by, SavedSearchRefusal.NotFound), State.Save(Key, by, search));

    public Task<Result<SavedSearchRefusal>> Remove(Caller by, OperationId operation, string name) =>
        Answer(operation, rights.ToCall(by, SavedSearchRefusal.NotFound), State.Remove(Key, by, name));
}
