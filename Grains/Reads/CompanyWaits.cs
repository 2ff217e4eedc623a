using Grains.Access;
using Grains.Contracts;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Waivers;
using Grains.Requests;

namespace Grains.Reads;

/// <summary>What waits for the caller in one of their companies. Each count stops at <see cref="RequestCounts.Most"/> over all companies together.</summary>
public sealed record CompanyWaits
{
    public string Company { get; init; } = "";

    public string Siren { get; init; } = "";

    public string Name { get; init; } = "";

    public string City { get; init; } = "";

    public int Establishments { get; init => field = Math.Max(value, 0); }

    /// <summary>Requests whose turn is theirs, and their drafts.</summary>
    public int Yours { get; init; }

    public int Unread { get; init; }

    /// <summary>Employees who have let eight days go, of those whose affiliations the caller acts on.</summary>
    public int ToRemind { get; init; }

    /// <summary>Waivers to decide, of the same.</summary>
    public int Waivers { get; init; }
}

/// <summary>The caller's companies in which something waits, those where most does first: as far as <see cref="RequestCounts.Most"/> of each kind go.</summary>
public sealed class WaitQueries(ISqlDialect dialect)
{
    internal Statement<IReadOnlyList<CompanyWaits>> Of(Scope scope)
    {
        var sets = new RequestSets(dialect, scope);
        return Statement.Rows<CompanyWaits>(
            scope,
            $"""
            {RequestSets.Mine(scope)}, waits (company, yours, unread, remind, waivers) AS (
              SELECT r.company, 1, 0, 0, 0 FROM (SELECT s.request FROM ({sets.Of(ListView.Yours, RequestCounts.Most)}) s LIMIT {RequestCounts.Most}) y
              CROSS JOIN request_list r WHERE r.request = y.request
              UNION ALL SELECT r.company, 0, 1, 0, 0 FROM (SELECT s.request FROM ({sets.Unread()}) s LIMIT {RequestCounts.Most}) u
              CROSS JOIN request_list r WHERE r.request = u.request
              UNION ALL SELECT e.company, 0, 0, 1, 0 FROM ({ToRemind(scope)}) e
              UNION ALL SELECT v.company, 0, 0, 0, 1 FROM ({ToDecide(scope)}) v)
            SELECT c.company, c.siren, c.name, c.city, {CoverageFragments.Establishments(scope)},
              sum(w.yours) AS yours, sum(w.unread) AS unread, sum(w.remind) AS to_remind, sum(w.waivers) AS waivers
            FROM waits w JOIN company_list c ON c.company = w.company
            GROUP BY c.company, c.siren, c.name, c.city, c.establishments ORDER BY sum(w.yours + w.unread + w.remind + w.waivers) DESC, c.name, c.company
            """);
    }

    // By the register of each company, what waits for an answer of the employer.
    private static string ToDecide(Scope scope) =>
        $"""
        SELECT x.company FROM mine m CROSS JOIN employee_waiver x WHERE x.company = m.company AND x.stage = {(int)WaiverStage.Asked}
        AND {scope.ActsOnEmployeesAt("x.company", "x.siret")} LIMIT {RequestCounts.Most}
        """;

    // By the phases of the company's employees that hold at this instant.
    private static string ToRemind(Scope scope) =>
        $"""
        SELECT x.company FROM mine m CROSS JOIN employee_phase x WHERE x.company = m.company AND x.contract = '' AND x.status = {(int)EmployeeStatus.ToRemind}
        AND x.from_at <= @now AND x.until_at > @now AND {scope.ActsOnEmployeesAt("x.company", "x.siret")} LIMIT {RequestCounts.Most}
        """;
}
