using Grains.Requests;
using Web.Requests.Thread;
using Web.Shared;

namespace Web.Requests.Workbench;

/// <summary>The adviser's workbench: the queues, the list of one of them, the open request.</summary>
/// <param name="Counts">By <c>mine</c>, <c>unassigned</c>, <c>waiting</c> and by team.</param>
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

    private static readonly (QueueView View, string Slug)[] Slugs =
    [
        (QueueView.Mine, "miennes"), (QueueView.Unassigned, "non-attribuees"), (QueueView.Waiting, "en-attente"), (QueueView.All, "toutes"),
        (QueueView.Closed, "closes"),
    ];

    /// <summary>The queue that an address names; <paramref name="otherwise"/> when it names none.</summary>
    public static QueueView QueueOf(string? slug, QueueView otherwise) =>
        Slugs.Where(s => s.Slug == slug).Select(s => (QueueView?)s.View).FirstOrDefault() ?? otherwise;

    public string Queue(QueueView view) => Address(Path, view, null, null, null);

    public string Team(string team) => Address(Path, QueueView.All, team, null, null);

    public string Ticket(RequestSummary request) => Address($"{Path}/{request.Number}", Filter.View, Filter.Team, Filter.Search, Filter.After);

    public string Next => Address(Path, Filter.View, Filter.Team, Filter.Search, Page.Next);

    public string Beginning => Address(Path, Filter.View, Filter.Team, Filter.Search, null);

    public string BackToList => Address(Path, Filter.View, Filter.Team, Filter.Search, Filter.After);

    /// <summary>The address of the page itself: what live updates ask for again.</summary>
    public string Itself => Open is null
        ? Address(Path, Filter.View, Filter.Team, Filter.Search, Filter.After)
        : Address(Open.Path, Filter.View, Filter.Team, Filter.Search, Filter.After);

    public string Slug => Slugs.First(s => s.View == Filter.View).Slug;

    public string Title => Filter.Team is { } team ? Teams.FirstOrDefault(t => t.Key == team).Name ?? team : Name(Filter.View);

    public static string Name(QueueView view) => view switch
    {
        QueueView.Mine => WorkbenchTexts.QueueMine,
        QueueView.Unassigned => WorkbenchTexts.QueueUnassigned,
        QueueView.Waiting => WorkbenchTexts.QueueWaiting,
        QueueView.Closed => WorkbenchTexts.QueueClosed,
        _ => WorkbenchTexts.QueueAll,
    };

    public int? Count(QueueView view) => view switch
    {
        QueueView.Mine => Counts.GetValueOrDefault("mine"),
        QueueView.Unassigned => Counts.GetValueOrDefault("unassigned"),
        QueueView.Waiting => Counts.GetValueOrDefault("waiting"),
        _ => null,
    };

    private static string Address(string path, QueueView view, string? team, string? search, string? after) =>
        QueryText.Of(path, ("file", Slugs.First(s => s.View == view).Slug), ("equipe", team), ("q", search), ("apres", after));
}
