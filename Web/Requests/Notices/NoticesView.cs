using System.Globalization;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Text;
using Microsoft.AspNetCore.Html;
using Web.Display;
using Web.Shared;

namespace Web.Requests.Notices;

/// <param name="Path">The page's own address, without its query.</param>
/// <param name="OnlyUnread">Those alone that the person has not read.</param>
/// <param name="Last">The last of the view, the newest first.</param>
/// <param name="Unread">How many of them are unread; of more than are listed, as many as requests are.</param>
/// <param name="After">The key of the last one of the page before; null for the first page.</param>
/// <param name="Topics">What changes the list.</param>
public sealed record NoticesView(
    string Path, bool OnlyUnread, IReadOnlyList<Notice> Last, int Unread, string? After, IReadOnlyList<string> Topics, DateTimeOffset Now)
{
    public const string UnreadSlug = "non-lues";

    private const int PageSize = 50;

    private readonly IReadOnlyList<Notice> _rest =
        After is null ? Last : [.. Last.SkipWhile(n => KeyOf(n) != After).Skip(1)];

    /// <summary>The person sees more companies than one: each event names its own.</summary>
    public bool HasSeveral { get; init; }

    public string All => Path;

    /// <summary>Where one chooses what one hears of by mail.</summary>
    public string Choices => $"{Path[..Path.LastIndexOf('/')]}/profil#e-mails";

    public string UnreadOnly => QueryText.Of(Path, ("vue", UnreadSlug));

    public string Itself => Address(After);

    /// <summary>What follows; null at the end.</summary>
    public string? Next => _rest.Count > PageSize ? Address(KeyOf(_rest[PageSize - 1])) : null;

    /// <summary>The first page; null where it is shown.</summary>
    public string? First => After is null ? null : Address(null);

    public IEnumerable<IGrouping<DateOnly, Notice>> Days => _rest.Take(PageSize).GroupBy(n => Paris.Day(n.At));

    public bool IsEmpty => _rest.Count == 0;

    public string Of(Notice notice) => $"{Path[..Path.LastIndexOf('/')]}/demandes/{notice.Number}";

    public static string KeyOf(Notice notice) => string.Create(CultureInfo.InvariantCulture, $"{notice.Number}.{notice.Tick}");

    /// <summary>« Aujourd’hui », « Hier », « Vendredi 20 novembre ».</summary>
    public string DayName(DateOnly day) => (Paris.Day(Now).DayNumber - day.DayNumber) switch
    {
        0 => NoticeTexts.Today,
        1 => NoticeTexts.Yesterday,
        _ => FrenchDates.Separator(day, Now),
    };

    public static string Icon(Notice notice) => notice.Kind switch
    {
        EntryKind.Message => "mail",
        EntryKind.Asked => "clip",
        EntryKind.Closed or EntryKind.ChangeRecorded or EntryKind.Merged => "st-done",
        EntryKind.ItemWithdrawn => "x",
        EntryKind.PromiseMoved or EntryKind.PromiseReplanned => "clock",
        _ => "st-progress",
    };

    /// <summary>What happened, in one sentence.</summary>
    public static IHtmlContent Said(Notice notice)
    {
        var who = Named.Of(notice.AuthorName);
        return notice.Kind switch
        {
            EntryKind.Message => Named.In(NoticeTexts.Message, who),
            EntryKind.TakenInCharge => Named.In(NoticeTexts.Taken, who),
            EntryKind.Asked => Asked(notice.Text.Split('\n'), who),
            EntryKind.Closed => Named.Text(NoticeTexts.Closed),
            EntryKind.Merged => Named.In(TieTexts.NoticeMerged, who),
            EntryKind.Reopened => Named.In(NoticeTexts.Reopened, who),
            EntryKind.ChangeRecorded => Named.In(NoticeTexts.ChangeRecorded, who),
            EntryKind.ItemWithdrawn => Named.In(NoticeTexts.ItemWithdrawn, who),
            EntryKind.PromiseMoved or EntryKind.PromiseReplanned => Named.Text(PromiseTexts.Event),
            _ => Named.In(NoticeTexts.Other, who),
        };
    }

    private static IHtmlContent Asked(string[] items, IHtmlContent who) =>
        items.Length == 1 ? Named.In(NoticeTexts.AskedOne, who) : Named.In(NoticeTexts.AskedMany, who, items.Length);

    private string Address(string? after) => QueryText.Of(Path, ("vue", OnlyUnread ? UnreadSlug : null), ("apres", after));
}
