using Grains.Requests;
using Grains.Requests.Forms;
using Grains.Text;
using Microsoft.AspNetCore.Html;
using Web.Companies;
using Web.Display;
using Web.Shared;

namespace Web.Requests.List;

/// <summary>The customer's list as its address asks for it: a view, a search, a company, a place.</summary>
/// <param name="Path">The list's own address, without its query.</param>
/// <param name="Topics">What changes it: the topics of the companies shown, and of the account for drafts.</param>
public sealed record RequestListView(
    string Path,
    RequestFilter Filter,
    RequestCounts Counts,
    RequestPage Page,
    CompanyChoice? Company,
    IReadOnlyList<string> Topics,
    DateTimeOffset Now)
{
    /// <summary>The person sees more companies than one.</summary>
    public bool HasSeveral { get; init; }

    public ListFilters Filters { get; init; } = ListFilters.None;

    /// <summary>What the list can be filtered by.</summary>
    public IReadOnlyList<FormOption> Forms { get; init; } = [];

    /// <summary>Who reads it asks for themselves alone.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>What the person keeps by name.</summary>
    public SavedSearchesView Saved { get; init; } = SavedSearchesView.None;

    /// <summary>What is searched for; empty without a search.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; } = SearchText.Terms(Filter.Search);

    /// <summary>How many were found, and how far one has looked; null on a list that is not narrowed.</summary>
    public FoundView? Found => !Filter.Narrowed ? null : FoundView.Of(Page, Filter.After, Next, Now);

    /// <summary>What waits for the person, of what the list shows, and which company that is.</summary>
    public IHtmlContent Lead
    {
        get
        {
            var yours = Counts.Yours switch
            {
                0 => RequestTexts.ListLeadNone,
                1 => RequestTexts.ListLeadOne,
                var n => string.Format(RequestTexts.ListLeadMany, French.Some(n)),
            };
            return !HasSeveral ? Named.Text(yours)
                : Company is { } company ? Named.In($"{yours} {RequestTexts.ListLeadCompany}", Named.Of(company.Name))
                : Named.Text($"{yours} {RequestTexts.ListLeadAll}");
        }
    }

    private static readonly (ListView View, string Slug)[] Slugs =
        [(ListView.Unread, "non-lues"), (ListView.Yours, "a-vous"), (ListView.Closed, "closes")];

    public static ListView ViewOf(string? slug) => Slugs.FirstOrDefault(s => s.Slug == slug).View;

    /// <summary>The same list with another view, from its beginning.</summary>
    public string In(ListView view) => Address(view, Filter.Search, null);

    public string Next => Address(Filter.View, Filter.Search, Page.Next);

    public string Beginning => Address(Filter.View, Filter.Search, null);

    public string WithoutSearch => Address(Filter.View, null, null);

    /// <summary>The address of exactly this page, which live updates ask for again.</summary>
    public string Itself => Address(Filter.View, Filter.Search, Filter.After);

    /// <summary>The person has a company, or asks for themselves.</summary>
    public bool MayAsk { get; init; }

    /// <summary>A new request, for the company that the list shows.</summary>
    public string New => QueryText.Of($"{Path}/nouvelle", (ChosenCompany.Field, Company?.Key));

    public string WithoutCompany =>
        QueryText.Of(Path, [("vue", ViewSlug), ("q", Filter.Search), .. Filters.Parts, (ChosenCompany.Field, HasSeveral ? ChosenCompany.Everything : null)]);

    /// <summary>This page of the list, for the addresses of its requests.</summary>
    public string Place => Itself[Path.Length..].TrimStart('?');

    public string? ViewSlug => SlugOf(Filter.View);

    /// <summary>The list as it is, with other filters.</summary>
    public string With(ListFilters filters) => Address(Filter.View, Filter.Search, null, filters);

    /// <summary>What a saved search keeps: the list from its beginning.</summary>
    public string Kept => Beginning[Path.Length..].TrimStart('?');

    public RowView Row(RequestSummary row) => new(row, Path, Now, Place) { Terms = Terms, Hit = Page.Hits.GetValueOrDefault(row.Request) };

    private string Address(ListView view, string? search, string? after, ListFilters? filters = null) => QueryText.Of(
        Path, [("vue", SlugOf(view)), ("q", search), .. (filters ?? Filters).Parts,
            (ChosenCompany.Field, !HasSeveral ? null : Company?.Key ?? ChosenCompany.Everything), ("apres", after)]);

    private static string? SlugOf(ListView view) => Slugs.FirstOrDefault(s => s.View == view).Slug;
}
