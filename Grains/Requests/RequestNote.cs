using Grains.Interfaces.Requests;

namespace Grains.Requests;

/// <summary>See <see cref="RequestNoteRow"/>.</summary>
public sealed record RequestNote
{
    public long Note { get; init; }

    public NoteKind Kind { get; init; }

    public string Author { get; init; } = "";

    public string AuthorName { get; init; } = "";

    public string Text { get; init; } = "";

    public string Who { get; init; } = "";

    public string Team { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>Of a call.</summary>
    public long Minutes { get; init; }

    public bool Outgoing { get; init; }
}
