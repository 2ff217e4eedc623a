using Grains.Access;
using Grains.Commits;
using Grains.CoreSystem;
using Grains.Reads;

namespace Grains.Requests.Forms;

/// <summary>A stop that was declared.</summary>
/// <param name="Number">Of the request that declared it.</param>
/// <param name="Last">Its last day as it is known now: a prolongation moves it, a return to work ends it.</param>
/// <param name="IsOver">A return to work was declared.</param>
public sealed record DeclaredStop(string Number, DateOnly First, DateOnly Last, bool IsOver = false)
{
    /// <summary>« Du 12/11/2026 au 04/12/2026 (2026-000123) »</summary>
    public string Words => $"Du {FormText.Shown(First)} au {FormText.Shown(Last)} ({Number})";

    /// <summary>The stops, moved and ended by what was declared of them since.</summary>
    /// <param name="later">Until when a stop is prolonged, or the day on which work begins again, by the number of its request.</param>
    public static IReadOnlyList<DeclaredStop> Of(
        IEnumerable<DeclaredStop> declared, IReadOnlyList<(string Stop, DateOnly? Until, DateOnly? Back)> later) =>
    [
        .. declared.Select(stop =>
        {
            var its = later.Where(l => l.Stop == stop.Number).ToList();
            var until = its.Max(l => l.Until) is { } moved && moved > stop.Last ? moved : stop.Last;
            return its.Max(l => l.Back) is { } back ? stop with { Last = back <= until ? back.AddDays(-1) : until, IsOver = true } : stop with { Last = until };
        }),
    ];
}

/// <summary>What was declared of an employee before, to whom may read those requests.</summary>
public sealed class DeclaredStopQueries(IStateStore store)
{
    private const string Declaration = "arret-travail";
    private const string Return = "reprise";

    // Of one employee: more than a working life brings.
    private const int Most = 200;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<DeclaredStop>> Of(Scope scope, string company, string employee, CancellationToken cancel = default)
    {
        var rows = await Statement.Rows<Row>(
            scope,
            $"""
            SELECT r.number, r.form, coalesce(l.value, '') AS stop, coalesce(a.value, '') AS first, coalesce(b.value, '') AS last
            FROM draft_field e JOIN request_list r ON r.request = e.request LEFT JOIN draft_field l ON l.request = e.request AND l.name = 'arret_lie'
            LEFT JOIN draft_field a ON a.request = e.request AND a.name = 'premier_jour'
            LEFT JOIN draft_field b ON b.request = e.request
              AND b.name = CASE r.form WHEN '{Declaration}' THEN 'fin' WHEN '{Return}' THEN 'date_reprise' ELSE 'au' END
            WHERE e.name = 'salarie' AND e.value = @employee AND r.company = @company AND r.form IN ('{Declaration}', 'prolongation', '{Return}') AND r.status > 0
            AND COALESCE(r.close_reason, '') <> 'retirée' AND {scope.Requests("r")} ORDER BY r.number DESC LIMIT {Most}
            """, ("employee", employee), ("company", company)).Alone(store, cancel);
        var known = rows.Select(r => (r.Number, r.Form, r.Stop, First: TypedNumbers.Day(r.First), Last: TypedNumbers.Day(r.Last))).Where(r => r.Last is not null).ToList();
        return DeclaredStop.Of(
            known.Where(r => r.Form == Declaration && r.First is not null).Select(r => new DeclaredStop(r.Number, r.First!.Value, r.Last!.Value)),
            [.. known.Where(r => r.Form != Declaration).Select(r => (r.Stop, r.Form == Return ? null : r.Last, r.Form == Return ? r.Last : null))]);
    }

    private sealed record Row
    {
        public string Number { get; init; } = "";

        public string Form { get; init; } = "";

        public string Stop { get; init; } = "";

        public string First { get; init; } = "";

        public string Last { get; init; } = "";
    }
}
