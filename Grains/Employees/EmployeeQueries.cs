using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Employees.Departures;
using Grains.Employees.Departures.Proofs;
using Grains.Employees.Waivers;
using Grains.Interfaces.Employees;
using Grains.Reads;

namespace Grains.Employees;

/// <summary>Lists, counts and sheets of employees. Statuses are the clock's, whatever has told of them since.</summary>
public sealed class EmployeeQueries(IStateStore store, ISqlDialect dialect)
{
    public const int MostRows = 1000;
    private const int MostEvents = 100;

    private const string Columns =
        """
        e.employee, e.company, c.name AS company_name, e.siret, coalesce(s.name, '') AS establishment, e.last_name, e.first_name, e.civility, e.birth_date,
        e.hired_on, e.number, e.email, e.folded, e.invited_at, e.last_at, e.reminders, e.step, e.mail, e.nir_hint, e.iban_hint, e.waiver, e.signed_at, e.typed_at, e.contest, e.contested_at, e.version,
        e.proof_kind, e.proof_on, e.proof_waits, e.suspended_on,
        l.at AS letter_at, l.posted_at AS letter_posted_at, coalesce(l.street, '') AS letter_street, coalesce(l.post_code, '') AS letter_post_code,
        coalesce(l.city, '') AS letter_city, d.state AS mail_state, coalesce(d.error, '') AS mail_error
        """;

    private const string Joined =
        """
        LEFT JOIN company_list c ON c.company = e.company LEFT JOIN ref_establishment s ON s.siret = e.siret
        LEFT JOIN letter l ON l.owner = e.employee AND l.letter = e.mail LEFT JOIN delivery d ON d.job = e.mail
        """;

    public async Task<(EmployeePage Page, EmployeeCounts Counts, IReadOnlyList<EstablishmentChoice> Establishments)> List(
        Scope scope, EmployeeFilter filter, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(scope);
        var (page, counts, places) = (batch.Add(PageOf(scope, filter)), batch.Add(CountsOf(scope, filter)), batch.Add(PlacesOf(scope, filter.Company)));
        await batch.Run(store, cancel);
        return (page.Value, counts.Value, places.Value);
    }

    public Task<EmployeePage> Page(Scope scope, EmployeeFilter filter, CancellationToken cancel = default) => PageOf(scope, filter).Alone(store, cancel);

    public Task<EmployeeCounts> Counts(Scope scope, EmployeeFilter filter, CancellationToken cancel = default) => CountsOf(scope, filter).Alone(store, cancel);

    /// <summary>Null for an employee whom the caller may not see, as for nobody.</summary>
    public Task<EmployeeSheet?> Sheet(Scope scope, string id, CancellationToken cancel = default) => SheetOf(scope, $"{scope.Portal}/{id}", cancel);

