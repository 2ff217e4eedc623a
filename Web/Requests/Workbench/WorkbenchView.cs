using Grains.Requests;
using Grains.Requests.Forms;
using Grains.Requests.Replies;
using Grains.Text;
using Web.Requests.Thread;
using Web.Shared;

namespace Web.Requests.Workbench;

/// <summary>The adviser's workbench: the queues, the list of one of them, the open request.</summary>
/// <param name="Counts">By <c>mine</c>, <c>unassigned</c>, <c>waiting</c>, <c>overdue</c> and by team.</param>
/// <param name="Teams">Key and name, in the order shown.</param>
/// <param name="Topics">What changes the list and the counts.</param>
public sealed record WorkbenchView(
    QueueFilter Filter,
    IReadOnlyDictionary<string, int> Counts,
    IReadOnlyList<(string Key, string Name)> Teams,
    RequestPage Page,
    ThreadView? Open,
    IReadOnlyList<string> Topics,
    DateTimeOffset Now)
{
    public const string Path = "/gestion/demandes";

    /// <summary>The order of <see cref="QueueFilter.ByPromise"/> in addresses.</summary>
    public const string ByPromise = "promesse";

    public ListFilters Filters { get; init; } = ListFilters.None;

    /// <summary>What the list can be filtered by.</summary>
    public IReadOnlyList<FormOption> Forms { get; init; } = [];

    /// <summary>A search looks into this queue alone.</summary>
    public bool Here { get; init; }

    /// <summary>Rows can be chosen, for an act on many.</summary>
    public bool Choosing { get; init; }

    /// <summary>Something narrows, orders or changes the list, and can be taken off.</summary>
    public bool IsMarked => Choosing || !string.IsNullOrEmpty(Filter.Search) || Filter is { Narrowed: false, HasPromises: true, ByPromise: true } || Filters.On.Any();

    /// <summary>The same list with its rows to choose, or without.</summary>
    public string Turned => QueryText.Of(Path, [.. Place(Filters), ("choisir", Choosing ? null : "1"), ("apres", Filter.After)]);

    /// <summary>The query of the list as it stands.</summary>
    public string Listed => Address(Path, Filter.After)[Path.Length..].TrimStart('?');

    /// <summary>To whom the open request can be given.</summary>
    public IReadOnlyList<Colleague> Colleagues { get; init; } = [];

    /// <summary>What the open request can be answered with.</summary>
    public IReadOnlyList<CannedReplyView> Replies { get; init; } = [];

    /// <summary>What the adviser keeps by name.</summary>
    public SavedSearchesView Saved { get; init; } = SavedSearchesView.None;

    /// <summary>What is searched for; empty without a search.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; } = SearchText.Terms(Filter.Search);

    /// <summary>How many were found, and how far one has looked; null on a list that is not narrowed.</summary>
    public FoundView? Found => !Filter.Narrowed ? null : FoundView.Of(Page, Filter.After, Next, Now);

    /// <summary>What a saved search keeps: the list from its beginning; empty for a queue as it is.</summary>
    public string Kept => Filter.Narrowed ? Beginning[Path.Length..].TrimStart('?') : "";

    private static readonly (QueueView View, string Slug)[] Slugs =
    [
        (QueueView.Mine, "miennes"), (QueueView.Unassigned, "non-attribuees"), (QueueView.Waiting, "en-attente"), (QueueView.Overdue, "en-retard"),
        (QueueView.All, "toutes"),
        (QueueView.Closed, "closes"), (QueueView.Snoozed, "mises-de-cote"), (QueueView.Advice, "avis"), (QueueView.Followed, "suivies"),
    ];

    /// <summary>The queue that an address names; <paramref name="otherwise"/> when it names none.</summary>
    public static QueueView QueueOf(string? slug, QueueView otherwise) =>
        Slugs.Where(s => s.Slug == slug).Select(s => (QueueView?)s.View).FirstOrDefault() ?? otherwise;

    public string Queue(QueueView view) => QueryText.Of(Path, ("file", SlugOf(view)));

    public string Team(string team) => QueryText.Of(Path, ("file", SlugOf(QueueView.All)), ("equipe", team));

    public string Ticket(RequestSummary request)
    {
        var address = Address($"{Path}/{request.Number}", Filter.After);
        return Page.Hits.TryGetValue(request.Request, out var hit) ? ThreadPlace.Of(address, request, hit) : address;
    }

    public string Next => Address(Path, Page.Next);

    public string Beginning => Address(Path, null);

    public string BackToList => Address(Path, Filter.After);

    public string With(ListFilters filters) => Address(Path, null, filters);

    public string WithoutSearch => QueryText.Of(Path, [("file", Slug), ("equipe", Filter.Team), ("tri", Sort), .. Filters.Parts]);

    /// <summary>The address of the page itself: what live updates ask for again.</summary>
    public string Itself => Address(Open is null ? Path : Open.Path, Filter.After);

    public string Slug => SlugOf(Filter.View);

    /// <summary>The same queue in its other order.</summary>
    public string Sorted => QueryText.Of(Path, ("file", Slug), ("equipe", Filter.Team), ("tri", Filter.ByPromise ? null : ByPromise));

    public string? Sort => Filter.ByPromise ? ByPromise : null;

    /// <summary>What the page is about.</summary>
    public string Heading => Open is { } seen ? string.Format(RequestTexts.PageTitle, seen.Request.Number) : WorkbenchTexts.Title;

    public string Title => Filter.Team is { } team ? Teams.FirstOrDefault(t => t.Key == team).Name ?? team : Name(Filter.View);

    public static string Name(QueueView view) => view switch
    {
        QueueView.Mine => WorkbenchTexts.QueueMine,
        QueueView.Unassigned => WorkbenchTexts.QueueUnassigned,
        QueueView.Waiting => WorkbenchTexts.QueueWaiting,
        QueueView.Overdue => PromiseTexts.Queue,
        QueueView.Closed => WorkbenchTexts.QueueClosed,
        QueueView.Snoozed => DeskTexts.QueueSnoozed,
        QueueView.Followed => DeskTexts.QueueFollowed,
        QueueView.Advice => DeskTexts.QueueAdvice,
        _ => WorkbenchTexts.QueueAll,
    };

    /// <summary>The adviser gives advice: there is a queue of what is awaited.</summary>
    public bool Advises { get; init; }

    /// <summary>The queues of the bar; what nobody has put aside or follows has none.</summary>
    public IEnumerable<QueueView> Shown =>
    [
        QueueView.Mine, .. Advises ? [QueueView.Advice] : Array.Empty<QueueView>(), .. IfAny(QueueView.Snoozed), .. IfAny(QueueView.Followed),
        QueueView.Unassigned, QueueView.Waiting, QueueView.Overdue, QueueView.All, QueueView.Closed,
    ];

    private IEnumerable<QueueView> IfAny(QueueView view) => Filter.View == view || Count(view) > 0 ? [view] : [];

    /// <summary>How many of the adviser's own hold words that they have not read.</summary>
    public int News => Counts.GetValueOrDefault("news");

    public int? Count(QueueView view) => view switch
    {
        QueueView.Mine => Counts.GetValueOrDefault("mine"),
        QueueView.Unassigned => Counts.GetValueOrDefault("unassigned"),
        QueueView.Waiting => Counts.GetValueOrDefault("waiting"),
        QueueView.Overdue => Counts.GetValueOrDefault("overdue"),
        QueueView.Snoozed => Counts.GetValueOrDefault("snoozed"),
        QueueView.Followed => Counts.GetValueOrDefault("followed"),
        QueueView.Advice => Counts.GetValueOrDefault("advice"),
        _ => null,
    };

    private string Address(string path, string? after, ListFilters? filters = null) =>
        QueryText.Of(path, [.. Place(filters ?? Filters), ("choisir", Choosing ? "1" : null), ("apres", after)]);

    private (string, string?)[] Place(ListFilters filters) =>
        [("file", Slug), ("equipe", Filter.Team), ("tri", Sort), ("q", Filter.Search), ("ici", Here ? "1" : null), .. filters.Parts];

    public static string SlugOf(QueueView view) => Slugs.First(s => s.View == view).Slug;
}
