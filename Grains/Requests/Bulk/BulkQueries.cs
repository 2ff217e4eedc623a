using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Reads;
using Grains.Requests.Forms;

namespace Grains.Requests.Bulk;

/// <summary>Reads what an act on many requests will do, before it does it.</summary>
public sealed class BulkQueries(IStateStore store, ISqlDialect dialect, FormCatalogue forms)
{
    // Of a request r.
    private const string Misses = "EXISTS (SELECT 1 FROM asked_item i WHERE i.request = r.request AND i.file IS NULL)";

    private const string Medical = "EXISTS (SELECT 1 FROM attachment a WHERE a.request = r.request AND a.veiled = 1)";

    /// <summary>The requests of these numbers that the caller sees, by number; each with the reason why the act leaves it out.</summary>
    public async Task<IReadOnlyList<BulkRow>> Chosen(Scope scope, Caller by, BulkAct act, IReadOnlyList<string> numbers, CancellationToken cancel = default)
    {
        var rows = await ChosenOf(scope, numbers).Alone(store, cancel);
        return [.. rows.Select(r => r with { Kept = BulkRules.Keeps(act, Of(r), by) })];
    }

    internal Statement<IReadOnlyList<BulkRow>> ChosenOf(Scope scope, IReadOnlyList<string> numbers) => scope.IsStaff
        ? Statement.Rows<BulkRow>(
            scope,
            $"""
            SELECT r.request, r.number, r.subject, coalesce(c.name, r.author_name) AS company_name, r.form, r.team, r.status, r.handler, r.handler_name,
              CASE WHEN {Misses} THEN 1 ELSE 0 END AS misses_items, CASE WHEN {Medical} THEN 1 ELSE 0 END AS medical
            FROM request_list r LEFT JOIN company_list c ON c.company = r.company
            WHERE {dialect.Among("r.number", "@wanted")} AND {scope.Requests("r")} ORDER BY r.number LIMIT {BulkWish.MostChosen}
            """, ("wanted", JsonSerializer.Serialize(numbers)))
        : throw new InvalidOperationException("Acts on many requests are the staff's.");

    /// <summary>The same of a request by its own state.</summary>
    internal async Task<BulkMatter> MatterOf(string request, RequestState state) => new(
        state.Status, state.Handler, !state.Missing.IsEmpty, await IsMedical(request), BulkRules.IsComplaint(forms, state.Form, state.Team),
        BulkRules.ChangesAccount(forms, state.Form));

    private async Task<bool> IsMedical(string request)
    {
        await using var reading = await store.OpenRead();
        return await Dapper.SqlMapper.ExecuteScalarAsync<long>(
            reading, $"SELECT count(*) FROM (SELECT 1 FROM attachment a WHERE a.request = @request AND a.veiled = 1 LIMIT 1) n", new { request }) > 0;
    }

    private BulkMatter Of(BulkRow row) => new(
        row.Status, row.Handler, row.MissesItems, row.Medical, BulkRules.IsComplaint(forms, row.Form, row.Team), BulkRules.ChangesAccount(forms, row.Form));
}

/// <summary>A request that was chosen.</summary>
public sealed record BulkRow
{
    public string Request { get; init; } = "";

    public string Number { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>The author's own name on what they ask for themselves.</summary>
    public string CompanyName { get; init; } = "";

    public string Form { get; init; } = "";

    public string Team { get; init; } = "";

    public RequestStatus Status { get; init; }

    public string? Handler { get; init; }

    public string? HandlerName { get; init; }

    public bool MissesItems { get; init; }

    public bool Medical { get; init; }

    /// <summary>Why the act leaves it out; null for one that it reaches.</summary>
    public RequestRefusal? Kept { get; init; }
}
