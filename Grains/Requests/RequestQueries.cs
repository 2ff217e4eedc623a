using System.Globalization;
using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Text;

namespace Grains.Requests;

/// <summary>Lists, searches and counts over the rows that requests write.</summary>
public sealed class RequestQueries(IStateStore store, ISearchFragments search)
{
    private const string Columns =
        """
        r.request, r.number, r.portal, r.company, r.form, r.subject, r.team, r.author, r.author_name, r.handler, r.handler_name, r.status,
        r.turn_since, r.created_at, r.sent_at, r.closed_at, r.close_reason, r.last_at, r.excerpt, r.last_tick, r.last_seq, r.step, r.version,
        coalesce(c.name, r.author_name) AS company_name, c.siren, coalesce(rr.read, 0) AS read_tick
        """;

    private const string Joined =
        """
        FROM request_list r
        LEFT JOIN company_list c ON c.company = r.company
        LEFT JOIN request_reader rr ON rr.request = r.request AND rr.account = @account
        """;

    public Task<RequestSummary?> Find(Scope scope, string number) => One(scope, "r.number = @wanted", number);

    public Task<RequestSummary?> FindById(Scope scope, string request) => One(scope, "r.request = @wanted", request);

    public async Task<RequestPage> List(Scope scope, RequestFilter filter)
    {
        var view = filter.View switch
        {
            ListView.Unread => $"AND {Unread(scope)}",
            ListView.Yours => "AND r.status IN (0, 3)",
            ListView.Closed => "AND r.status = 4",
            _ => "",
        };
        var company = filter.Company is null ? "" : "AND r.company = @company";
        return await Page(scope, $"{view} {company}", filter.Search, filter.After, filter.Take, ("company", filter.Company));
    }

    public async Task<RequestPage> Queue(Scope scope, QueueFilter filter)
    {
        var team = filter.Team is null ? "" : "AND r.team = @team";
        return await Page(scope, $"AND {Queued(filter.View)} {team}", filter.Search, filter.After, filter.Take, ("team", filter.Team));
    }

    public async Task<RequestCounts> Counts(Scope scope)
    {
        await using var reading = await store.OpenRead();
        return await reading.QuerySingleAsync<RequestCounts>(
            $"""
            SELECT count(*) AS "all", count(*) FILTER (WHERE {Unread(scope)}) AS unread,
                   count(*) FILTER (WHERE r.status IN (0, 3)) AS yours, count(*) FILTER (WHERE r.status = 4) AS closed
            {Joined} WHERE {scope.Requests("r")}
            """, scope.Parameters());
    }

    /// <summary>The badge: how many requests hold news that this person has not read.</summary>
    public async Task<int> UnreadCount(Scope scope)
    {
        await using var reading = await store.OpenRead();
        return await reading.ExecuteScalarAsync<int>($"SELECT count(*) {Joined} WHERE {scope.Requests("r")} AND {Unread(scope)}", scope.Parameters());
    }

    /// <summary>How many requests stand in each queue, by view and by team; closed ones are not counted.</summary>
    public async Task<IReadOnlyDictionary<string, int>> QueueCounts(Scope scope)
    {
        await using var reading = await store.OpenRead();
        var rows = await reading.QueryAsync<(string Queue, int Count)>(
            $"""
            SELECT 'mine', count(*) FROM request_list r WHERE {scope.Requests("r")} AND {Queued(QueueView.Mine)}
            UNION ALL SELECT 'unassigned', count(*) FROM request_list r WHERE {scope.Requests("r")} AND {Queued(QueueView.Unassigned)}
            UNION ALL SELECT 'waiting', count(*) FROM request_list r WHERE {scope.Requests("r")} AND {Queued(QueueView.Waiting)}
            UNION ALL SELECT r.team, count(*) FROM request_list r WHERE {scope.Requests("r")} AND r.status IN (1, 2, 3) GROUP BY r.team
            """, scope.Parameters());
        return rows.ToDictionary(r => r.Queue, r => r.Count);
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
        var rows = await reading.QueryAsync<ThreadFile>("SELECT file, tick, name, type, size FROM attachment WHERE request = @request AND tick = 0 ORDER BY name", new { request });
        return [.. rows.Select(r => new Attachment(r.File, r.Name, r.Type, r.Size))];
    }

    internal async Task<ReaderView?> Reader(string request, string account)
    {
        await using var reading = await store.OpenRead();
        return await reading.QuerySingleOrDefaultAsync<ReaderView>(
            "SELECT account, name, staff, received, read FROM request_reader WHERE request = @request AND account = @account", new { request, account });
    }

    private async Task<RequestSummary?> One(Scope scope, string wanted, string value)
    {
        await using var reading = await store.OpenRead();
        return await reading.QuerySingleOrDefaultAsync<RequestSummary>(
            $"SELECT {Columns}, {Unread(scope)} AS unread {Joined} WHERE {wanted} AND {scope.Requests("r")}", scope.Parameters(("wanted", value)));
    }

    private async Task<RequestPage> Page(Scope scope, string where, string? typed, string? after, int take, (string, object?) more)
    {
        var words = string.IsNullOrWhiteSpace(typed) ? [] : SearchText.Words(typed);
        if (!string.IsNullOrWhiteSpace(typed) && words.Count == 0)
            return new RequestPage([], null);
        // Each word may stand in another message of the request.
        var matching = string.Concat(words.Select((_, i) => $" AND {search.Matching("r.request", $"@word{i}")}"));
        var (lastAt, lastRequest) = Cursor(after);
        var beyond = lastAt is null ? "" : "AND (r.last_at, r.request) < (@last_at, @last_request)";
        await using var reading = await store.OpenRead();
        var parameters = scope.Parameters(more, ("last_at", lastAt), ("last_request", lastRequest), ("take", take + 1));
        for (var i = 0; i < words.Count; i++)
            parameters[$"word{i}"] = search.Value(words[i]);
        var rows = (await reading.QueryAsync<RequestSummary>(
            $"""
            SELECT {Columns}, {Unread(scope)} AS unread {Joined}
            WHERE {scope.Requests("r")} {where} {matching} {beyond}
            ORDER BY r.last_at DESC, r.request DESC LIMIT @take
            """, parameters)).ToList();
        if (rows.Count <= take)
            return new RequestPage(rows, null);
        var last = rows[take - 1];
        return new RequestPage(rows[..take], $"{last.LastAt.ToUnixTimeMilliseconds()}_{last.Request}");
    }

    private static (long? At, string Request) Cursor(string? after) =>
        after?.Split('_', 2) is [var ms, var request] && long.TryParse(ms, CultureInfo.InvariantCulture, out var at) ? (at, request) : (null, "");

    private static string Unread(Scope scope) =>
        $"(r.status > 0 AND {(scope.IsStaff ? "r.staff_news" : "r.customer_news")} > coalesce(rr.read, 0))";

    private static string Queued(QueueView view) => view switch
    {
        QueueView.Mine => "r.handler = @account AND r.status IN (1, 2, 3)",
        QueueView.Unassigned => "r.handler IS NULL AND r.status = 1",
        QueueView.Waiting => "r.status = 3",
        QueueView.Closed => "r.status = 4",
        _ => "r.status IN (1, 2, 3)",
    };
}
