using Grains.Commits;

namespace Grains.Requests.Replies;

/// <param name="Portal">The key of its grain.</param>
/// <param name="Reply">Its id.</param>
/// <param name="Team">Empty for all.</param>
/// <param name="Form">Empty for all.</param>
/// <param name="AuthorName">Who wrote it last, as colleagues read it.</param>
/// <param name="WrittenAt">When it was written last: another each time.</param>
[Row("canned_reply", key: 2)]
public sealed record CannedReplyRow(
    string Portal, string Reply, string Title, string Text, string Team, string Form, string AuthorName, DateTimeOffset WrittenAt) : Row;