    /// <summary>The same for advisers, who name the portal.</summary>
    public Task<EmployeeSheet?> SheetOf(Scope scope, string employee, CancellationToken cancel = default)
    {
        var seen = $"FROM employee_list e WHERE e.employee = @employee AND {scope.Employees("e")}";
        return new Statement<EmployeeSheet?>(
            scope,
            $"""
            SELECT {Columns}, {Current("e")} AS status FROM employee_list e {Joined} WHERE e.employee = @employee AND {scope.Employees("e")};
            {ContractsOf($"SELECT e.employee {seen}")};
            SELECT i.contract, i.from_on, i.kind, i.to_on, i.option_code, coalesce(r.universe, 0) AS universe FROM employee_interval i JOIN employee_list e ON e.employee = i.employee
            LEFT JOIN ref_contract r ON r.number = i.contract AND e.company = e.portal || '/' || r.siren
            WHERE i.employee IN (SELECT e.employee {seen}) ORDER BY universe, i.contract, i.from_on;
            SELECT b.rank, b.link, b.last_name, b.first_name, b.birth_date, b.from_on, b.to_on FROM employee_beneficiary b WHERE b.employee IN (SELECT e.employee {seen}) ORDER BY b.rank;
            SELECT p.rank, p.kind, p.file, p.name, p.size, p.at, coalesce(f.scan, 0) AS scan FROM employee_paper p LEFT JOIN file f ON f.id = p.file
            WHERE p.employee IN (SELECT e.employee {seen}) ORDER BY p.rank, p.kind, p.at;
            SELECT h.event, h.at, h.kind, h.name, h.detail FROM employee_event h WHERE h.employee IN (SELECT e.employee {seen}) ORDER BY h.event DESC LIMIT {MostEvents};
            SELECT d.last_on, d.reason, d.portability, d.until_on, d.at, d.account, d.name FROM employee_departure d WHERE d.employee IN (SELECT e.employee {seen})
            AND NOT EXISTS (SELECT 1 FROM employee_interval i WHERE i.employee = d.employee AND i.from_on > d.last_on AND i.kind NOT IN ({(int)CoverKind.Portability}, {(int)CoverKind.Suspended}))
            ORDER BY d.last_on DESC LIMIT 1;
            SELECT {WaiverQueries.Columns} FROM employee_waiver w {WaiverQueries.Joined} WHERE w.employee IN (SELECT e.employee {seen}) ORDER BY w.waiver DESC LIMIT {WaiverQueries.MostOfOne};
            SELECT {ProofQueries.Columns} FROM employee_proof w {ProofQueries.Joined} WHERE w.employee IN (SELECT e.employee {seen}) ORDER BY w.proof DESC LIMIT {ProofQueries.MostOfOne}
            """,
            async found =>
            {
                var employee = await found.ReadFirstOrDefaultAsync<EmployeeOnSheet?>();
                var contracts = (await found.ReadAsync<EmployeeContract>()).ToList();
                var intervals = (await found.ReadAsync<EmployeeIntervalView>()).ToList();
                var people = (await found.ReadAsync<EmployeeBeneficiaryView>()).ToList();
                var papers = (await found.ReadAsync<EmployeePaperView>()).ToList();
                var events = (await found.ReadAsync<EmployeeEventView>()).ToList();
                var departure = await found.ReadFirstOrDefaultAsync<DepartureView?>();
                var waivers = (await found.ReadAsync<WaiverView>()).ToList();
                var proofs = (await found.ReadAsync<ProofView>()).ToList();
                return employee is null ? null
                    : new EmployeeSheet(employee with { Contracts = contracts }, intervals, people, papers, events)
                    {
                        Departure = departure, Waivers = waivers, Proofs = proofs,
                    };
            },
            ("employee", employee)).Alone(store, cancel);
    }

    /// <summary>Those of these, a page of the longest lists at most, that the caller may see.</summary>
    public async Task<IReadOnlyList<EmployeeSummary>> Among(Scope scope, IReadOnlyList<string> ids, CancellationToken cancel = default) =>
        await Statement.Rows<EmployeeOnSheet>(
            scope, $"SELECT e.employee, e.last_name, e.first_name FROM employee_list e WHERE {dialect.Among("e.employee", "@wanted")} AND {scope.Employees("e")}",
            ("wanted", JsonSerializer.Serialize(ids.Take(MostRows).Select(id => $"{scope.Portal}/{id}")))).Alone(store, cancel);

    /// <summary>Establishments of a company where the caller may have employees; none of a company that they do not see.</summary>
    public Task<IReadOnlyList<EstablishmentChoice>> Establishments(Scope scope, string company, CancellationToken cancel = default) =>
        Statement.Rows<EstablishmentChoice>(
            scope,
            $"""
            SELECT p.siret, p.name FROM (SELECT r.siret, r.name, @portal AS portal, @company AS company FROM ref_establishment r WHERE r.siren = @siren) p
            WHERE {scope.Employees("p")} ORDER BY p.siret
            """, ("company", company), ("siren", company[(company.IndexOf('/', StringComparison.Ordinal) + 1)..])).Alone(store, cancel);

    /// <summary>What the caller sees now of each company, or of one, in the order of their keys.</summary>
    internal Task<IReadOnlyList<EmployeeSight>> Sights(Scope scope, string? company, CancellationToken cancel) => Statement.Rows<EmployeeSight>(
        scope,
        $"""
        SELECT c.company, CAST(c.open AS bigint) AS open, CASE WHEN c.open = 1 THEN 0 ELSE {Scope.HiddenIn("c.company")} END AS hidden
        FROM ({scope.EmployeeCompanies(company is not null)}) c ORDER BY c.company
        """, ("company", company)).Alone(store, cancel);

