using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Employees;
using Grains.Reads;
using Grains.Text;

namespace Grains.Employees;

/// <summary>Lists, counts and sheets of employees. Statuses are the clock's, whatever has told of them since.</summary>
public sealed class EmployeeQueries(IStateStore store)
{
    public const int MostRows = 1000;
    private const int MostEvents = 100;

    private const string Columns =
        """
        e.employee, e.company, c.name AS company_name, e.siret, coalesce(s.name, '') AS establishment, e.last_name, e.first_name, e.civility, e.birth_date,
        e.hired_on, e.number, e.email, e.folded, e.invited_at, e.last_at, e.reminders, e.step, e.mail, e.nir_hint, e.iban_hint, e.waiver, e.signed_at, e.version,
        l.at AS letter_at, l.posted_at AS letter_posted_at, coalesce(l.street, '') AS letter_street, coalesce(l.post_code, '') AS letter_post_code,
        coalesce(l.city, '') AS letter_city
        """;

    private const string Joined = "LEFT JOIN company_list c ON c.company = e.company LEFT JOIN ref_establishment s ON s.siret = e.siret LEFT JOIN letter l ON l.owner = e.employee AND l.letter = e.mail";

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
    public Task<EmployeeSheet?> Sheet(Scope scope, string id, CancellationToken cancel = default)
    {
        var seen = $"FROM employee_list e WHERE e.employee = @employee AND {scope.Employees("e")}";
        return new Statement<EmployeeSheet?>(
            scope,
            $"""
            SELECT {Columns}, {Current("e")} AS status FROM employee_list e {Joined} WHERE e.employee = @employee AND {scope.Employees("e")};
            {ContractsOf($"SELECT e.employee {seen}")};
            SELECT i.contract, i.from_on, i.kind, i.to_on, i.option_code, coalesce(r.universe, 0) AS universe FROM employee_interval i JOIN employee_list e ON e.employee = i.employee
            LEFT JOIN ref_contract r ON r.number = i.contract AND e.company = @portal || '/' || r.siren
            WHERE i.employee IN (SELECT e.employee {seen}) ORDER BY universe, i.contract, i.from_on;
            SELECT b.rank, b.link, b.last_name, b.first_name, b.birth_date FROM employee_beneficiary b WHERE b.employee IN (SELECT e.employee {seen}) ORDER BY b.rank;
            SELECT h.event, h.at, h.kind, h.name, h.detail FROM employee_event h WHERE h.employee IN (SELECT e.employee {seen}) ORDER BY h.event DESC LIMIT {MostEvents}
            """,
            async found =>
            {
                var employee = await found.ReadFirstOrDefaultAsync<EmployeeSummary?>();
                var contracts = (await found.ReadAsync<EmployeeContract>()).ToList();
                var intervals = (await found.ReadAsync<EmployeeIntervalView>()).ToList();
                var people = (await found.ReadAsync<EmployeeBeneficiaryView>()).ToList();
                var events = (await found.ReadAsync<EmployeeEventView>()).ToList();
                return employee is null ? null : new EmployeeSheet(employee with { Contracts = contracts }, intervals, people, events);
            },
            ("employee", $"{scope.Portal}/{id}")).Alone(store, cancel);
    }

    /// <summary>Establishments of a company where the caller may have employees; none of a company that they do not see.</summary>
    public Task<IReadOnlyList<EstablishmentChoice>> Establishments(Scope scope, string company, CancellationToken cancel = default) =>
        Statement.Rows<EstablishmentChoice>(
            scope,
            $"""
            SELECT p.siret, p.name FROM (SELECT r.siret, r.name, @portal AS portal, @company AS company FROM ref_establishment r WHERE r.siren = @siren) p
            WHERE {scope.Employees("p")} ORDER BY p.siret
            """, ("company", company), ("siren", company[(company.IndexOf('/', StringComparison.Ordinal) + 1)..])).Alone(store, cancel);

    internal static Statement<EmployeePage> PageOf(Scope scope, EmployeeFilter filter)
    {
        var take = Math.Clamp(filter.Take, 1, MostRows);
        var (folded, last) = Cursor(filter.After);
        var (order, beyond) = filter.Descending ? ("DESC", "<") : ("ASC", ">");
        var words = SearchText.Words(filter.Search ?? "");
        var more = $"{Status(filter)} {(filter.After is null ? "" : $"AND (e.folded, e.employee) {beyond} (@folded, @last)")}";
        var keys = $"SELECT e.employee {From(scope, filter, words)} {more} ORDER BY e.folded {order}, e.employee {order} LIMIT {take + 1}";
        return new Statement<EmployeePage>(
            scope,
            $"""
            SELECT {Columns}, {Current(Subject(filter))} AS status FROM employee_list e {Contract(filter)} {Joined}
            WHERE e.employee IN (SELECT x.employee FROM ({keys}) x) ORDER BY e.folded {order}, e.employee {order};
            {ContractsOf($"SELECT x.employee FROM ({keys}) x")}
            """,
            async found =>
            {
                var rows = (await found.ReadAsync<EmployeeSummary>()).ToList();
                var contracts = (await found.ReadAsync<EmployeeContract>()).ToLookup(c => c.Employee);
                var shown = rows.Take(take).Select(r => r with { Contracts = [.. contracts[r.Employee]] }).ToList();
                return new EmployeePage(shown, rows.Count > take ? $"{shown[^1].Folded}_{shown[^1].Id}" : null);
            },
            [.. Named(filter, words), ("folded", folded), ("last", $"{scope.Portal}/{last}")]);
    }

