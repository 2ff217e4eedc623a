using Grains.Commits;
using Grains.Interfaces.Portals;

namespace Grains.Portals;

/// <param name="Announcement">Its id orders by time.</param>
/// <param name="ToAt">Null until it is withdrawn.</param>
/// <param name="AuthorName">Who wrote it last, as colleagues read it.</param>
/// <param name="PublishedAt">When it was written last: another each time.</param>
[Row("announcement", key: 2)]
public sealed record AnnouncementRow(
    string Portal, string Announcement, AnnouncementKind Kind, string Title, string Text, DateTimeOffset FromAt, DateTimeOffset? ToAt, string AuthorName,
    DateTimeOffset PublishedAt) : Row;
