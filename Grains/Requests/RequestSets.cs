using Grains.Access;
using Grains.Requests.Absences;

namespace Grains.Requests;

/// <summary>
/// The sets of requests that lists show and counts count, as SQL whose cost follows what is shown and not what there is: each reads the
/// beginning of an index, for each company of the caller or each status of a queue.
/// </summary>
internal sealed class RequestSets(ISqlDialect dialect, Scope scope)
{
    // What the caller has not read, of a request x; no draft has news. A condition on the status would lead SQLite to an index in another order.
    private const string IsNews = "x.customer_news > coalesce((SELECT p.read FROM request_reader p WHERE p.request = x.request AND p.account = @account), 0)";

    /// <summary>What stands before a statement over the sets of a customer.</summary>
    public static string Mine(Scope scope) => $"WITH mine (company, open) AS ({scope.CompanySet})";

    /// <summary>The caller's requests in a view, at most <c>limit</c> for each company; of the unread ones see <see cref="Unread"/>.</summary>
    /// <param name="narrowed">More about the company <c>m</c>.</param>
    public string Of(ListView view, int limit, string narrowed = "") =>
        $"{Each("mine", Companies(view), limit, narrowed, "")}{(view is ListView.Yours ? $" UNION ALL {Drafts(limit, narrowed, "")} UNION ALL {Each("mine", Shared, limit, narrowed, "")}" : "")}";

    /// <summary>Of the caller's requests in a view a few for each company, the newest <c>limit</c> of all among them.</summary>
    /// <param name="narrowed">More about the company <c>m</c>.</param>
    /// <param name="beyond">More about the request <c>x</c>.</param>
    public string Newest(ListView view, int limit, string narrowed, string beyond) =>
        $"{Newest(Companies(view), limit, narrowed, beyond)}{(view is ListView.Yours ? $" UNION ALL {Drafts(limit, narrowed, beyond)} UNION ALL {Newest(Shared, limit, narrowed, beyond)}" : "")}";

    private string Newest(string which, int limit, string narrowed, string beyond)
    {
        // Of many companies those whose own newest is among the newest: another one's next would stand behind that many already.
        var first = dialect.EachFirst("t", "request_list", "request", "x.request, x.last_at", Rows(which, 1, narrowed, beyond));
        return Each($"(SELECT m.company, m.open FROM mine m {first} ORDER BY t.last_at DESC, t.request DESC LIMIT {limit})", which, limit, narrowed, beyond);
    }

    /// <summary>
    /// What is unread, in no order, of each company at most as many as are counted. Up to the floor of this person in a company it stands as rows; what
    /// has news since is compared with what they have read: the newest of an index, or PostgreSQL reads all requests for the few it expects soon.
    /// </summary>
    public string Unread(string narrowed = "") =>
        $"""
        SELECT x.request FROM mine m CROSS JOIN unread_floor f CROSS JOIN request_unread u CROSS JOIN request_list x
        WHERE f.account = @account AND f.company = m.company AND u.account = @account AND u.company = m.company AND x.request = u.request
        AND x.news_at <= f.news_at AND {IsNews} AND {Shown} {narrowed}
        UNION ALL
        SELECT k.request FROM mine m LEFT JOIN unread_floor f ON f.account = @account AND f.company = m.company
        {dialect.EachFirst("k", "request_list", "request", "x.request", $"""
        WHERE x.company = m.company {narrowed} AND x.news_at > coalesce(f.news_at, 0) AND {IsNews} AND {Shown}
        ORDER BY x.news_at DESC LIMIT {RequestCounts.Most}
        """)}
        """;

    /// <summary>Of the caller's requests in which an adviser made news a few for each company as <c>k</c>, the last <paramref name="limit"/> of all among them.</summary>
    public string WithNews(int limit)
    {
        // As with the newest: companies without news among the last have none of the last.
        var companies = $"(SELECT m.company, m.open FROM mine m {Last("t", 1)} ORDER BY t.news_at DESC LIMIT {limit})";
        return $"{companies} m {Last("k", limit)}";

        string Last(string alias, int each) => dialect.EachFirst(alias, "request_list", "request", "x.request, x.news_at", $"""
            WHERE x.company = m.company AND x.news_at IS NOT NULL AND {Shown} ORDER BY x.news_at DESC LIMIT {each}
            """);
    }

