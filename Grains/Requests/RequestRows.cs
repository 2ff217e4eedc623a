using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests.Changes;

namespace Grains.Requests;

/// <summary>What lists, queues and the request's page show of a request; written whole by each of its commits.</summary>
/// <param name="Universes">Who reads one of them reads the request; see <see cref="Grains.Access.Matter"/>.</param>
/// <param name="Siret">Empty when it concerns the company as a whole.</param>
/// <param name="NewsAt">When an adviser last made news; null while none did.</param>
/// <param name="DraftRights">Of a draft: see <see cref="RequestState.DraftRights"/>.</param>
[Row("request_list", key: 1)]
public sealed record RequestListRow(
    string Request, string? Number, string Portal, string Company, string Form, string Subject, string Team, string Author, string AuthorName,
    string? Handler, string? HandlerName, RequestStatus Status, DateTimeOffset TurnSince, DateTimeOffset CreatedAt, DateTimeOffset? SentAt,
    DateTimeOffset? ClosedAt, string? CloseReason, DateTimeOffset LastAt, string Excerpt, long LastTick, long LastSeq, long CustomerNews,
    long StaffNews, int Step, long Version, UniverseRights Universes, string Siret, DateTimeOffset? NewsAt, int FormVersion,
    UniverseRights DraftRights = UniverseRights.None) : Row;

[Row("entry", key: 2)]
public sealed record EntryRow(string Request, long Tick, long? Seq, EntryKind Kind, bool Staff, string Author, string AuthorName, string Text,
    DateTimeOffset At) : Row;

/// <summary>What an adviser told the others; no query of a customer names this table.</summary>
/// <param name="Note">1, 2, 3… in the request.</param>
/// <param name="Who">Name of the colleague it went to, or was taken from; number of the request that it was tied to; empty for none.</param>
/// <param name="Team">The team it went to; empty for none.</param>
/// <param name="Minutes">Of a call; 0 for what is none.</param>
/// <param name="Outgoing">Of a call: ours.</param>
[Row("request_note", key: 2)]
public sealed record RequestNoteRow(
    string Request, long Note, NoteKind Kind, string Author, string AuthorName, string Text, string Who, string Team, DateTimeOffset At,
    long Minutes = 0, bool Outgoing = false) : Row;

/// <param name="Tick">0 while the file waits in a draft.</param>
/// <param name="Piece">The piece of the form that it is; empty for none.</param>
/// <param name="Veiled">Only the medical referees and its uploader see what it is.</param>
[Row("attachment", key: 2)]
public sealed record AttachmentRow(
    string Request, string File, long Tick, string Name, string Type, long Size, string Piece, bool Veiled, string Uploader) : Row
{
    public static AttachmentRow Of(string request, long tick, Attachment file, string uploader) =>
        new(request, file.File, tick, file.Name, file.Type, file.Size, file.Piece, file.Veiled, uploader);
}

/// <param name="Writer">Who wrote it last before the request was sent; empty where that is not known.</param>
[Row("draft_field", key: 2)]
public sealed record DraftFieldRow(string Request, string Name, string Value, string Writer = "") : Row;

/// <summary>What a draft is, or would be, the one active draft of; no row for one that is that of nothing.</summary>
[Row("draft_place", key: 1)]
public sealed record DraftPlaceRow(string Request, string Value) : Row;

[Row("asked_item", key: 2)]
public sealed record AskedItemRow(string Request, string Item, string Label, DateTimeOffset AskedAt, string? File, DateTimeOffset? ReceivedAt) : Row;

/// <summary>What became of a request beside its status; no row where there is nothing to say.</summary>
/// <param name="Follows">Key of the closed request that it goes on from; empty for none.</param>
[Row("request_outcome", key: 1)]
public sealed record RequestOutcomeRow(string Request, ChangeStage Change, Opinion Opinion, DateTimeOffset? OpinionAt, string Follows) : Row;

/// <summary>How far a person has received and read a thread.</summary>
[Row("request_reader", key: 2)]
public sealed record ReaderRow(string Request, string Account, string Name, bool Staff, long Received, long Read) : Row;

/// <summary>When a person read up to a tick: a message was read at the first mark at or after it.</summary>
[Row("read_mark", key: 3)]
public sealed record ReadMarkRow(string Request, string Account, long Tick, DateTimeOffset At) : Row;

/// <summary>Whether a person hears by mail of what is new. The author does without a row.</summary>
[Row("request_follower", key: 2)]
public sealed record FollowerRow(string Request, string Account, bool Follows) : Row;

/// <summary>
/// What is found of an entry with its files, or of the request beside its entries (<see cref="RequestWords"/>); see
/// <see cref="Grains.Text.SearchText.Indexed"/>.
/// </summary>
[Row("search_text", key: 2)]
public sealed record SearchRow(string Request, long Tick, string Words) : Row
{
    /// <summary>The tick of number and subject.</summary>
    public const long Heading = 0;

    /// <summary>That of the author's name.</summary>
    public const long Author = -1;

    /// <summary>That of the name of the employee whom it is about.</summary>
    public const long Employee = -2;
}
