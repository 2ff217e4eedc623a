using System.Globalization;
using System.Numerics;
using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Reads;
using Grains.Text;

namespace Grains.Requests;

/// <summary>Lists, searches and counts over the rows that requests write.</summary>
public sealed class RequestQueries(IStateStore store, ISearchFragments search, ISqlDialect dialect)
{
    /// <summary>The longest page of a list.</summary>
    public const int MostRows = 100;

    private const string Columns =
        """
        r.request, r.number, r.portal, r.company, r.form, r.subject, r.team, r.author, r.author_name, r.handler, r.handler_name, r.status,
        r.turn_since, r.created_at, r.sent_at, r.closed_at, r.close_reason, r.last_at, r.excerpt, r.last_tick, r.last_seq, r.step,
        coalesce(c.name, r.author_name) AS company_name, c.siren, coalesce(rr.read, 0) AS read_tick
        """;

    private const string Joined =
        """
        LEFT JOIN company_list c ON c.company = r.company
        LEFT JOIN request_reader rr ON rr.request = r.request AND rr.account = @account
        """;

    public Task<RequestSummary?> Find(Scope scope, string number, CancellationToken cancel = default) =>
        One(scope, "r.number = @number", ("number", number)).Alone(store, cancel);

    public Task<RequestSummary?> FindById(Scope scope, string request, CancellationToken cancel = default) =>
        One(scope, "r.request = @request", ("request", request)).Alone(store, cancel);

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

    public Task<RequestPage> List(Scope scope, RequestFilter filter, CancellationToken cancel = default) => PageOf(scope, filter).Alone(store, cancel);

    /// <param name="company">Only what concerns this one; a company that the caller does not see has nothing.</param>
    public Task<RequestCounts> Counts(Scope scope, string? company = null, CancellationToken cancel = default) => CountsOf(scope, company).Alone(store, cancel);

    /// <summary>The badge: how many requests hold news that this person has not read, counted to <see cref="RequestCounts.Most"/>.</summary>
    public Task<int> UnreadCount(Scope scope, CancellationToken cancel = default) => UnreadCountOf(scope).Alone(store, cancel);

    /// <summary>
    /// A page of a queue, and how many requests stand in each: by <c>mine</c>, <c>unassigned</c>, <c>waiting</c> and by team, counted to
    /// <see cref="RequestCounts.Most"/>. Closed ones are not counted.
    /// </summary>
    public async Task<(IReadOnlyDictionary<string, int> Counts, RequestPage Page)> Queue(
        Scope scope, QueueFilter filter, IReadOnlyList<string> teams, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(scope);
        var (counts, page) = (batch.Add(QueueCountsOf(scope, teams)), batch.Add(PageOf(scope, filter)));
        await batch.Run(store, cancel);
        return (counts.Value.ToDictionary(c => c.Queue, c => c.Count), page.Value);
    }

    internal Statement<int> UnreadCountOf(Scope scope) =>
        Statement.First<int>(scope, scope.IsStaff ? "SELECT 0" : $"{RequestSets.Mine(scope)} SELECT {RequestSets.Count(new RequestSets(dialect, scope).Unread())}");

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

    internal Statement<RequestPage> PageOf(Scope scope, RequestFilter filter)
    {
        var (narrowed, sets) = (Narrowed(filter.Company), new RequestSets(dialect, scope));
        var limit = Math.Clamp(filter.Take, 1, MostRows) + 1;
        var among = filter.View is ListView.Unread ? News(limit, narrowed, Beyond("x", filter.After))
            : $"{RequestSets.Mine(scope)} {sets.Of(filter.View, limit, narrowed, Beyond("x", filter.After))}";
        var found = filter.View switch
        {
            ListView.Unread => "AND r.status > 0 AND r.customer_news > coalesce(rr.read, 0)",
            ListView.Yours => "AND r.status IN (0, 3)",
            ListView.Closed => "AND r.status = 4",
            _ => "",
        };
        return Page(scope, among, $"{found} {(filter.Company is null ? "" : "AND r.company = @company")}", filter.Search, filter.After, limit,
            ("company", filter.Company));

        // Little of it is sorted; of much, the newest are soon found among the newest of all.
        string News(int limit, string narrowed, string beyond) =>
            $"""
            {RequestSets.Mine(scope)}, unread (request) AS (SELECT s.request FROM ({sets.Unread(narrowed)}) s LIMIT {RequestCounts.Most}), amount (n) AS (SELECT count(*) FROM unread)
            SELECT x.request, x.last_at FROM unread s CROSS JOIN request_list x WHERE x.request = s.request AND (SELECT n FROM amount) < {RequestCounts.Most} {beyond}
            UNION ALL SELECT w.request, w.last_at FROM ({sets.Of(ListView.Unread, limit, narrowed, beyond)}) w WHERE (SELECT n FROM amount) = {RequestCounts.Most}
            """;
    }

    internal Statement<RequestPage> PageOf(Scope scope, QueueFilter filter)
    {
        var limit = Math.Clamp(filter.Take, 1, MostRows) + 1;
        var found = filter.View switch
        {
            QueueView.Mine => "AND r.handler = @account AND r.status IN (1, 2, 3)",
            QueueView.Unassigned => "AND r.handler IS NULL AND r.status = 1",
            QueueView.Waiting => "AND r.status = 3",
            QueueView.Closed => "AND r.status = 4",
            _ => "AND r.status IN (1, 2, 3)",
        };
        var team = filter.Team is null ? null : "@team";
        return Page(
            scope, RequestSets.Queued(filter.View, limit, team, Beyond("x", filter.After)), $"{found} {(team is null ? "" : "AND r.team = @team")}",
                filter.Search, filter.After, limit,
            ("team", filter.Team));
    }

