namespace Grains.Interfaces.Requests;

/// <summary>The searches that a person, customer or adviser, keeps by name. Key: that of the account.</summary>
[Alias("ISavedSearchesGrain")]
public interface ISavedSearchesGrain : IGrainWithStringKey
{
    /// <summary>
    /// Keeps a search; a name that is there already, in whatever case and accents, now stands for this one. The same again writes nothing.
    /// Refused: NotFound when the caller is another account or signed out; NoName when nothing is left of the name; TooMany beyond
    /// <see cref="SavedSearch.Most"/>.
    /// </summary>
    [Alias("Save")]
    Task<Result<SavedSearchRefusal>> Save(Caller by, OperationId operation, SavedSearch search);

    /// <summary>Keeps it no longer; one that is not there changes nothing. Refused: NotFound as above.</summary>
    [Alias("Remove")]
    Task<Result<SavedSearchRefusal>> Remove(Caller by, OperationId operation, string name);
}

/// <param name="Name">As typed, of at most <see cref="LongestName"/> characters: what is beyond is cut.</param>
/// <param name="Place">The query of the list's address, without its question mark: view, words, filters.</param>
[Immutable]
public sealed record SavedSearch(string Name, string Place)
{
    /// <summary>So many of one person.</summary>
    public const int Most = 20;

    public const int LongestName = 60;
    public const int LongestPlace = 1000;
}

public enum SavedSearchRefusal
{
    NotFound = 1,
    NoName,
    TooMany,
}
