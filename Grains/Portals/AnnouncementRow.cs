using Grains.Commits;
using Grains.Interfaces.Portals;

namespace Grains.Portals;

/// <param name="Announcement">Its id orders by time.</param>
/// <param name="ToAt">Null until it is withdrawn.</param>
/// <param name="AuthorName">Who published it, as colleagues read it.</param>
[Row("announcement", key: 2)]
public sealed record AnnouncementRow(
    string Portal, string Announcement, AnnouncementKind Kind, string Title, string Text, DateTimeOffset FromAt, DateTimeOffset? ToAt, string AuthorName,
    DateTimeOffset PublishedAt) : Row;