    internal static Statement<EmployeeCounts> CountsOf(Scope scope, EmployeeFilter filter)
    {
        var words = SearchText.Words(filter.Search ?? "");
        return new Statement<EmployeeCounts>(
            scope,
            $"SELECT n.status AS status, count(*) AS count FROM (SELECT {Current(Subject(filter))} AS status {From(scope, filter, words)}) n GROUP BY n.status",
            async found => new EmployeeCounts((await found.ReadAsync<(long Status, long Count)>()).ToDictionary(c => (EmployeeStatus)c.Status, c => (int)c.Count)),
            [.. Named(filter, words)]);
    }

    // Those where the caller sees somebody.
    private static Statement<IReadOnlyList<EstablishmentChoice>> PlacesOf(Scope scope, string? company) => Statement.Rows<EstablishmentChoice>(
        scope,
        $"""
        SELECT DISTINCT e.siret, coalesce(s.name, e.siret) AS name FROM employee_list e LEFT JOIN ref_establishment s ON s.siret = e.siret
        WHERE {scope.Employees("e")} {(company is null ? "" : "AND e.company = @company")} ORDER BY 2, 1 LIMIT 100
        """, ("company", company));

    private static string From(Scope scope, EmployeeFilter filter, IReadOnlyList<string> words) =>
        $"""
        FROM employee_list e {Contract(filter)} WHERE {scope.Employees("e")} {(filter.Company is null ? "" : "AND e.company = @company")}
        {(filter.Siret is null ? "" : "AND e.siret = @siret")} {string.Concat(words.Select((_, i) => $" AND e.words LIKE @word{i}"))}
        {(words.Count == 0 && !string.IsNullOrWhiteSpace(filter.Search) ? "AND 1 = 0" : "")}
        """;

    private static string Contract(EmployeeFilter filter) =>
        filter.Contract is null ? "" : "JOIN employee_contract k ON k.employee = e.employee AND k.contract = @contract";

    private static string Subject(EmployeeFilter filter) => filter.Contract is null ? "e" : "k";

    private static string Status(EmployeeFilter filter) => filter.Status is null ? "" : $"AND {Current(Subject(filter))} = @status";

    private static string ContractsOf(string employees) =>
        $"""
        SELECT k.employee, k.contract, coalesce(r.universe, 0) AS universe, k.option_code, coalesce(o.label, k.option_code) AS "option", k.since_on, k.until_on, {Current("k")} AS status
        FROM employee_contract k LEFT JOIN ref_contract r ON r.number = k.contract AND k.company = @portal || '/' || r.siren
        LEFT JOIN ref_option o ON o.siren = r.siren AND o.contract = k.contract AND o.code = k.option_code
        WHERE k.employee IN ({employees}) ORDER BY universe, k.contract
        """;

    /// <summary>The phase of the clock, of a row that knows the changes to come.</summary>
    internal static string Current(string of) =>
        $"CASE WHEN {of}.from5 <= @now THEN {of}.status5 WHEN {of}.from4 <= @now THEN {of}.status4 WHEN {of}.from3 <= @now THEN {of}.status3 WHEN {of}.from2 <= @now THEN {of}.status2 ELSE {of}.status1 END";

    /// <summary>Now or by one of the changes known already: what an index can say, whatever the hour.</summary>
    internal static string SomeDay(string of, EmployeeStatus status) =>
        $"({string.Join(" OR ", Enumerable.Range(1, EmployeeStatuses.MostPhases).Select(n => $"{of}.status{n} = {(int)status}"))})";

    private static IEnumerable<(string, object?)> Named(EmployeeFilter filter, IReadOnlyList<string> words) =>
    [
        ("company", filter.Company), ("siret", filter.Siret), ("contract", filter.Contract), ("status", (long?)filter.Status),
        .. words.Select((w, i) => ($"word{i}", (object?)$"% {w}%")),
    ];

    private static (string Folded, string Last) Cursor(string? after) => after?.LastIndexOf('_') is > 0 and var at ? (after[..at], after[(at + 1)..]) : ("", "");
}
