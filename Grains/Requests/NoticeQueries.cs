using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Reads;

namespace Grains.Requests;

/// <summary>
/// « Notifications »: what advisers did in the requests that the caller reads, beside how far they have read. Nothing is written for a recipient: an
/// event is the entry of its request's thread.
/// </summary>
public sealed class NoticeQueries(IStateStore store, ISqlDialect dialect)
{
    /// <summary>The last events that are listed.</summary>
    public const int Most = 200;

    private const int TextLength = 400;

    /// <summary>How far the caller <c>@account</c> has read the request of an entry <c>x</c>.</summary>
    private const string Read = "coalesce((SELECT p.read FROM request_reader p WHERE p.request = x.request AND p.account = @account), 0)";

    /// <summary>The last <see cref="Most"/> of them, the newest first.</summary>
    /// <param name="unread">Those only that the caller has not read.</param>
    public Task<IReadOnlyList<Notice>> Last(Scope scope, bool unread, CancellationToken cancel = default) => LastOf(scope, unread).Alone(store, cancel);

    /// <summary>Requests with news that the caller has not read, and how far these went at an instant; at most <see cref="Most"/>.</summary>
    public Task<IReadOnlyList<UnreadUpTo>> Unread(Scope scope, DateTimeOffset until, CancellationToken cancel = default) => Statement.Rows<UnreadUpTo>(
        scope,
        $"""
        {RequestSets.Mine(scope)}
        SELECT n.request, (SELECT max(x.tick) FROM entry x WHERE x.request = n.request AND x.staff = 1 AND x.at <= @until) AS tick
        FROM (SELECT u.request FROM ({new RequestSets(dialect, scope).Unread()}) u LIMIT {Most}) n
        """, ("until", until.ToUnixTimeMilliseconds())).Alone(store, cancel);

    internal Statement<IReadOnlyList<Notice>> LastOf(Scope scope, bool unread)
    {
        var sets = new RequestSets(dialect, scope);
        // The last events are in the requests whose news are the last.
        var requests = unread
            ? $"SELECT u.request FROM ({sets.Unread()}) u LIMIT {Most}"
            : $"SELECT k.request FROM {sets.WithNews(Most)} ORDER BY k.news_at DESC LIMIT {Most}";
        return Statement.Rows<Notice>(
            scope,
            $"""
            {RequestSets.Mine(scope)}
            SELECT e.request, e.tick, e.kind, e.author_name, substr(e.text, 1, {TextLength}) AS text, e.at, r.number, r.subject,
                coalesce(c.name, r.author_name) AS company_name, CASE WHEN e.tick > coalesce(rr.read, 0) THEN 1 ELSE 0 END AS unread,
                CASE fo.follows WHEN 0 THEN {(int)NoticeConcern.Left} WHEN 1 THEN {(int)NoticeConcern.Own} ELSE
                CASE WHEN r.author = @account THEN {(int)NoticeConcern.Own} ELSE {(int)NoticeConcern.Others} END END AS concern
            FROM ({requests}) n {dialect.EachFirst("e", "entry", "request, tick", "x.request, x.tick, x.kind, x.author_name, x.text, x.at", $"""
            WHERE x.request = n.request AND x.staff = 1 AND x.kind <> {(int)EntryKind.Called} {(unread ? $"AND x.tick > {Read}" : "")} ORDER BY x.tick DESC LIMIT {Most}
            """)}
            CROSS JOIN request_list r LEFT JOIN company_list c ON c.company = r.company
            LEFT JOIN request_reader rr ON rr.request = r.request AND rr.account = @account
            LEFT JOIN request_follower fo ON fo.request = r.request AND fo.account = @account
            WHERE r.request = n.request ORDER BY e.at DESC, e.request DESC, e.tick DESC LIMIT {Most}
            """);
    }
}

/// <summary>Something an adviser did in a request.</summary>
public sealed record Notice
{
    public string Request { get; init; } = "";

    public long Tick { get; init; }

    public EntryKind Kind { get; init; }

    /// <summary>Who did it.</summary>
    public string AuthorName { get; init; } = "";

    /// <summary>What the thread says; of what was asked for, one a line.</summary>
    public string Text { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public string Number { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>The author's own name on what they ask for themselves.</summary>
    public string CompanyName { get; init; } = "";

    public bool Unread { get; init; }

    public NoticeConcern Concern { get; init; }
}

/// <summary>What a request is to who reads it.</summary>
public enum NoticeConcern
{
    /// <summary>Another person's, which they may read.</summary>
    Others = 0,
    /// <summary>They wrote or follow it.</summary>
    Own,
    /// <summary>They want to hear nothing more of it.</summary>
    Left,
}

public sealed record UnreadUpTo
{
    public string Request { get; init; } = "";

    /// <summary>Null where all news is later.</summary>
    public long? Tick { get; init; }
}