    /// <summary>True for a request that the caller has put aside, and whose customer has said nothing since.</summary>
    public static string IsSnoozed(string alias) =>
        $"""
        EXISTS (SELECT 1 FROM request_snooze y WHERE y.request = {alias}.request AND y.account = @account AND y.until_at > @now
        AND y.news >= {alias}.staff_news AND {alias}.handler = y.account)
        """;

    /// <summary>What the caller has put aside, newest first.</summary>
    public static string Snoozed(int limit, string? team = null, string beyond = "") =>
        $"""
        SELECT s.request, s.last_at FROM (SELECT x.request, x.last_at FROM request_snooze w CROSS JOIN request_list x
          WHERE w.account = @account AND w.until_at > @now AND x.request = w.request AND x.handler = w.account AND x.status IN (1, 2, 3) AND w.news >= x.staff_news
          {(team is null ? "" : $"AND x.team = {team}")} {beyond} {NewestFirst(limit)}) s
        """;

    /// <summary>What the caller follows and is not closed, newest first.</summary>
    public static string Followed(int limit, string? team = null, string beyond = "") =>
        $"""
        SELECT s.request, s.last_at FROM (SELECT x.request, x.last_at FROM request_follower w CROSS JOIN request_list x
          WHERE w.account = @account AND w.follows = 1 AND x.request = w.request AND x.status IN (1, 2, 3) {(team is null ? "" : $"AND x.team = {team}")} {beyond} {NewestFirst(limit)}) s
        """;

    /// <summary>Where advice is awaited, newest first.</summary>
    public static string Advised(int limit, string? team = null, string beyond = "") =>
        $"""
        SELECT s.request, s.last_at FROM (SELECT x.request, x.last_at FROM request_advice o CROSS JOIN request_list x
          WHERE x.request = o.request AND x.status IN (1, 2, 3) {(team is null ? "" : $"AND x.team = {team}")} {beyond} {NewestFirst(limit)}) s
        """;

    /// <summary>The caller's own with words of a customer that they have not read.</summary>
    public static string NewsOfMine(int limit) =>
        Queued(QueueView.Mine, limit, beyond: "AND x.staff_news > coalesce((SELECT p.read FROM request_reader p WHERE p.request = x.request AND p.account = @account), 0)");

    /// <summary>Requests in a queue, newest first, at most <c>limit</c> for each status.</summary>
    public static string Queued(QueueView view, int limit, string? team = null, string beyond = "")
    {
        if (view is QueueView.Snoozed)
            return Snoozed(limit, team, beyond);
        if (view is QueueView.Followed)
            return Followed(limit, team, beyond);
        if (view is QueueView.Advice)
            return Advised(limit, team, beyond);
        int[] statuses = view switch
        {
            QueueView.Unassigned => [1, 2, 3],
            QueueView.Waiting => [3],
            QueueView.Closed => [4],
            QueueView.Everywhere => [1, 2, 3, 4],
            _ => [1, 2, 3],
        };
        var whose = view switch
        {
            QueueView.Mine => $"AND x.handler = @account AND NOT {IsSnoozed("x")}",
            QueueView.Unassigned => "AND x.handler IS NULL",
            _ => "",
        };
        var ofTeam = team is null ? "" : $"AND x.team = {team}";
        // What its adviser is away from is anybody's as well.
        var away = view is not QueueView.Unassigned ? ""
            : $"""
               UNION ALL SELECT f.request, f.last_at FROM (SELECT x.request, x.last_at FROM staff_absence h CROSS JOIN request_list x
              WHERE {AbsenceQueries.Holds("h")} AND x.handler = h.account AND x.status IN (1, 2, 3) {ofTeam} {beyond} {NewestFirst(limit)}) f
              """;
        return string.Join(" UNION ALL ", statuses.Select(status =>
            $"SELECT s{status}.request, s{status}.last_at FROM (SELECT x.request, x.last_at FROM request_list x WHERE x.status = {status} {whose} {ofTeam} {beyond} {NewestFirst(limit)}) s{status}")) + away;
    }

