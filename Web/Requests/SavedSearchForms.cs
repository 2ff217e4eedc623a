using Grains.Interfaces.Requests;
using Microsoft.AspNetCore.WebUtilities;
using Web.Accounts.Session;
using Web.Security;

namespace Web.Requests;

/// <summary>What the forms of « Enregistrées » post, on the customers' list and on the advisers' queue.</summary>
public sealed class SavedSearchForms(IGrainFactory grains, FormOperations operations)
{
    /// <summary>Null once it is kept.</summary>
    /// <param name="place">The query of the list; what is no part of a list's address is left out.</param>
    public async Task<SavedSearchRefusal?> Save(HttpContext http, string key, string? place, string? name)
    {
        var (caller, search) = (http.Caller(), new SavedSearch(name ?? "", ListPlace.Of(Query(place))));
        return (await grains.GetGrain<ISavedSearchesGrain>(caller.Account).Save(
            caller, operations.For(caller, key, "enregistrer", search.Name, search.Place), search)).Refusal;
    }

    public async Task<SavedSearchRefusal?> Remove(HttpContext http, string key, string? name)
    {
        var caller = http.Caller();
        return (await grains.GetGrain<ISavedSearchesGrain>(caller.Account).Remove(caller, operations.For(caller, key, $"oublier/{name}"), name ?? "")).Refusal;
    }

    /// <summary>The list that the form stood on.</summary>
    public string Back(HttpContext http, string? place) => ListPlace.Of(Query(place)) is { Length: > 0 } query ? $"{http.Request.Path}?{query}" : http.Request.Path;

    /// <summary>Without the page: a search is kept from its beginning.</summary>
    public static IQueryCollection Query(string? place)
    {
        var parts = QueryHelpers.ParseQuery(place);
        parts.Remove("apres");
        return new QueryCollection(parts);
    }

    public static SavedSearchesView View(string list, IReadOnlyList<SavedSearch> searches, string current, string? typed, SavedSearchRefusal? refusal) =>
        new(list, searches, current, FormOperations.NewKey(), typed ?? "", refusal is { } refused ? SavedSearchesView.Words(refused) : null);
}
