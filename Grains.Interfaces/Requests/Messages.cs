namespace Grains.Interfaces.Requests;

/// <param name="Fields">Name to text as typed; unknown names are ignored.</param>
/// <param name="Step">The step the person is on, 1-based.</param>
[Immutable]
public sealed record DraftPage(int Step, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>By name, the marks of what stood there as the page was drawn (<c>DraftMerge.Marks</c>); what has none is written whatever the draft holds.</summary>
    public IReadOnlyDictionary<string, string> Seen { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Keys of the drafts of the same that the person was asked about, and goes on in this one: it becomes the active one in the place of the one of them that is. None
    /// where they were not asked.
    /// </summary>
    public IReadOnlyList<string> InPlaceOf { get; init; } = [];
}

/// <param name="Text">Plain text, at most <see cref="MaxLength"/> characters; may be empty with a file.</param>
/// <param name="Files">Ids of complete uploads of the caller's.</param>
[Immutable]
public sealed record NewMessage(string Text, IReadOnlyList<string> Files)
{
    public const int MaxLength = 10_000;
    public const int MaxFiles = 10;

    /// <summary>Items that a request may miss at once.</summary>
    public const int MaxAsked = 20;

    /// <summary>Bytes of one file: what people read as « 20 Mo ».</summary>
    public const long MaxFileSize = 20_000_000;

    /// <summary>Open hours by which a promise may be put off.</summary>
    public static readonly IReadOnlyList<int> Extensions = [4, 8, 16, 40];

    /// <summary>Of an adviser: it is the answer that was promised.</summary>
    public bool Answers { get; init; }

    /// <summary>A message on a closed request opens it again until so long after its closing; later it must be a new request.</summary>
    public static readonly TimeSpan ReopensWithin = TimeSpan.FromDays(30);
}

/// <summary>A checked, stored file that a message may link. Only its uploader can link it, once.</summary>
/// <param name="Type">Media type found by structure: <c>application/pdf</c>, <c>image/png</c>, <c>image/jpeg</c>.</param>
/// <param name="Size">Bytes.</param>
[Immutable]
public sealed record Attachment(string File, string Name, string Type, long Size)
{
    /// <summary>The piece of the form that it is; empty for none.</summary>
    public string Piece { get; init; } = "";

    /// <summary>Only the medical referees and its uploader see what it is.</summary>
    public bool Veiled { get; init; }

    /// <summary>Of a draft's file: the account that handed it in; empty where that is the caller.</summary>
    public string Uploader { get; init; } = "";
}

/// <param name="Seq">Number of the message in its thread, from 1, without gaps.</param>
/// <param name="Tick">Its place among messages and events.</param>
[Immutable]
public sealed record Posted(long Seq, long Tick);

[Immutable]
public sealed record Sent(string Number, DateTimeOffset At);

/// <summary>What stands in a thread: what people wrote, and what happened.</summary>
public enum EntryKind
{
    Message = 0,
    Sent = 1,
    TakenInCharge = 2,
    Asked = 3,
    ItemReceived = 4,
    Closed = 5,
    Reopened = 6,
    Withdrawn = 7,
    ItemWithdrawn = 8,
    ChangeRecorded = 9,
    Issued = 10,
    /// <summary>The promised instant was put off; its text is the reason.</summary>
    PromiseMoved = 11,
    /// <summary>The account that it asked to change is changed, or will not be.</summary>
    AccountEnded = 12,
    /// <summary>A telephone call that an adviser noted; its text is how many minutes it took.</summary>
    Called = 13,
    /// <summary>
    /// A calendar that changed put the promised instant off; its text is the day that is closed and why, on two lines, or empty where hours have changed.
    /// </summary>
    PromiseReplanned = 14,
    /// <summary>It was closed as a duplicate; its text is empty.</summary>
    Merged = 15,
    /// <summary>An adviser wrote first; its text is empty.</summary>
    Opened = 16,
}