    /// <summary>Those that are past their promised instant, the longest first, with that instant as <c>last_at</c>.</summary>
    /// <param name="beyond">More about the promise <c>x</c>.</param>
    public static string Overdue(int limit, string? team = null, string beyond = "") =>
        $"""
        SELECT s.request, s.last_at FROM (SELECT x.request, x.due_at AS last_at FROM request_promise x
          WHERE x.due_at < @now {(team is null ? "" : $"AND x.team = {team}")} {beyond} ORDER BY x.due_at, x.request LIMIT {limit}) s
        """;

    /// <summary>Those of a queue whose promise runs, the first due first, those that are late before all, with that instant as <c>last_at</c>.</summary>
    /// <param name="beyond">More about the promise <c>x</c>.</param>
    public static string Promised(QueueView view, int limit, string? team, string beyond)
    {
        var whose = view switch
        {
            QueueView.Mine => $"x.handler = @account AND EXISTS (SELECT 1 FROM request_list l WHERE l.request = x.request AND NOT {IsSnoozed("l")}) AND",
            QueueView.Unassigned => "x.handler = '' AND",
            _ => "",
        };
        var which = $"x.due_at IS NOT NULL {(team is null ? "" : $"AND x.team = {team}")} {beyond} ORDER BY x.due_at, x.request LIMIT {limit}";
        var away = view is not QueueView.Unassigned ? ""
            : $"""
               UNION ALL SELECT f.request, f.last_at FROM (SELECT x.request, x.due_at AS last_at FROM staff_absence h CROSS JOIN request_promise x
              WHERE {AbsenceQueries.Holds("h")} AND x.handler = h.account AND {which}) f
              """;
        return $"SELECT s.request, s.last_at FROM (SELECT x.request, x.due_at AS last_at FROM request_promise x WHERE {whose} {which}) s{away}";
    }

    /// <summary>How many a set holds, counted to <see cref="RequestCounts.Most"/>.</summary>
    public static string Count(string set) => $"(SELECT count(*) FROM (SELECT s.request FROM ({set}) s LIMIT {RequestCounts.Most}) n)";

    // Drafts of others.
    private string Shared => scope.SharedDrafts("x");

    private string Companies(ListView view) => view switch
    {
        ListView.Yours => "x.status = 3",
        ListView.Closed => "x.status = 4",
        ListView.Unread => IsNews,
        _ => $"(x.status > 0 OR x.author = @account OR {Shared})",
    };

    private string Each(string companies, string which, int limit, string narrowed, string beyond) =>
        $"SELECT k.request, k.last_at FROM {companies} m {dialect.EachFirst("k", "request_list", "request", "x.request, x.last_at", Rows(which, limit, narrowed, beyond))}";

    private string Rows(string which, int limit, string narrowed, string beyond) =>
        $"WHERE x.company = m.company {narrowed} AND x.portal = @portal AND {which} AND {Shown} {beyond} {NewestFirst(limit)}";

    // Of a request x of one of the caller's companies m.
    private string Shown => $"(m.open = 1 OR {scope.Reads("x")})";

    private string Drafts(int limit, string narrowed, string beyond) =>
        $"""
        SELECT d.request, d.last_at FROM (
          SELECT x.request, x.last_at FROM request_list x
          WHERE x.author = @account AND x.status = 0 AND x.portal = @portal
          AND x.company IN (SELECT m.company FROM mine m WHERE 1 = 1 {narrowed}) AND {scope.Reads("x")} {beyond}
          {NewestFirst(limit)}) d
        """;

    private static string NewestFirst(int limit) => $"ORDER BY x.last_at DESC, x.request DESC LIMIT {limit}";
}
