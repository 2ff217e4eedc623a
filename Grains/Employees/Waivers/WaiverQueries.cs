using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Employees.Waivers;
using Grains.Reads;
using Grains.Requests;
using Grains.Text;

namespace Grains.Employees.Waivers;

/// <summary>The register of a company's waivers, what is to be decided in all of the caller's, and what waits for the insurer. What has ended is the clock's.</summary>
public sealed class WaiverQueries(IStateStore store, ISqlDialect dialect)
{
    /// <summary>Days before its end in which a waiver is to be renewed.</summary>
    public const int RenewWithin = 60;

    /// <summary>Rows of a company that a search looks at for one page.</summary>
    public const int Looked = 2000;

    internal const int MostOfOne = 20;
    private const int MostAtInsurer = 200;

    internal const string Columns =
        """
        w.employee, w.waiver, w.company, coalesce(c.name, '') AS company_name, w.contract, coalesce(r.universe, 0) AS universe, coalesce(r.act_kind, '') AS act_kind,
        coalesce(r.act_on, '') AS act_on, w.case_code, w.last_name, w.first_name, w.stage, w.register_on, w.from_on, w.until_on, w.since_on, w.in_window, w.reason,
        w.asked_at, w.file_name, coalesce(f.scan, 0) AS scan, w.decided_at, w.by_insurer, w.word
        """;

    // A contract's number is a company's own: its key ends with the SIREN.
    internal const string Joined =
        """
        LEFT JOIN company_list c ON c.company = w.company LEFT JOIN file f ON f.id = w.file
        LEFT JOIN ref_contract r ON r.number = w.contract AND r.siren = substr(w.company, length(w.company) - 8)
        """;

    /// <summary>A page of one list, and how many each list of it holds.</summary>
    public async Task<(WaiverPage Page, WaiverPage ToDecide, WaiverPage AtInsurer, WaiverCounts Counts)> Register(
        Scope scope, WaiverFilter filter, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(scope);
        var page = batch.Add(PageOf(scope, filter));
        var decide = batch.Add(PageOf(scope, new WaiverFilter(filter.Company, WaiverList.ToDecide)));
        var insurer = batch.Add(PageOf(scope, new WaiverFilter(filter.Company, WaiverList.AtInsurer)));
        var counts = batch.Add(CountsOf(scope, filter.Company));
        await batch.Run(store, cancel);
        return (page.Value, decide.Value, insurer.Value, counts.Value);
    }

    public Task<WaiverPage> Page(Scope scope, WaiverFilter filter, CancellationToken cancel = default) => PageOf(scope, filter).Alone(store, cancel);

    /// <summary>What waits for the insurer, for advisers, the oldest first; nobody else sees a row of it.</summary>
    public Task<IReadOnlyList<WaiverView>> Waiting(Scope scope, CancellationToken cancel = default) => Statement.Rows<WaiverView>(
        scope,
        $"""
        SELECT {Columns} FROM employee_waiver w {Joined} WHERE w.stage = {(int)WaiverStage.AtInsurer} AND {(scope.IsStaff ? "1 = 1" : "1 = 0")}
        ORDER BY w.asked_at, w.employee, w.waiver LIMIT {MostAtInsurer}
        """).Alone(store, cancel);

    /// <summary>How many those are, counted to <see cref="RequestCounts.Most"/>.</summary>
    internal static Statement<int> WaitingCountOf(Scope scope) => Statement.First<int>(
        scope,
        $"""
        SELECT count(*) FROM (SELECT w.waiver FROM employee_waiver w WHERE w.stage = {(int)WaiverStage.AtInsurer} AND {(scope.IsStaff ? "1 = 1" : "1 = 0")}
        LIMIT {RequestCounts.Most}) n
        """);

