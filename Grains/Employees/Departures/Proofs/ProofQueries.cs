using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Employees.Departures;
using Grains.Reads;
using Grains.Requests;

namespace Grains.Employees.Departures.Proofs;

/// <summary>Proofs of portability that wait for the insurer, for advisers; nobody else sees a row of it.</summary>
public sealed class ProofQueries(IStateStore store)
{
    private const int MostWaiting = 200;

    internal const int MostOfOne = 40;

    internal const string Columns =
        """
        w.employee, w.proof, w.company, coalesce(c.name, '') AS company_name, w.last_name, w.first_name, w.kind, w.due_on, w.last_on, w.from_on, w.to_on, w.stage,
        w.at, w.name, w.decided_at, w.word, w.proves_until, w.ends
        """;

    internal const string Joined = "LEFT JOIN company_list c ON c.company = w.company";

    /// <summary>The oldest first.</summary>
    public Task<IReadOnlyList<ProofView>> Waiting(Scope scope, CancellationToken cancel = default)
    {
        var waiting =
            $"""
            SELECT p.employee, p.proof, p.at FROM employee_proof p WHERE p.stage = {(int)ProofStage.Waiting} AND {(scope.IsStaff ? "1 = 1" : "1 = 0")}
            ORDER BY p.at, p.employee, p.proof LIMIT {MostWaiting}
            """;
        return new Statement<IReadOnlyList<ProofView>>(
            scope,
            $"""
            SELECT {Columns} FROM ({waiting}) n JOIN employee_proof w ON w.employee = n.employee AND w.proof = n.proof {Joined} ORDER BY w.at, w.employee, w.proof;
            SELECT f.employee, f.proof, f.file, f.name, coalesce(s.scan, 0) AS scan FROM ({waiting}) n
            JOIN employee_proof_file f ON f.employee = n.employee AND f.proof = n.proof LEFT JOIN file s ON s.id = f.file ORDER BY f.place
            """,
            async read =>
            {
                var proofs = (await read.ReadAsync<ProofView>()).ToList();
                var files = (await read.ReadAsync<ProofFileView>()).ToLookup(f => (f.Employee, f.Proof));
                return [.. proofs.Select(p => p with { Files = [.. files[(p.Employee, p.Proof)]] })];
            }).Alone(store, cancel);
    }

    /// <summary>How many those are, counted to <see cref="RequestCounts.Most"/>.</summary>
    internal static Statement<int> WaitingCountOf(Scope scope) => Statement.First<int>(
        scope,
        $"""
        SELECT count(*) FROM (SELECT p.proof FROM employee_proof p WHERE p.stage = {(int)ProofStage.Waiting} AND {(scope.IsStaff ? "1 = 1" : "1 = 0")}
        LIMIT {RequestCounts.Most}) n
        """);
}

/// <summary>A proof with who leaves.</summary>
public sealed record ProofView
{
    public string Employee { get; init; } = "";

    public string Id => EmployeeChange.Id(Employee);

    public long Proof { get; init; }

    /// <summary>The key.</summary>
    public string Company { get; init; } = "";

    public string CompanyName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string Who => $"{FirstName} {LastName}";

    public DepartureEvidence Kind { get; init; }

    public string DueOn { get; init; } = "";

    /// <summary>The last day of the contract of employment.</summary>
    public string LastOn { get; init; } = "";

    public string FromOn { get; init; } = "";

    public string ToOn { get; init; } = "";

    public ProofStage Stage { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>Of the employer who handed it in; empty where the leaver did.</summary>
    public string Name { get; init; } = "";

    public DateTimeOffset? DecidedAt { get; init; }

    public string Word { get; init; } = "";

    public string ProvesUntil { get; init; } = "";

    public long Ends { get; init; }

    /// <summary>None on a sheet: the employer sees that it came.</summary>
    public IReadOnlyList<ProofFileView> Files { get; init; } = [];
}

/// <summary>A file of one.</summary>
public sealed record ProofFileView
{
    public string Employee { get; init; } = "";

    public long Proof { get; init; }

    public string File { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>What the virus scanner said, as the store of files numbers it.</summary>
    public long Scan { get; init; }
}
