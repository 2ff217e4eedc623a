using System.Numerics;
using System.Text.Json;
using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Requests.Absences;
using Grains.Requests.Drafts;

namespace Grains.Requests;

/// <summary>Lists, searches and counts over the rows that requests write.</summary>
public sealed class RequestQueries(IStateStore store, ISearchFragments words, ISqlDialect dialect)
{
    /// <summary>The longest page of a list.</summary>
    public const int MostRows = 100;

    private readonly RequestSearch _search = new(store, words, dialect);

    private const string Columns =
        """
        r.request, r.number, r.portal, r.company, r.form, r.subject, r.team, r.author, r.author_name, r.handler, r.handler_name, r.status,
        r.turn_since, r.created_at, r.sent_at, r.closed_at, r.close_reason, r.last_at, r.excerpt, r.last_tick, r.last_seq, r.step, r.form_version,
        CASE WHEN r.author = @account THEN 1 ELSE 0 END AS is_own,
        coalesce(c.name, r.author_name) AS company_name, c.siren, pr.due_at, pr.warn_at, pr.paused_at, pr.kept_at, coalesce(pr.extended, 0) AS extended, coalesce(rr.read, 0) AS read_tick
        """;

    internal const string Joined =
        """
        LEFT JOIN company_list c ON c.company = r.company
        LEFT JOIN request_reader rr ON rr.request = r.request AND rr.account = @account
        LEFT JOIN request_promise pr ON pr.request = r.request
        """;

    // Until when the adviser is away who has a request r.
    private static readonly string Away = $"(SELECT max(h.until_at) FROM staff_absence h WHERE h.account = r.handler AND {AbsenceQueries.Holds("h")})";

    // Who is away is told to colleagues alone.
    internal static string ColumnsOf(Scope scope) => scope.IsStaff ? $"{Columns}, {Away} AS absent_until"
        : $"{Columns}, CASE WHEN r.status = {(int)RequestStatus.Draft} AND {DraftQueries.IsPutAside} THEN 1 ELSE 0 END AS put_aside";

    public Task<RequestSummary?> Find(Scope scope, string number, CancellationToken cancel = default) =>
        One(scope, "r.number = @number", ("number", number)).Alone(store, cancel);

    public Task<RequestSummary?> FindById(Scope scope, string request, CancellationToken cancel = default) =>
        One(scope, "r.request = @request", ("request", request)).Alone(store, cancel);

    /// <summary>The same with what its rights are asked by.</summary>
    public async Task<SeenRequest?> Matter(Scope scope, string request, CancellationToken cancel = default) =>
        await FindById(scope, request, cancel) is { } found && await Statement.First<Asked>(
            scope, $"SELECT r.company, r.universes, r.siret FROM request_list r WHERE r.request = @request AND {scope.Requests("r")}", ("request", request)).Alone(store, cancel)
            is { } asked ? new SeenRequest(found, new Matter(asked.Company, (UniverseRights)asked.Universes, asked.Siret)) : null;

    /// <summary>Those of these keys that the caller may see, in one question.</summary>
    public Task<IReadOnlyList<string>> Among(Scope scope, IReadOnlyList<string> requests, CancellationToken cancel = default)
    {
        if (requests.Count == 0)
            return Task.FromResult<IReadOnlyList<string>>([]);
        // One text for many lengths, so that it stays prepared: the last key fills up.
        var places = Enumerable.Range(0, (int)BitOperations.RoundUpToPowerOf2((uint)requests.Count))
            .Select(i => ($"wanted{i}", (object?)requests[Math.Min(i, requests.Count - 1)])).ToList();
        return Statement.Rows<string>(
            scope, $"SELECT r.request FROM request_list r WHERE r.request IN ({string.Join(", ", places.Select(p => $"@{p.Item1}"))}) AND {scope.Requests("r")}", [.. places]).Alone(store, cancel);
    }

    /// <summary>When the caller sent each form last; those that they never sent are not there.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastForms(Scope scope, CancellationToken cancel = default)
    {
        var rows = await Statement.Rows<(string Form, long At)>(
            scope, $"SELECT r.form, max(r.sent_at) AS at FROM request_list r WHERE r.author = @account AND r.status > 0 AND {scope.Requests("r")} GROUP BY r.form")
            .Alone(store, cancel);
        return rows.ToDictionary(r => r.Form, r => DateTimeOffset.FromUnixTimeMilliseconds(r.At));
    }

    public Task<RequestPage> List(Scope scope, RequestFilter filter, CancellationToken cancel = default) =>
        filter.Narrowed ? Search(scope, filter, cancel) : PageOf(scope, filter).Alone(store, cancel);

