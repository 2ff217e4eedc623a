using Grains.Contracts;
using Grains.Requests;
using Grains.Requests.Forms;

namespace Web.Requests.Catalogue;

/// <summary>The forms that somebody is offered.</summary>
/// <param name="All">Whatever was searched for.</param>
/// <param name="Found">Those of the domain that is looked at, in which each word that was typed is found.</param>
/// <param name="Last">Those that they sent last, the newest first.</param>
public sealed record CatalogueView(
    string Path, IReadOnlyList<CatalogueEntry> All, IReadOnlyList<CatalogueEntry> Found, IReadOnlyList<CatalogueEntry> Last,
    DraftsView Drafts, string Search, string? Domain, DateTimeOffset Now)
{
    /// <summary>Something was searched for, or a domain is looked at.</summary>
    public bool IsNarrowed => Search.Length > 0 || Domain is not null;

    public IEnumerable<IGrouping<string, CatalogueEntry>> Domains => Found.GroupBy(e => e.Domain);

    public string Narrow(string? domain) => $"{Path}{QueryString.Create(new[]
    {
        KeyValuePair.Create("domaine", domain), KeyValuePair.Create("q", Search.Length > 0 ? Search : null),
    }.Where(p => p.Value is not null))}";
}

/// <summary>What somebody has not sent yet, the newest.</summary>
/// <param name="List">The address of the list of requests.</param>
public sealed record DraftsView(IReadOnlyList<RequestSummary> Drafts, string List, DateTimeOffset Now)
{
    public string AddressOf(RequestSummary draft) => $"{List}/brouillons/{draft.Id}";
}

/// <param name="Domain">As addresses name it: <c>sante</c>, <c>prevoyance</c>, <c>affiliation</c>, <c>retraite</c>, or <c>autre</c>.</param>
/// <param name="LastAt">When the person sent one last; null for never.</param>
public sealed record CatalogueEntry(FormDefinition Form, string Domain, string Address, DateTimeOffset? LastAt = null)
{
    public static readonly IReadOnlyList<string> Domains = ["prevoyance", "sante", "affiliation", "retraite", "autre"];

    /// <summary>That of the first universe of those that open it.</summary>
    public static string DomainOf(FormDefinition form) => form.Universes.Count == 0 ? "autre" : form.Universes[0] switch
    {
        Universe.Health => "sante",
        Universe.Provident => "prevoyance",
        Universe.Affiliation => "affiliation",
        _ => "retraite",
    };

    public static string Label(string domain) => domain switch
    {
        "sante" => CatalogueTexts.Health,
        "prevoyance" => CatalogueTexts.Provident,
        "affiliation" => CatalogueTexts.Affiliation,
        "retraite" => CatalogueTexts.Retirement,
        _ => CatalogueTexts.Other,
    };

    public static string Icon(string domain) => domain switch
    {
        "sante" => "care",
        "prevoyance" => "umbrella",
        "affiliation" => "people",
        "retraite" => "sun",
        _ => "form",
    };
}