    internal Statement<WaiverPage> PageOf(Scope scope, WaiverFilter filter)
    {
        var take = Math.Clamp(filter.Take, 1, 100);
        var words = SearchText.Words(filter.Search ?? "");
        var (direction, beyond) = IsDescending(filter.List) ? (" DESC", "<") : ("", ">");
        string Order(string of) => string.Join(", ", new[] { "register_on", "waiver", "employee" }.Select(c => $"{of}.{c}{direction}"));
        var n = (int)filter.List;
        var look = words.Count > 0 ? Looked : take + 1;
        var after = filter.After is null ? "" : $"AND (x.register_on, x.waiver, x.employee) {beyond} (@on{n}, @waiver{n}, @employee{n})";
        var each = dialect.EachFirst(
            "k", "employee_waiver", "employee, waiver", "x.employee, x.waiver, x.register_on, x.words",
            $"WHERE {Rows(scope, filter.List)} {after} ORDER BY {Order("x")} LIMIT {look}");
        var found = $"SELECT k.employee, k.waiver, k.register_on, k.words FROM ({Companies(scope, filter.Company)}) a {each}";
        var (on, waiver, employee) = Place(filter.After);
        return new Statement<WaiverPage>(
            scope,
            $"""
            SELECT {Columns} FROM (SELECT k.employee, k.waiver FROM ({found}) k WHERE {Words(words)} ORDER BY {Order("k")} LIMIT {take + 1}) h
            JOIN employee_waiver w ON w.employee = h.employee AND w.waiver = h.waiver {Joined} ORDER BY {Order("w")};
            SELECT k.employee, k.waiver, k.register_on, '' AS company FROM ({found}) k ORDER BY {Order("k")} LIMIT 1 OFFSET {look - 1}
            """,
            async read =>
            {
                var rows = (await read.ReadAsync<WaiverView>()).ToList();
                // A search that has looked at all it may goes on from there.
                var looked = await read.ReadFirstOrDefaultAsync<WaiverView?>();
                return rows.Count > take ? new WaiverPage([.. rows.Take(take)], rows[take - 1].Key)
                    : new WaiverPage(rows, words.Count > 0 ? looked?.Key : null);
            },
            [
                ("company", filter.Company), ("today", Day(scope, 0)), ("soon", Day(scope, RenewWithin)), ($"on{n}", on), ($"waiver{n}", waiver), ($"employee{n}", employee),
                .. words.Select((w, i) => ($"w{i}", (object?)$"% {w}%")),
            ]);
    }

    internal Statement<WaiverCounts> CountsOf(Scope scope, string? company) => new(
        scope,
        string.Join(" UNION ALL ", Enum.GetValues<WaiverList>().Select(list =>
            $"""
            SELECT {(int)list} AS list, count(*) AS count FROM (SELECT 1 FROM ({Companies(scope, company)}) a {dialect.EachFirst(
                "k", "employee_waiver", "employee, waiver", "x.employee", $"WHERE {Rows(scope, list)} LIMIT {WaiverCounts.Most + 1}")} LIMIT {WaiverCounts.Most + 1}) n
            """)),
        async read => new WaiverCounts((await read.ReadAsync<(long List, long Count)>()).ToDictionary(r => (WaiverList)r.List, r => (int)r.Count)),
        ("company", company), ("today", Day(scope, 0)), ("soon", Day(scope, RenewWithin)));

    // By the index of a company's stage, in the order of the register.
    private static string Rows(Scope scope, WaiverList list) =>
        $"x.company = a.company AND {Range(list)} AND (a.open = 1 OR {scope.EmployeesAt("x.company", "x.siret")})";

    private static string Range(WaiverList list) => list switch
    {
        WaiverList.ToDecide => $"x.stage = {(int)WaiverStage.Asked}",
        WaiverList.AtInsurer => $"x.stage = {(int)WaiverStage.AtInsurer}",
        WaiverList.Current => $"x.stage = {(int)WaiverStage.Accepted} AND x.register_on >= @today",
        WaiverList.ToRenew => $"x.stage = {(int)WaiverStage.Accepted} AND x.register_on >= @today AND x.register_on <= @soon",
        WaiverList.Ended => $"x.stage = {(int)WaiverStage.Accepted} AND x.register_on < @today",
        _ => $"x.stage = {(int)WaiverStage.Refused}",
    };

    private static string Companies(Scope scope, string? company) => scope.EmployeeCompanies(company is not null);

    // What has ended is read from its end.
    private static bool IsDescending(WaiverList list) => list is WaiverList.Ended or WaiverList.Refused;

    private static string Words(IReadOnlyList<string> words) =>
        words.Count == 0 ? "1 = 1" : string.Join(" AND ", words.Select((_, i) => $"k.words LIKE @w{i}"));

    private static (string On, long Waiver, string Employee) Place(string? after) =>
        after?.Split('_', 3) is [var on, var waiver, var employee] && long.TryParse(waiver, out var number) ? (on, number, employee) : ("", 0, "");

    private static string Day(Scope scope, int days) => EmployeeChange.Day(Paris.Day(scope.Now).AddDays(days));
}