    /// <summary>The page of a list that is searched or filtered; see <see cref="RequestSearch"/>.</summary>
    internal Task<RequestPage> Search(Scope scope, RequestFilter filter, CancellationToken cancel) =>
        Searched(scope, SetOf(scope, filter), filter.Search, filter.Only, cancel);

    /// <param name="company">Only what concerns this one; a company that the caller does not see has nothing.</param>
    public Task<RequestCounts> Counts(Scope scope, string? company = null, CancellationToken cancel = default) => CountsOf(scope, company).Alone(store, cancel);

    /// <summary>The badge: how many requests hold news that this person has not read, counted to <see cref="RequestCounts.Most"/>.</summary>
    public async Task<int> UnreadCount(Scope scope, CancellationToken cancel = default) => await UnreadCountOf(scope).Alone(store, cancel);

    /// <summary>
    /// A page of a queue, the caller's saved searches, and how many requests stand in each queue: by <c>mine</c>, <c>unassigned</c>, <c>waiting</c>, <c>snoozed</c>, <c>advice</c>, <c>followed</c>, <c>overdue</c> and by team, counted to
    /// <see cref="RequestCounts.Most"/>. Closed ones are not counted. <c>news</c> counts the caller's own with words that they have not read.
    /// </summary>
    public async Task<(IReadOnlyDictionary<string, int> Counts, RequestPage Page, IReadOnlyList<SavedSearch> Saved)> Queue(
        Scope scope, QueueFilter filter, IReadOnlyList<string> teams, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(scope);
        var (counts, page) = (batch.Add(QueueCountsOf(scope, teams)), filter.Narrowed ? null : batch.Add(PageOf(scope, filter)));
        var saved = batch.Add(SavedOf(scope));
        await batch.Run(store, cancel);
        return (counts.Value.ToDictionary(c => c.Queue, c => c.Count),
            page?.Value ?? await Searched(scope, SetOf(filter), filter.Search, filter.Only, cancel), saved.Value);
    }

    internal Statement<int> UnreadCountOf(Scope scope) => Statement.First<int>(
        scope, scope.IsStaff ? "SELECT 0" : $"{RequestSets.Mine(scope)} SELECT {RequestSets.Count(new RequestSets(dialect, scope).Unread())}");

    internal Statement<RequestCounts> CountsOf(Scope scope, string? company = null)
    {
        var (narrowed, sets) = (Narrowed(company), new RequestSets(dialect, scope));
        return Statement.First<RequestCounts>(
            scope,
            $"""
            {RequestSets.Mine(scope)}
            SELECT {Count(ListView.All)} AS "all", {RequestSets.Count(sets.Unread(narrowed))} AS unread, {Count(ListView.Yours)} AS yours, {Count(ListView.Closed)} AS closed
            """, ("company", company))!;

        string Count(ListView view) => RequestSets.Count(sets.Of(view, RequestCounts.Most, narrowed));
    }

    /// <summary>How many wait for the caller, counted to <see cref="RequestCounts.Most"/>, and whether there are any at all.</summary>
    internal Statement<WaitingCount> WaitingOf(Scope scope)
    {
        var sets = new RequestSets(dialect, scope);
        return Statement.First<WaitingCount>(
            scope,
            $"""
            {RequestSets.Mine(scope)}
            SELECT {RequestSets.Count(sets.Of(ListView.Yours, RequestCounts.Most))} AS yours, {RequestSets.Count(sets.Of(ListView.All, 1))} AS any_at_all
            """)!;
    }

    /// <summary>The searches that the caller keeps, by name.</summary>
    internal static Statement<IReadOnlyList<SavedSearch>> SavedOf(Scope scope) => Statement.Rows<SavedSearch>(
        scope, $"SELECT s.name, s.place FROM saved_search s WHERE s.account = @account ORDER BY s.folded LIMIT {SavedSearch.Most}");

    internal Statement<RequestPage> PageOf(Scope scope, RequestFilter filter) => Page(scope, SetOf(scope, filter));

    internal Statement<RequestPage> PageOf(Scope scope, QueueFilter filter) => Page(scope, SetOf(filter));

