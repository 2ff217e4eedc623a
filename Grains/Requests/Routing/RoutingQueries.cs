using System.Globalization;
using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Reads;
using Grains.Requests.Forms;

namespace Grains.Requests.Routing;

/// <summary>The rules as they stand, and the open requests that they would send elsewhere. Staff only, but for where a request goes that is being sent.</summary>
public sealed class RoutingQueries(IStateStore store, ISqlDialect dialect, FormArchive forms)
{
    /// <summary>What pages that show them watch.</summary>
    public const string Topic = "desk/routage";

    /// <summary>Nobody's requests that are looked at in one question.</summary>
    internal const int Step = 500;

    private const string Rules = "SELECT t.rule, t.place, t.form, t.domain, t.theme, t.siren, t.team, t.author_name, t.written_at FROM routing_rule t ORDER BY t.place, t.rule LIMIT 60";

    /// <summary>In the order that decides.</summary>
    public Task<IReadOnlyList<RoutingRuleView>> All(Scope scope, CancellationToken cancel = default) =>
        Statement.Rows<RoutingRuleView>(ForStaff(scope), Rules).Alone(store, cancel);

    /// <summary>How many open requests, of those that nobody has, the rules would send to another team now.</summary>
    public async Task<int> Affected(Scope scope, CancellationToken cancel = default)
    {
        var count = 0;
        for (var after = ""; ;)
        {
            var page = await Open(scope, after, Step, cancel);
            count += page.Count(r => r.Moves);
            if (page.Count < Step)
                return count;
            after = page[^1].Place;
        }
    }

    /// <summary>The next open requests that nobody has, those that wait the longest in each status first, with the team that the rules say.</summary>
    /// <param name="after">The <see cref="OpenRequest.Place"/> of the last one before, or empty.</param>
    public async Task<IReadOnlyList<OpenRequest>> Open(Scope scope, string after, int take, CancellationToken cancel = default)
    {
        var rows = await OpenOf(scope, after, take).Alone(store, cancel);
        var rules = (await All(scope, cancel)).Select(r => r.Written).ToList();
        var answers = (await Statement.Rows<Answer>(
            scope, $"SELECT d.request, d.name, d.value FROM draft_field d WHERE {dialect.Among("d.request", "@wanted")}",
            ("wanted", JsonSerializer.Serialize(rows.Select(r => r.Request)))).Alone(store, cancel)).ToLookup(a => a.Request);
        var routed = new List<OpenRequest>(rows.Count);
        foreach (var row in rows)
        {
            var form = await forms.Find(row.Form, row.FormVersion, cancel);
            // A callback is its contact's.
            var team = form?.Slot is not null || form is null ? null
                : RoutingRules.TeamOf(rules, Routed.Of(form, answers[row.Request].ToDictionary(a => a.Name, a => a.Value), row.Company));
            routed.Add(row with { To = team ?? row.Team });
        }
        return routed;
    }

    internal Statement<IReadOnlyList<OpenRequest>> OpenOf(Scope scope, string after, int take)
    {
        var (status, at, request) = after.Split('_', 3) is [var s, var ms, var key] ? (int.Parse(s, CultureInfo.InvariantCulture), long.Parse(ms, CultureInfo.InvariantCulture), key) : (0, 0, "");
        var sets = Enumerable.Range(1, 3).Where(s => s >= status).Select(s =>
            $"""
            SELECT o{s}.request, o{s}.status, o{s}.last_at FROM (SELECT x.request, x.status, x.last_at FROM request_list x WHERE x.status = {s} AND x.handler IS NULL
            {(s == status ? "AND (x.last_at, x.request) > (@last_at, @last_request)" : "")} ORDER BY x.last_at, x.request LIMIT @take) o{s}
            """);
        return Statement.Rows<OpenRequest>(
            ForStaff(scope),
            $"""
            SELECT r.request, r.number, r.subject, r.form, r.form_version, r.company, r.team, r.status, r.last_at AS at
            FROM (SELECT u.request, u.status, u.last_at FROM ({string.Join(" UNION ALL ", sets)}) u ORDER BY u.status, u.last_at, u.request LIMIT @take) k
            CROSS JOIN request_list r WHERE r.request = k.request ORDER BY r.status, r.last_at, r.request
            """, ("last_at", at), ("last_request", request), ("take", take));
    }

    /// <summary>Where a request goes that is being sent.</summary>
    internal async Task<string?> TeamOf(FormDefinition form, IReadOnlyDictionary<string, string> answers, string company)
    {
        await using var reading = await store.OpenRead();
        var rules = await Dapper.SqlMapper.QueryAsync<RoutingRuleView>(reading, Rules);
        return RoutingRules.TeamOf(rules.Select(r => r.Written), Routed.Of(form, answers, company));
    }

    private static Scope ForStaff(Scope scope) => scope.IsStaff ? scope : throw new InvalidOperationException("Routing is the staff's.");

    private sealed record Answer
    {
        public string Request { get; init; } = "";

        public string Name { get; init; } = "";

        public string Value { get; init; } = "";
    }
}

public sealed record RoutingRuleView
{
    public string Rule { get; init; } = "";

    public long Place { get; init; }

    public string Form { get; init; } = "";

    public string Domain { get; init; } = "";

    public string Theme { get; init; } = "";

    public string Siren { get; init; } = "";

    public string Team { get; init; } = "";

    public string AuthorName { get; init; } = "";

    public DateTimeOffset WrittenAt { get; init; }

    internal RoutingRule Written => new(Form, Domain, Theme, Siren, Team);
}

/// <summary>An open request that nobody has.</summary>
public sealed record OpenRequest
{
    public string Request { get; init; } = "";

    public string Number { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Form { get; init; } = "";

    public int FormVersion { get; init; }

    public string Company { get; init; } = "";

    public string Team { get; init; } = "";

    public RequestStatus Status { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The team that the rules say, or its own.</summary>
    public string To { get; init; } = "";

    public bool Moves => To != Team;

    /// <summary>Where it stands among the others, in the order of its text.</summary>
    public string Place => $"{(int)Status}_{At.ToUnixTimeMilliseconds():D15}_{Request}";
}