    internal static Statement<IReadOnlyList<QueueCount>> QueueCountsOf(Scope scope, IReadOnlyList<string> teams)
    {
        if (!scope.IsStaff)
            throw new InvalidOperationException("Queues are the staff's.");
        IEnumerable<string> queues =
        [
            $"SELECT 'mine' AS queue, {Count(QueueView.Mine, null)} AS count", $"SELECT 'unassigned', {Count(QueueView.Unassigned, null)}",
                $"SELECT 'waiting', {Count(QueueView.Waiting, null)}",
            .. teams.Select((_, i) => $"SELECT @team{i}, {Count(QueueView.All, $"@team{i}")}"),
        ];
        return Statement.Rows<QueueCount>(scope, string.Join(" UNION ALL ", queues), [.. teams.Select((t, i) => ($"team{i}", (object?)t))]);
    }

    // A reading makes a version, and leaves the list's row alone.
    internal static Statement<RequestSummary?> One(Scope scope, string wanted, params IReadOnlyList<(string, object?)> parameters) =>
        Statement.First<RequestSummary>(
        scope,
        $"""
        SELECT {Columns}, coalesce((SELECT g.version FROM grain g WHERE g.key = 'request/' || r.request), r.version) AS version, {Unread(scope)} AS unread,
          {scope.Acts("r")} AS may_act,
          coalesce((SELECT f.follows FROM request_follower f WHERE f.request = r.request AND f.account = @account), CASE WHEN r.author = @account THEN 1 ELSE 0 END) AS follows
        FROM request_list r {Joined} WHERE {wanted} AND {scope.Requests("r")}
        """, parameters);

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
            await reading.QueryAsync<ThreadFile>("SELECT file, tick, name, type, size FROM attachment WHERE request = @request AND tick = 0 ORDER BY name",
                new { request });
        return [.. rows.Select(r => new Attachment(r.File, r.Name, r.Type, r.Size))];
    }

    internal async Task<ReaderView?> Reader(string request, string account)
    {
        await using var reading = await store.OpenRead();
        return await reading.QuerySingleOrDefaultAsync<ReaderView>(
            "SELECT account, name, staff, received, read FROM request_reader WHERE request = @request AND account = @account", new { request, account });
    }

    /// <param name="among">The keys and last instants of the newest requests, as far as an index gives them; a search finds its own.</param>
    private Statement<RequestPage> Page(Scope scope, string among, string found, string? typed, string? after, int limit, (string, object?) more)
    {
        var words = string.IsNullOrWhiteSpace(typed) ? [] : SearchText.Words(typed);
        // Each word may stand in another message of the request; what holds no word matches nothing.
        var matching = words.Count == 0 && !string.IsNullOrWhiteSpace(typed) ? "AND 1 = 0"
            : string.Concat(words.Select((_, i) => $" AND {search.Matching("r.request", $"@word{i}")}"));
        var seen = $"{scope.Requests("r", many: words.Count > 0)} {found} {matching}";
        // What is found by its keys is judged as a whole: PostgreSQL must not begin with the companies or the status instead.
        var (from, where, order) = words.Count > 0
            ? ("request_list r", $"{seen} {Beyond("r", after)}", $"ORDER BY r.last_at DESC, r.request DESC LIMIT {limit}")
            : ($"(SELECT n.request FROM ({among}) n ORDER BY n.last_at DESC, n.request DESC LIMIT {limit}) k CROSS JOIN request_list r",
                $"r.request = k.request AND CASE WHEN {seen} THEN 1 END = 1", "ORDER BY r.last_at DESC, r.request DESC");
        var (lastAt, lastRequest) = Cursor(after);
        return new Statement<RequestPage>(
            scope, $"SELECT {Columns}, r.version, {Unread(scope)} AS unread FROM {from} {Joined} WHERE {where} {order}",
            async rows => Cut([.. await rows.ReadAsync<RequestSummary>()], limit - 1),
            [more, ("last_at", lastAt), ("last_request", lastRequest), .. words.Select((w, i) => ($"word{i}", (object?)search.Value(w)))]);
    }

    private static RequestPage Cut(List<RequestSummary> rows, int take) =>
        rows.Count <= take ? new RequestPage(rows, null)
            : new RequestPage(rows[..take], $"{rows[take - 1].LastAt.ToUnixTimeMilliseconds()}_{rows[take - 1].Request}");

    private static string Narrowed(string? company) => company is null ? "" : "AND m.company = @company";

    private static string Count(QueueView view, string? team) => RequestSets.Count(RequestSets.Queued(view, RequestCounts.Most, team));

    private static string Beyond(string alias, string? after) =>
        Cursor(after).At is null ? "" : $"AND ({alias}.last_at, {alias}.request) < (@last_at, @last_request)";

    private static (long? At, string Request) Cursor(string? after) =>
        after?.Split('_', 2) is [var ms, var request] && long.TryParse(ms, CultureInfo.InvariantCulture, out var at) ? (at, request) : (null, "");

    private static string Unread(Scope scope) =>
        $"(r.status > 0 AND {(scope.IsStaff ? "r.staff_news" : "r.customer_news")} > coalesce(rr.read, 0))";

    internal sealed record QueueCount
    {
        public string Queue { get; init; } = "";

        public int Count { get; init; }
    }
}
