using Grains.Text;
using Web.Shared;

namespace Web.Requests.Notices;

/// <param name="Path">The page's own address, without its query.</param>
/// <param name="OnlyUnread">Those alone that the person has not read.</param>
/// <param name="Last">The last of the view, the newest first.</param>
/// <param name="Unread">How many events of requests are unread; of more than are listed, as many as requests are.</param>
/// <param name="After">The key of the last one of the page before; null for the first page.</param>
/// <param name="Topics">What changes the list.</param>
public sealed record NoticesView(
    string Path, bool OnlyUnread, IReadOnlyList<NoticeLine> Last, int Unread, string? After, IReadOnlyList<string> Topics, DateTimeOffset Now)
{
    public const string UnreadSlug = "non-lues";

    private const int PageSize = 50;

    private readonly IReadOnlyList<NoticeLine> _rest =
        After is null ? Last : [.. Last.SkipWhile(n => n.Key != After).Skip(1)];

    /// <summary>The person sees more companies than one: each event names its own.</summary>
    public bool HasSeveral { get; init; }

    public string All => Path;

    /// <summary>Where one chooses what one hears of by mail.</summary>
    public string Choices => $"{Path[..Path.LastIndexOf('/')]}/profil#e-mails";

    public string UnreadOnly => QueryText.Of(Path, ("vue", UnreadSlug));

    public string Itself => Address(After);

    /// <summary>What follows; null at the end.</summary>
    public string? Next => _rest.Count > PageSize ? Address(_rest[PageSize - 1].Key) : null;

    /// <summary>The first page; null where it is shown.</summary>
    public string? First => After is null ? null : Address(null);

    public IEnumerable<IGrouping<DateOnly, NoticeLine>> Days => _rest.Take(PageSize).GroupBy(n => Paris.Day(n.At));

    public bool IsEmpty => _rest.Count == 0;

    /// <summary>With what waits for an answer.</summary>
    public int New => Unread + Last.Count(l => l.Waits);

    /// <summary>« Aujourd’hui », « Hier », « Vendredi 20 novembre ».</summary>
    public string DayName(DateOnly day) => (Paris.Day(Now).DayNumber - day.DayNumber) switch
    {
        0 => NoticeTexts.Today,
        1 => NoticeTexts.Yesterday,
        _ => FrenchDates.Separator(day, Now),
    };

    private string Address(string? after) => QueryText.Of(Path, ("vue", OnlyUnread ? UnreadSlug : null), ("apres", after));
}
