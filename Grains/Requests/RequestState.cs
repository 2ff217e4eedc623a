using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Grains.Access;
using Grains.Calendars;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests.Changes;
using Grains.Requests.Desk;
using Grains.Requests.Drafts;
using Grains.Requests.Held;
using Grains.Requests.Promises;
using Grains.Requests.Ties;

namespace Grains.Requests;

/// <summary>
/// The header of a request; its messages are rows. Verbs are grouped by who says them: <see cref="RequestDraft"/> (the author, before it
/// is sent), <see cref="RequestThread"/> (both sides), <see cref="RequestHandling"/> (advisers).
/// </summary>
public sealed record RequestState : GrainState
{
    /// <summary>Tick of the form's own message, which follows the event of the sending.</summary>
    public const long FirstMessage = 2;

    /// <summary>UTF-16 units of the last message that lists show.</summary>
    public const int ExcerptLength = 120;

    public string Portal { get; init; } = "";

    public string Company { get; init; } = "";

    /// <summary>The universes it belongs to; all of them when it has none, so that any right suffices.</summary>
    public UniverseRights Universes { get; init; } = UniverseRights.Read;

    /// <summary>The establishment it concerns; empty for the company as a whole.</summary>
    public string Siret { get; init; } = "";

    public string Form { get; init; } = "";

    /// <summary>The version that it is answered in, for ever: of an earlier state, the first.</summary>
    public int FormVersion { get; init; } = 1;

    public string Subject { get; init; } = "";

    /// <summary>The queue it is answered from.</summary>
    public string Team { get; init; } = "";

    public string Author { get; init; } = "";

    public string AuthorName { get; init; } = "";

    public RequestStatus Status { get; init; }

    public string? Number { get; init; }

    public string? Handler { get; init; }

    public string? HandlerName { get; init; }

    public DateTimeOffset TurnSince { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? CloseReason { get; init; }

    public DateTimeOffset LastAt { get; init; }

    public string Excerpt { get; init; } = "";

    /// <summary>Number of the last entry, messages and events together.</summary>
    public long LastTick { get; init; }

    /// <summary>Number of the last message.</summary>
    public long LastSeq { get; init; }

    /// <summary>Tick of the last entry that is news to the customer: unread while a person's read tick is below it.</summary>
    public long CustomerNews { get; init; }

    /// <summary>The instant of that entry.</summary>
    public DateTimeOffset? NewsAt { get; init; }

    public long StaffNews { get; init; }

    /// <summary>When an adviser first answered; null before.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Number of the last step that is counted.</summary>
    public long LastStep { get; init; }

    /// <summary>Number of the last note among advisers.</summary>
    public long LastNote { get; init; }

    /// <summary>An adviser's message that can still be taken back; null for none.</summary>
    public HeldMessage? Held { get; init; }

    /// <summary>Number of the last one.</summary>
    public long LastHeld { get; init; }

    public int Step { get; init; } = 1;

    /// <summary>Whom the author asked to be called back by; empty for what is no callback. One is open a person and contact.</summary>
    public string Callback { get; init; } = "";

    public ImmutableList<AskedItem> Asked { get; init; } = [];

    /// <summary>Asked for and not handed in.</summary>
    [JsonIgnore]
    public ImmutableList<AskedItem> Missing => Asked.RemoveAll(a => a.File is not null);

    /// <summary>Of what its form changes elsewhere.</summary>
    public ChangeStage Change { get; init; }

    /// <summary>It asks for another bank account, whose way ends with the request.</summary>
    public bool MovesMoney { get; init; }

    /// <summary>Of the customer about the answer, once it was closed.</summary>
    public Opinion Opinion { get; init; }

    public DateTimeOffset? OpinionAt { get; init; }

    /// <summary>Until when it is answered; null for none, as of a request from before promises were made.</summary>
    public RequestPromise? Promise { get; init; }

    /// <summary>Key of the closed request that it goes on from; empty for none.</summary>
    public string Follows { get; init; } = "";

    /// <summary>Links that advisers made from here, for themselves.</summary>
    public ImmutableList<LinkedRequest> Links { get; init; } = [];

    /// <summary>Key of the request that goes on in its place, as long as it is closed as a duplicate; empty for none.</summary>
    public string MergedInto { get; init; } = "";

    /// <summary>What the specialists are asked for; null for nothing.</summary>
    public AskedAdvice? Advice { get; init; }

    public ImmutableList<string> DraftFiles { get; init; } = [];

    [JsonIgnore]
    public Matter Matter => new(Company, Universes, Siret);

    public bool Exists => Author.Length > 0;

    /// <summary>Of a draft, the rights of which one lets who is not its author read and write it; none while it is its author's alone.</summary>
    public UniverseRights DraftRights { get; init; }

    /// <summary>Who wrote in it before it was sent.</summary>
    public ImmutableList<string> Writers { get; init; } = [];

    /// <summary>What the draft is, or would be, the one active draft of (<see cref="DraftPlace"/>); empty for nothing.</summary>
    public string Place { get; init; } = "";

    public bool IsDraft => Exists && Status is RequestStatus.Draft;

    /// <summary>Drafts are no adviser's; the rest is the right on the company, which the grain has checked.</summary>
    public bool IsVisibleTo(Caller caller) => Exists && (Status is not RequestStatus.Draft || !caller.IsStaff);

    public RequestOutcomeRow Outcome(string key) => new(key, Change, Opinion, OpinionAt, Follows);

    public RequestListRow ListRow(string key, long version) => new(
        key, Number, Portal, Company, Form, Subject, Team, Author, AuthorName, Handler, HandlerName, Status, TurnSince, CreatedAt, SentAt,
        ClosedAt, CloseReason, LastAt, Excerpt, LastTick, LastSeq, CustomerNews, StaffNews, Step, version, Universes, Siret,
        NewsAt ?? (CustomerNews > 0 ? LastAt : null), FormVersion, IsDraft ? DraftRights : UniverseRights.None);
}

/// <summary>Something the customer was asked for.</summary>
public sealed record AskedItem(string Id, string Label, DateTimeOffset AskedAt, string? File, DateTimeOffset? ReceivedAt)
{
    /// <summary>What is handed in for it, only the medical referees and who does so see.</summary>
    public bool Veiled { get; init; }
}

/// <summary>What a verb needs beside the state: which request, who, when, and the version the commit will make.</summary>
/// <param name="UnreadAfter">How long news may be unread before it is told by mail.</param>
internal readonly record struct RequestTurn(string Key, long NextVersion, Caller By, DateTimeOffset At, TimeSpan UnreadAfter = default)
{
    /// <summary>When the team works that has it; null in the turns that move no promise.</summary>
    public BusinessCalendar? Calendar { get; init; }

    /// <summary>When the team works that it goes to; null in other turns.</summary>
    public BusinessCalendar? NextCalendar { get; init; }

    /// <summary>The team that takes what is being sent; null in other turns.</summary>
    public string? Team { get; init; }

    /// <summary>The open time that an answer is promised in where nothing was promised before.</summary>
    public TimeSpan Usual { get; init; }
}
