using Grains.Access;
using Grains.Commits;
using Grains.Reads;
using Grains.Requests;

namespace Grains.Employees;

/// <summary>An employee who says that what their employer typed is wrong, and has no answer.</summary>
public sealed record ContestSummary
{
    public string Employee { get; init; } = "";

    public string Id => EmployeeChange.Id(Employee);

    /// <summary>The key.</summary>
    public string Company { get; init; } = "";

    public string CompanyName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string Contest { get; init; } = "";

    public DateTimeOffset ContestedAt { get; init; }
}

/// <summary>Affiliations that are contested, for advisers; nobody else sees a row of it.</summary>
public sealed class ContestQueries(IStateStore store)
{
    public const int Most = 200;

    /// <summary>The oldest first.</summary>
    public Task<IReadOnlyList<ContestSummary>> Waiting(Scope scope, CancellationToken cancel = default) => Statement.Rows<ContestSummary>(
        scope,
        $"""
        SELECT e.employee, e.company, coalesce(c.name, '') AS company_name, e.last_name, e.first_name, e.contest, e.contested_at
        FROM employee_list e LEFT JOIN company_list c ON c.company = e.company
        WHERE e.contested_at IS NOT NULL AND {(scope.IsStaff ? "1 = 1" : "1 = 0")} ORDER BY e.contested_at, e.employee LIMIT {Most}
        """).Alone(store, cancel);

    /// <summary>How many there are, counted to <see cref="RequestCounts.Most"/>.</summary>
    internal static Statement<int> CountOf(Scope scope) => Statement.First<int>(
        scope,
        $"""
        SELECT count(*) FROM (SELECT e.employee FROM employee_list e WHERE e.contested_at IS NOT NULL AND {(scope.IsStaff ? "1 = 1" : "1 = 0")}
        LIMIT {RequestCounts.Most}) n
        """);
}