    private Statement<EmployeePage> PageOf(Scope scope, EmployeeFilter filter)
    {
        var take = Math.Clamp(filter.Take, 1, MostRows);
        var sets = new EmployeeSets(dialect, scope, filter);
        return new Statement<EmployeePage>(
            scope,
            // Found apart from what is joined to them: PostgreSQL takes join plans within a hundredth of all that it fears for the search as equal, and read the whole table.
            $"""
            WITH found AS MATERIALIZED ({sets.Keys(take + 1)})
            SELECT {Columns}, {Current("e")} AS status, x.word, {InContract}, {Current("k")} AS in_status FROM found x JOIN employee_list e ON e.employee = x.employee {Joined}
            LEFT JOIN employee_contract k ON k.employee = e.employee {ContractNames} {sets.Sorted("x", "e")}, universe, k.contract
            """,
            async found =>
            {
                var all = (await found.ReadAsync<EmployeeListed>()).GroupBy(r => r.Employee).Select(rows => rows.First().With(filter, [.. rows])).ToList();
                var shown = all.Take(take).ToList();
                return new EmployeePage(shown, all.Count > take ? sets.Next(shown[^1].Word, shown[^1].Folded, shown[^1].Id) : null);
            },
            [.. sets.Parameters()]);
    }

    private Statement<EmployeeCounts> CountsOf(Scope scope, EmployeeFilter filter)
    {
        var sets = new EmployeeSets(dialect, scope, filter);
        return new Statement<EmployeeCounts>(
            scope, sets.Counts(),
            async found =>
            {
                var rows = (await found.ReadAsync<(long Status, long Count, long Found)>()).Where(r => r.Count > 0).ToList();
                return new EmployeeCounts(rows.ToDictionary(r => (EmployeeStatus)r.Status, r => (int)r.Count), sets.IsPartial(rows.Sum(r => r.Found)));
            },
            [.. sets.Parameters()]);
    }

    // Those of one company where the caller sees somebody: over many companies one chooses the company.
    private static Statement<IReadOnlyList<EstablishmentChoice>> PlacesOf(Scope scope, string? company) => Statement.Rows<EstablishmentChoice>(
        scope,
        $"""
        SELECT p.siret, p.name FROM (SELECT r.siret, r.name, @portal AS portal, @company AS company FROM ref_establishment r WHERE r.siren = @siren) p
        WHERE {scope.Employees("p")} AND EXISTS (SELECT 1 FROM employee_list e WHERE e.company = @company AND e.siret = p.siret) ORDER BY p.name, p.siret LIMIT 100
        """, ("company", company), ("siren", company?[(company.IndexOf('/', StringComparison.Ordinal) + 1)..] ?? ""));

    private const string InContract =
        """
        k.contract AS in_contract, coalesce(r.universe, 0) AS universe, coalesce(k.option_code, '') AS option_code, coalesce(o.label, k.option_code, '') AS "option",
        coalesce(k.since_on, '') AS since_on, coalesce(k.until_on, '') AS until_on
        """;

    // A contract's number is a company's own: its key ends with the SIREN.
    private const string ContractNames =
        """
        LEFT JOIN ref_contract r ON r.number = k.contract AND r.siren = substr(k.company, length(k.company) - 8)
        LEFT JOIN ref_option o ON o.siren = r.siren AND o.contract = k.contract AND o.code = k.option_code
        """;

    private static string ContractsOf(string employees) =>
        $"""
        SELECT k.employee, k.contract, coalesce(r.universe, 0) AS universe, k.population, k.option_code, coalesce(o.label, k.option_code) AS "option", k.since_on, k.until_on, {Current("k")} AS status
        FROM employee_contract k {ContractNames} WHERE k.employee IN ({employees}) ORDER BY universe, k.contract
        """;

    private static string Current(string of) => EmployeeSets.Current(of);
}
