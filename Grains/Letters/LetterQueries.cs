using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Letters;
using Grains.Reads;

namespace Grains.Letters;

public sealed record LetterSummary
{
    public string Owner { get; init; } = "";

    public string Letter { get; init; } = "";

    public string Portal { get; init; } = "";

    public string CompanyName { get; init; } = "";

    public string Template { get; init; } = "";

    public string Name { get; init; } = "";

    public string Street { get; init; } = "";

    public string PostCode { get; init; } = "";

    public string City { get; init; } = "";

    /// <summary>Of who leaves: their last day, and the end of portability.</summary>
    public string LeftOn { get; init; } = "";

    public string PortedUntil { get; init; } = "";

    /// <summary>When the proof that is expected of them is due; empty for none.</summary>
    public string ProofOn { get; init; } = "";

    public DateTimeOffset? At { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    internal string Secret { get; init; } = "";
}

/// <summary>The print queue, for staff.</summary>
public sealed class LetterQueries(IStateStore store)
{
    /// <summary>What waits to be printed, oldest first: one batch, and one more where there is more.</summary>
    public Task<IReadOnlyList<LetterSummary>> Waiting(Scope scope, CancellationToken cancel = default) => Statement.Rows<LetterSummary>(
        scope,
        $"""
        SELECT l.owner, l.letter, l.portal, coalesce(c.name, '') AS company_name, l.template, l.name, l.street, l.post_code, l.city, l.at, l.ends_at, l.secret,
          coalesce((SELECT max(d.last_on) FROM employee_departure d WHERE d.employee = l.owner), '') AS left_on,
          coalesce((SELECT max(d.until_on) FROM employee_departure d WHERE d.employee = l.owner), '') AS ported_until,
          coalesce((SELECT e.proof_on FROM employee_list e WHERE e.employee = l.owner), '') AS proof_on
        FROM letter l LEFT JOIN company_list c ON c.company = l.company
        WHERE l.posted_at IS NULL AND {(scope.IsStaff ? "1 = 1" : "1 = 0")} ORDER BY l.at, l.owner, l.letter LIMIT {IPrintRunGrain.MostLetters + 1}
        """).Alone(store, cancel);
}