    private ListedRequests SetOf(Scope scope, RequestFilter filter)
    {
        var (narrowed, sets) = (Narrowed(filter.Company), new RequestSets(dialect, scope));
        var found = filter.View switch
        {
            ListView.Unread => "AND r.status > 0 AND r.customer_news > coalesce(rr.read, 0)",
            ListView.Yours => "AND r.status IN (0, 3)",
            ListView.Closed => "AND r.status = 4",
            _ => "",
        };
        return new ListedRequests(
            (limit, beyond) => filter.View is ListView.Unread ? News(limit, beyond) : $"{RequestSets.Mine(scope)} {sets.Newest(filter.View, limit, narrowed, beyond)}",
            $"{found} {(filter.Company is null ? "" : "AND r.company = @company")}", filter.After, filter.Take, ("company", filter.Company));

        // Little of it is sorted; of much, the newest are soon found among the newest of all.
        string News(int limit, string beyond) =>
            $"""
            {RequestSets.Mine(scope)}, unread (request) AS (SELECT s.request FROM ({sets.Unread(narrowed)}) s LIMIT {RequestCounts.Most}), amount (n) AS (SELECT count(*) FROM unread)
            SELECT x.request, x.last_at FROM unread s CROSS JOIN request_list x WHERE x.request = s.request AND (SELECT n FROM amount) < {RequestCounts.Most} {beyond}
            UNION ALL SELECT w.request, w.last_at FROM ({sets.Newest(ListView.Unread, limit, narrowed, beyond)}) w WHERE (SELECT n FROM amount) = {RequestCounts.Most}
            """;
    }

    internal static ListedRequests SetOf(QueueFilter filter)
    {
        var found = filter.View switch
        {
            QueueView.Mine => $"AND r.handler = @account AND r.status IN (1, 2, 3) AND NOT {RequestSets.IsSnoozed("r")}",
            QueueView.Snoozed => $"AND r.status IN (1, 2, 3) AND {RequestSets.IsSnoozed("r")}",
            QueueView.Followed => "AND r.status IN (1, 2, 3) AND EXISTS (SELECT 1 FROM request_follower o WHERE o.request = r.request AND o.account = @account AND o.follows = 1)",
            QueueView.Unassigned => $"AND (r.handler IS NULL OR {Away} IS NOT NULL) AND r.status IN (1, 2, 3)",
            QueueView.Waiting => "AND r.status = 3",
            QueueView.Advice => "AND r.status IN (1, 2, 3) AND EXISTS (SELECT 1 FROM request_advice o WHERE o.request = r.request)",
            QueueView.Overdue => "AND EXISTS (SELECT 1 FROM request_promise q WHERE q.request = r.request AND q.due_at < @now)",
            QueueView.Closed => "AND r.status = 4",
            QueueView.Everywhere => "",
            _ => "AND r.status IN (1, 2, 3)",
        };
        var team = filter.Team is null ? null : "@team";
        // What is searched stands in the order of all lists.
        var byPromise = filter.IsByPromise;
        return new ListedRequests(
            (limit, beyond) => !byPromise ? RequestSets.Queued(filter.View, limit, team, beyond)
                : filter.View is QueueView.Overdue ? RequestSets.Overdue(limit, team, beyond) : RequestSets.Promised(filter.View, limit, team, beyond),
            $"{found} {(team is null ? "" : "AND r.team = @team")}", filter.After, filter.Take, ("team", filter.Team)) { ByPromise = byPromise };
    }

    internal static Statement<IReadOnlyList<QueueCount>> QueueCountsOf(Scope scope, IReadOnlyList<string> teams)
    {
        if (!scope.IsStaff)
            throw new InvalidOperationException("Queues are the staff's.");
        IEnumerable<string> queues =
        [
            $"SELECT 'mine' AS queue, {Count(QueueView.Mine, null)} AS count", $"SELECT 'unassigned', {Count(QueueView.Unassigned, null)}",
                $"SELECT 'waiting', {Count(QueueView.Waiting, null)}", $"SELECT 'snoozed', {Count(QueueView.Snoozed, null)}", $"SELECT 'advice', {Count(QueueView.Advice, null)}", $"SELECT 'followed', {Count(QueueView.Followed, null)}",
                $"SELECT 'news', {RequestSets.Count(RequestSets.NewsOfMine(RequestCounts.Most))}", $"SELECT 'overdue', {RequestSets.Count(RequestSets.Overdue(RequestCounts.Most))}",
            .. teams.Select((_, i) => $"SELECT @team{i}, {Count(QueueView.All, $"@team{i}")}"),
        ];
        return Statement.Rows<QueueCount>(scope, string.Join(" UNION ALL ", queues), [.. teams.Select((t, i) => ($"team{i}", (object?)t))]);
    }

    // A reading makes a version, and leaves the list's row alone.
    internal static Statement<RequestSummary?> One(Scope scope, string wanted, params IReadOnlyList<(string, object?)> parameters) =>
        Statement.First<RequestSummary>(
        scope,
        $"""
        SELECT {ColumnsOf(scope)}, coalesce((SELECT g.version FROM grain g WHERE g.key = 'request/' || r.request), r.version) AS version, {Unread(scope)} AS unread,
          {scope.Acts("r")} AS may_act,
          coalesce((SELECT f.follows FROM request_follower f WHERE f.request = r.request AND f.account = @account), CASE WHEN r.author = @account THEN 1 ELSE 0 END) AS follows
        FROM request_list r {Joined} WHERE {wanted} AND {scope.Requests("r")}
        """, parameters);

