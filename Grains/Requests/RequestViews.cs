using Grains.Interfaces.Requests;

namespace Grains.Requests;

/// <summary>A request as lists and its page's header show it.</summary>
public sealed record RequestSummary
{
    public string Request { get; init; } = "";

    public string? Number { get; init; }

    public string Portal { get; init; } = "";

    public string Company { get; init; } = "";

    /// <summary>The author's own name on what they ask for themselves.</summary>
    public string CompanyName { get; init; } = "";

    /// <summary>Empty on what people ask for themselves.</summary>
    public string Siren { get; init; } = "";

    public string Form { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Team { get; init; } = "";

    public string Author { get; init; } = "";

    public string AuthorName { get; init; } = "";

    /// <summary>The caller is its author.</summary>
    public bool IsOwn { get; init; }

    public string? Handler { get; init; }

    public string? HandlerName { get; init; }

    public RequestStatus Status { get; init; }

    public DateTimeOffset TurnSince { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? CloseReason { get; init; }

    public DateTimeOffset LastAt { get; init; }

    public string Excerpt { get; init; } = "";

    public long LastTick { get; init; }

    public long LastSeq { get; init; }

    public int Step { get; init; }

    public int FormVersion { get; init; } = 1;

    public long Version { get; init; }

    /// <summary>Until when it is answered; null while the customer is waited for, once it was, and where nothing was promised.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>From then on little is left.</summary>
    public DateTimeOffset? WarnAt { get; init; }

    /// <summary>Since when the promise stands still.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>When it was kept.</summary>
    public DateTimeOffset? KeptAt { get; init; }

    /// <summary>It was put off.</summary>
    public bool Extended { get; init; }

    /// <summary>Until when the adviser who has it is away; null while they are there, and for customers.</summary>
    public DateTimeOffset? AbsentUntil { get; init; }

    /// <summary>How far the asking person has read; news beyond it is unread.</summary>
    public long ReadTick { get; init; }

    public bool Unread { get; init; }

    /// <summary>The caller may write, hand in and withdraw, not only read; known of a request that was asked for alone.</summary>
    public bool MayAct { get; init; }

    /// <summary>Of a draft: another one is the active one in its place.</summary>
    public bool PutAside { get; init; }

    /// <summary>The caller hears by mail of what is new; known of a request that was asked for alone.</summary>
    public bool Follows { get; init; }

    public string Id => Request[(Request.IndexOf('/', StringComparison.Ordinal) + 1)..];
}

/// <summary>One line of a thread.</summary>
public sealed record ThreadEntry
{
    public long Tick { get; init; }

    /// <summary>The message's number; null for an event.</summary>
    public long? Seq { get; init; }

    public EntryKind Kind { get; init; }

    public bool Staff { get; init; }

    public string Author { get; init; } = "";

    public string AuthorName { get; init; } = "";

    public string Text { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public IReadOnlyList<ThreadFile> Files { get; init; } = [];
}

public sealed record ThreadFile
{
    /// <summary>A browser draws it.</summary>
    public bool IsPicture => Type.StartsWith("image/", StringComparison.Ordinal);

    public string Request { get; init; } = "";

    public string File { get; init; } = "";

    public long Tick { get; init; }

    public string Name { get; init; } = "";

    public string Type { get; init; } = "";

    public long Size { get; init; }

    /// <summary>The piece of the form that it is; empty for none.</summary>
    public string Piece { get; init; } = "";

    public bool Veiled { get; init; }

    /// <summary>A medical piece that the caller may not see: all that they learn of it.</summary>
    public bool Masked { get; init; }

    /// <summary>What the virus scanner said, as the host keeps it; the host alone reads it.</summary>
    public long Scan { get; init; }

    /// <summary>The account that handed it in; known of a draft's files alone.</summary>
    public string Uploader { get; init; } = "";

    /// <summary>Their name.</summary>
    public string UploaderName { get; init; } = "";
}

public sealed record AskedItemView
{
    public string Item { get; init; } = "";

    public string Label { get; init; } = "";

    public DateTimeOffset AskedAt { get; init; }

    public string? File { get; init; }

    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>As <see cref="ThreadFile.Scan"/>, of the file handed in.</summary>
    public long Scan { get; init; }

    /// <summary>As <see cref="ThreadFile.Masked"/>.</summary>
    public bool Masked { get; init; }
}

/// <summary>How far one person of the thread has come, with the instants of the reading.</summary>
public sealed record ReaderView
{
    public string Account { get; init; } = "";

    public string Name { get; init; } = "";

    public bool Staff { get; init; }

    public long Received { get; init; }

    public long Read { get; init; }
}

/// <param name="Tick">Read up to here…</param>
/// <param name="At">…at this instant.</param>
public sealed record ReadMark(string Account, long Tick, DateTimeOffset At);

/// <summary>A slice of a thread: the entries after a tick, oldest first, and what the marks need.</summary>
public sealed record ThreadSlice(IReadOnlyList<ThreadEntry> Entries, IReadOnlyList<ReaderView> Readers, IReadOnlyList<ReadMark> Marks, bool HasEarlier);

public sealed record RequestPage(IReadOnlyList<RequestSummary> Rows, string? Next)
{
    /// <summary>A search ended before its list did: older requests are looked at from <see cref="Next"/> on.</summary>
    public bool Stopped { get; init; }

    /// <summary>There is nothing, here nor further on.</summary>
    public bool IsEmpty => Rows.Count == 0 && !Stopped;

    /// <summary>By request, the message in which a search found most of its words, the newest of those; not where number and subject alone hold them.</summary>
    public IReadOnlyDictionary<string, SearchHit> Hits { get; init; } = new Dictionary<string, SearchHit>();
}

public sealed record SearchHit
{
    public string Request { get; init; } = "";

    public long Tick { get; init; }

    public long Seq { get; init; }

    public string AuthorName { get; init; } = "";

    public string Text { get; init; } = "";
}

/// <summary>How many requests are in each view of the list.</summary>
public sealed record RequestCounts
{
    /// <summary>Nothing is counted beyond: it stands for this many or more.</summary>
    public const int Most = 100;

    public int All { get; init; }

    public int Unread { get; init; }

    public int Yours { get; init; }

    public int Closed { get; init; }
}

public sealed record WaitingCount
{
    /// <summary>Requests whose turn is the caller's, and their drafts.</summary>
    public int Yours { get; init; }

    /// <summary>1 where there are any requests.</summary>
    public int AnyAtAll { get; init; }
}

/// <summary>Views of the customer's list.</summary>
public enum ListView
{
    All,
    Unread,
    Yours,
    Closed,
}

/// <summary>Queues of the workbench.</summary>
public enum QueueView
{
    Mine,
    Unassigned,
    Waiting,
    /// <summary>Past their promised instant, the longest first.</summary>
    Overdue,
    All,
    Closed,
    /// <summary>Open and closed ones.</summary>
    Everywhere,
    /// <summary>The adviser's own that they have put aside.</summary>
    Snoozed,
    /// <summary>Where the specialists' advice is awaited.</summary>
    Advice,
    /// <summary>What the adviser follows.</summary>
    Followed,
}
