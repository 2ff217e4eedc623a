using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Spaces;

namespace Grains.Requests.Drafts;

/// <summary>Drafts as those see them who may work on them.</summary>
public sealed class DraftQueries(IStateStore store)
{
    /// <summary>Of a draft r: another holds its place. Who sees one of them sees the other, as long as a place says all that decides it.</summary>
    internal static readonly string IsPutAside =
        $"""
        EXISTS (SELECT 1 FROM draft_place dp JOIN claim dk ON dk.kind = '{DraftPlace.Claim}' AND dk.value = dp.value
        WHERE dp.request = r.request AND dk.expires_at IS NULL AND dk.owner <> 'request/' || r.request)
        """;

    /// <summary>Who wrote each answer last, by name, of those that somebody wrote.</summary>
    public async Task<IReadOnlyDictionary<string, DraftWriter>> Writers(Scope scope, string request, CancellationToken cancel = default) => (await Statement.Rows<DraftWriter>(
        scope,
        $"""
        SELECT d.name AS field, d.writer AS account, a.first_name || ' ' || a.last_name AS name FROM draft_field d JOIN request_list r ON r.request = d.request
        JOIN account_list a ON a.account = d.writer WHERE d.request = @request AND d.writer <> '' AND {scope.Requests("r")} ORDER BY d.name
        """, ("request", request)).Alone(store, cancel)).ToDictionary(w => w.Field);

    /// <summary>
    /// Who is told before a draft goes: its author and who wrote in it, of them those who may still work on it; where nobody may, the administrators of the
    /// company's own space who may. The host asks, for nobody. Null for what is no draft any more.
    /// </summary>
    public async Task<WarnedDraft?> Warned(string request, DateTimeOffset at, CancellationToken cancel = default)
    {
        var works = $"a.active = 1 AND {RequestReaders.MayWork}";
        await using var reading = await store.OpenRead(cancel);
        await using var found = await reading.QueryMultipleAsync(new CommandDefinition(
            $"""
            SELECT r.portal, r.subject, r.last_at FROM request_list r WHERE r.request = @request AND r.status = 0;
            SELECT w.account FROM request_list r CROSS JOIN (
              SELECT q.author AS account FROM request_list q WHERE q.request = @request
              UNION SELECT d.writer FROM draft_field d WHERE d.request = @request) w JOIN account_list a ON a.account = w.account
            WHERE r.request = @request AND {works} ORDER BY w.account;
            SELECT w.account FROM request_list r JOIN claim c ON c.kind = '{SpaceState.HomeClaim}' AND c.value = r.company
            JOIN space_member w ON 'space/' || w.space = c.owner AND w.role = {(int)SpaceRole.Administrateur} AND w.status = {(int)MemberStatus.Added}
            JOIN account_list a ON a.account = w.account WHERE r.request = @request AND {works} ORDER BY w.account
            """, new { request, now = at.ToUnixTimeMilliseconds() }, cancellationToken: cancel));
        var draft = await found.ReadSingleOrDefaultAsync<WarnedDraft>();
        var (theirs, administrators) = ((await found.ReadAsync<string>()).ToList(), (await found.ReadAsync<string>()).ToList());
        return draft is null ? null : draft with { Accounts = theirs.Count > 0 ? theirs : administrators };
    }

    /// <summary>Drafts of the same form and company, newest first, of the caller and of others whose they may work on.</summary>
    /// <param name="company">A company's key, or that of the caller's own file.</param>
    /// <param name="employee">Field and answer; where it is given, those that name another employee are none.</param>
    /// <param name="but">Key of one that is none.</param>
    public Task<IReadOnlyList<RequestSummary>> Same(
        Scope scope, string company, string form, (string Field, string Id)? employee, string but, int most, CancellationToken cancel = default) => Statement.Rows<RequestSummary>(
        scope,
        $"""
        SELECT {RequestQueries.ColumnsOf(scope)}, r.version, 0 AS unread FROM request_list r {RequestQueries.Joined}
        WHERE r.company = @company AND r.status = 0 AND r.form = @form AND r.request <> @but AND {scope.Requests("r")}
        {(employee is null ? "" : "AND coalesce((SELECT e.value FROM draft_field e WHERE e.request = r.request AND e.name = @field), '') IN ('', @employee)")}
        ORDER BY r.last_at DESC, r.request DESC LIMIT @most
        """, ("company", company), ("form", form), ("but", but), ("field", employee?.Field), ("employee", employee?.Id), ("most", most)).Alone(store, cancel);

    /// <summary>The draft that is the active one where this one would be; null where this one is, or none that the caller may work on.</summary>
    public Task<RequestSummary?> Active(Scope scope, string request, CancellationToken cancel = default) => ActiveOf(scope, request).Alone(store, cancel);

    internal static Statement<RequestSummary?> ActiveOf(Scope scope, string request) => Statement.First<RequestSummary?>(
        scope,
        $"""
        SELECT {RequestQueries.ColumnsOf(scope)}, r.version, 0 AS unread FROM draft_place p JOIN claim k ON k.kind = '{DraftPlace.Claim}' AND k.value = p.value
        JOIN request_list r ON r.request = substr(k.owner, {"request/".Length + 1}) {RequestQueries.Joined}
        WHERE p.request = @request AND r.request <> @request AND r.status = 0 AND {scope.Requests("r")}
        """, ("request", request));
}

public sealed record WarnedDraft
{
    public string Portal { get; init; } = "";

    public string Subject { get; init; } = "";

    public DateTimeOffset LastAt { get; init; }

    public IReadOnlyList<string> Accounts { get; init; } = [];
}

public sealed record DraftWriter
{
    /// <summary>The input of the form.</summary>
    public string Field { get; init; } = "";

    public string Account { get; init; } = "";

    public string Name { get; init; } = "";
}