    /// <summary>Whom a request is about, folded; empty for nobody.</summary>
    internal async Task<string> EmployeeOf(string request)
    {
        await using var reading = await store.OpenRead();
        return await reading.QueryFirstOrDefaultAsync<string>(
            $"SELECT words FROM search_text WHERE request = @request AND tick = {SearchRow.Employee}", new { request }) ?? "";
    }

    internal async Task<IReadOnlyDictionary<string, string>> DraftFields(string request)
    {
        await using var reading = await store.OpenRead();
        var rows = await reading.QueryAsync<(string Name, string Value)>("SELECT name, value FROM draft_field WHERE request = @request", new { request });
        return rows.ToDictionary(r => r.Name, r => r.Value);
    }

    internal async Task<IReadOnlyList<Attachment>> DraftAttachments(string request)
    {
        await using var reading = await store.OpenRead();
        var rows =
            await reading.QueryAsync<ThreadFile>("SELECT file, tick, name, type, size, piece, veiled, uploader FROM attachment WHERE request = @request AND tick = 0 ORDER BY name",
                new { request });
        return [.. rows.Select(r => new Attachment(r.File, r.Name, r.Type, r.Size) { Piece = r.Piece, Veiled = r.Veiled, Uploader = r.Uploader })];
    }

    internal async Task<ReaderView?> Reader(string request, string account)
    {
        await using var reading = await store.OpenRead();
        return await reading.QuerySingleOrDefaultAsync<ReaderView>(
            "SELECT account, name, staff, received, read FROM request_reader WHERE request = @request AND account = @account", new { request, account });
    }

    private async Task<RequestPage> Searched(Scope scope, ListedRequests set, string? typed, RequestNarrowing only, CancellationToken cancel)
    {
        var found = await _search.Find(scope, set, typed, only, cancel);
        if (found.Requests.Count == 0)
            return new RequestPage([], found.Next) { Stopped = found.Stopped };
        // The right is asked for again: between two statements it may have gone.
        var rows = await Statement.Rows<RequestSummary>(
            scope,
            $"""
            SELECT {ColumnsOf(scope)}, r.version, {Unread(scope)} AS unread FROM request_list r {Joined}
            WHERE {dialect.Among("r.request", "@found")} AND {scope.Requests("r")} ORDER BY r.last_at DESC, r.request DESC
            """, ("found", JsonSerializer.Serialize(found.Requests))).Alone(store, cancel);
        return new RequestPage(rows, found.Next) { Stopped = found.Stopped, Hits = found.Hits };
    }

    private static Statement<RequestPage> Page(Scope scope, ListedRequests set)
    {
        // PostgreSQL must not begin with the companies or the status instead of the keys.
        var limit = set.Limit;
        return new Statement<RequestPage>(
            scope,
            $"""
            SELECT {ColumnsOf(scope)}, r.version, {Unread(scope)} AS unread FROM {set.Keys(limit)} CROSS JOIN request_list r {Joined}
            WHERE r.request = k.request AND CASE WHEN {scope.Requests("r")} {set.Found} THEN 1 END = 1 ORDER BY {set.Order("r", "pr")}
            """,
            async rows => Cut(set, [.. await rows.ReadAsync<RequestSummary>()], limit - 1), set.Parameters);
    }

    private static RequestPage Cut(ListedRequests set, List<RequestSummary> rows, int take) => rows.Count <= take ? new RequestPage(rows, null)
        : new RequestPage(rows[..take], ListedRequests.Cursor(set.PlaceOf(rows[take - 1]).ToUnixTimeMilliseconds(), rows[take - 1].Request));

    private static string Narrowed(string? company) => company is null ? "" : "AND m.company = @company";

    private static string Count(QueueView view, string? team) => RequestSets.Count(RequestSets.Queued(view, RequestCounts.Most, team));

    private static string Unread(Scope scope) =>
        $"(r.status > 0 AND {(scope.IsStaff ? "r.staff_news" : "r.customer_news")} > coalesce(rr.read, 0))";

    internal sealed record QueueCount
    {
        public string Queue { get; init; } = "";

        public int Count { get; init; }
    }

    private sealed record Asked
    {
        public string Company { get; init; } = "";

        public long Universes { get; init; }

        public string Siret { get; init; } = "";
    }
}

public sealed record SeenRequest(RequestSummary Request, Matter Matter);
