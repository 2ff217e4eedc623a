using Grains.Interfaces.Requests;

namespace Web.Requests;

/// <summary>« Enregistrées »: what a person keeps by name, and the form that keeps one more.</summary>
/// <param name="List">Address of the list, to which the forms post.</param>
/// <param name="Current">The list as it is asked for, to keep; empty where there is nothing to.</param>
/// <param name="Key">Of the forms.</param>
/// <param name="Typed">A name that was refused, and why.</param>
public sealed record SavedSearchesView(string List, IReadOnlyList<SavedSearch> Searches, string Current, string Key, string Typed = "", string? Fault = null)
{
    public static readonly SavedSearchesView None = new("", [], "", "");

    public string Address(SavedSearch search) => search.Place.Length == 0 ? List : $"{List}?{search.Place}";

    public bool IsShown(SavedSearch search) => search.Place == Current;

    public static string Words(SavedSearchRefusal refusal) => refusal switch
    {
        SavedSearchRefusal.TooMany => string.Format(RequestTexts.SavedTooMany, SavedSearch.Most),
        _ => RequestTexts.SavedNoName,
    };
}
