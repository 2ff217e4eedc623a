using Grains.Access;
using Grains.Interfaces.Employees;
using Grains.Text;

namespace Grains.Employees;

/// <summary>
/// The employees that a list shows and counts, as SQL whose cost follows what is shown and not what there is. In each company of the caller the beginning
/// of an index is read; the first <c>n</c> of all stand in the <c>n</c> companies whose own first come first, so that no other is read further.
/// </summary>
internal sealed class EmployeeSets
{
    // Of the rows of a word, how many are counted: one person may stand in several.
    private const int MostFound = EmployeeCounts.Most + (EmployeeCounts.Most / 5);
    private readonly ISqlDialect _dialect;
    private readonly Scope _scope;
    private readonly EmployeeFilter _filter;
    private readonly bool _walk;
    private readonly IReadOnlyList<string> _words;
    private readonly (string Word, string Folded, string Last) _after;

    /// <param name="walk">False: each company is asked, however many there are.</param>
    public EmployeeSets(ISqlDialect dialect, Scope scope, EmployeeFilter filter, bool walk = true)
    {
        (_dialect, _scope, _filter, _walk) = (dialect, scope, filter, walk);
        // The longest leads: it finds the fewest.
        _words = [.. SearchText.Words(filter.Search ?? "").OrderByDescending(w => w.Length)];
        _after = Cursor();
    }

    /// <summary>A search without a word finds nobody.</summary>
    private bool IsVoid => _words.Count == 0 && !string.IsNullOrWhiteSpace(_filter.Search);

    private bool IsSearch => _words.Count > 0;

    private bool IsOfSeveral => _words.Count > 1;

    private bool IsByStatus => !IsSearch && (_filter.Status is not null || _filter.Contract is not null);

    private string Table => IsSearch ? "employee_word" : IsByStatus ? "employee_phase" : "employee_list";

    private string TableKey => IsSearch ? "employee, word" : IsByStatus ? "employee, contract, place" : "employee";

    private string[] Order => IsSearch ? ["word", "folded", "employee"] : ["folded", "employee"];

    /// <summary>A query of <c>employee</c> and <c>word</c>, the word found: as many as asked, in the list's order.</summary>
    public string Keys(int take) => !Walks
        ? $"WITH {Heads($"seen AS MATERIALIZED ({Seen()})", take)} {OfHeads(take)}"
        : $"""
          {WalkedAlone(take)},
          {Heads($"seen AS MATERIALIZED (SELECT s.* FROM ({Seen()}) s WHERE (SELECT e.enough FROM enough e) = 0)", take)}
          SELECT w.employee, {(IsSearch ? "w.word" : "''")} AS word FROM hit w WHERE (SELECT e.enough FROM enough e) = 1
          UNION ALL SELECT p.employee, p.word FROM ({OfHeads(take)}) p
          """;

    /// <summary>Its first part: <c>hit</c> and <c>enough</c> of the walk.</summary>
    internal string WalkedAlone(int take) => $"WITH {Walk.Page(Order, _filter.Descending, WalkRange, WalkKept, take, IsOfSeveral ? EmployeeWalk.BoundOfSeveral : EmployeeWalk.Bound)}";

    /// <summary>The same order, of the rows that <see cref="Keys"/> are joined to.</summary>
    public string Sorted(string keys, string rows) =>
        $"ORDER BY {(IsSearch ? $"{keys}.word {Direction}, " : "")}{rows}.folded {Direction}, {rows}.employee {Direction}";

    /// <summary>Rows of <c>status</c>, <c>count</c> and, of a search, <c>found</c>: how many rows of words were counted.</summary>
    public string Counts()
    {
        var seen = $"seen AS MATERIALIZED ({Seen(byStatus: false)})";
        return !Walks ? $"WITH {seen} {(IsSearch ? OfFound() : OfPhases())}"
            : $"WITH {EmployeeWalk.ManyCompanies}, {Walk.OwnCompanies}, {(IsSearch ? WalkedFound : WalkedPhases)}, {seen} {(IsSearch ? OfWalked : OfPhases())}";
    }

    public bool IsPartial(long found) => found >= MostFound;

    public string? Next(string word, string folded, string id) => IsSearch ? $"{word}_{folded}_{id}" : $"{folded}_{id}";

    public IEnumerable<(string, object?)> Parameters() =>
    [
        ("company", _filter.Company), ("siret", _filter.Siret), ("contract", _filter.Contract ?? ""), ("status", (long?)_filter.Status),
        ("afterword", _after.Word), ("folded", _after.Folded), ("last", $"{_filter.Company?.Split('/')[0] ?? _scope.Portal}/{_after.Last}"),
        .. _words.SelectMany((w, i) => new (string, object?)[] { ($"w{i}", w), ($"z{i}", w + '\uffff') }),
    ];

    /// <summary>The phase of the clock, of a row that knows the changes to come.</summary>
    public static string Current(string of) =>
        $"CASE WHEN {of}.from5 <= @now THEN {of}.status5 WHEN {of}.from4 <= @now THEN {of}.status4 WHEN {of}.from3 <= @now THEN {of}.status3 WHEN {of}.from2 <= @now THEN {of}.status2 ELSE {of}.status1 END";

    // Whoever stands in no status has no row.
    private string OfPhases() => string.Join(" UNION ALL ", Statuses.Select(status =>
        $"""
        {(Walks ? $"SELECT CAST({status} AS bigint) AS status, w.mine AS count, CAST(0 AS bigint) AS found FROM walked{status} w WHERE w.enough = 1 UNION ALL" : "")}
        SELECT CAST({status} AS bigint) AS status, count(*) AS count, CAST(0 AS bigint) AS found FROM (SELECT 1 FROM seen a {_dialect.EachFirst(
            "k", "employee_phase", "employee, contract, place", "x.employee", $"WHERE {Visible} AND {PhaseOf($"{status}")} LIMIT {EmployeeCounts.Most + 1}")}
        {(Walks ? $"WHERE (SELECT w.enough FROM walked{status} w) = 0" : "")} LIMIT {EmployeeCounts.Most + 1}) n
        """));

    private string OfFound(string narrowed = "") => Grouped(
        $"""
        SELECT k.employee, {(_filter.Contract is null ? Current("k") : InContract("k"))} AS status FROM seen a {_dialect.EachFirst(
            "k", "employee_word", "employee, word", "x.employee, x.status1, x.from2, x.status2, x.from3, x.status3, x.from4, x.status4, x.from5, x.status5",
            $"WHERE {Visible} AND {Words} LIMIT {MostFound}")}
        {narrowed} LIMIT {MostFound}
        """);

    private string WalkedFound => Walk.Rows(
        $"x.employee, {(IsOfSeveral ? "x.words, " : "")}{Current("x")} AS status", "x.word >= @w0 AND x.word < @z0", Others("y"), IsOfSeveral ? EmployeeWalk.BoundOfSeveral : MostFound);

    private string WalkedPhases => string.Join(", ", Statuses.Select(s => Phases.Count($"{s}", $"x.contract = '' AND x.status = {s} AND {InTime}", MostFound)));

    private string OfWalked =>
        $"""
        {Grouped("SELECT w.employee, w.status FROM walked w WHERE w.mine = 1 AND (SELECT e.enough FROM enough e) = 1", $"(SELECT e.partial FROM enough e) * {MostFound}")}
        UNION ALL {OfFound("WHERE (SELECT e.enough FROM enough e) = 0")}
        """;

    // One person is counted once, by however many words they were found.
    private static string Grouped(string found, string counted = "sum(n.found)") =>
        $"""
        SELECT n.status AS status, count(*) AS count, CAST({counted} AS bigint) AS found FROM (
          SELECT f.employee, min(f.status) AS status, count(*) AS found FROM ({found}) f WHERE f.status IS NOT NULL GROUP BY f.employee) n
        GROUP BY n.status
        """;

    private static IEnumerable<int> Statuses => Enum.GetValues<EmployeeStatus>().Select(s => (int)s);

    private string Heads(string seen, int take) =>
        $"{seen}, head AS MATERIALIZED (SELECT a.company, a.open, a.status FROM seen a {Each("h", 1)} {Ordered("h")} LIMIT {take})";

    private string OfHeads(int take) =>
        $"SELECT k.employee, {(IsSearch ? "k.word" : "''")} AS word FROM head a {Each("k", take)} {Ordered("k")} LIMIT {take}";

    // Of one company, one establishment or one contract the beginning of its own index is nearer.
    private bool Walks => _walk && !_scope.IsStaff && !IsVoid && _filter is { Company: null, Siret: null, Contract: null };

    private EmployeeWalk Walk => new(_scope, Table);

    private EmployeeWalk Phases => new(_scope, "employee_phase");

    // By the indexes of all companies, as they say it.
    private string WalkRange =>
        (IsSearch ? "x.word >= @w0 AND x.word < @z0" : IsByStatus ? "x.contract = '' AND x.status = @status" : "x.portal = @portal") + After;

    private string WalkKept => IsSearch
        ? $"{Others("x")} AND {First} {(_filter.Status is null ? "" : $"AND {Current("x")} = @status")}"
        : IsByStatus ? InTime : "1 = 1";

    // A stream of rows in the list's order for each company, and for each status where rows stand by status.
    private string Seen(bool byStatus = true) => byStatus && IsByStatus && _filter.Status is null
        ? $"SELECT c.company, c.open, s.status FROM ({Companies}) c CROSS JOIN ({string.Join(" UNION ALL ", Enum.GetValues<EmployeeStatus>().Select(s => $"SELECT {(int)s} AS status"))}) s"
        : $"SELECT c.company, c.open, {(int?)_filter.Status ?? 0} AS status FROM ({Companies}) c";

    private string Companies => _scope.EmployeeCompanies(_filter.Company is not null);

    private string Each(string alias, int take) => _dialect.EachFirst(
        alias, Table, TableKey, string.Join(", ", Order.Select(c => $"x.{c}")), $"WHERE {Where()} {Ordered("x")} LIMIT {take}");

    private string Where()
    {
        var rows = IsSearch ? $"{Words} AND {First} {(_filter.Status is null ? "" : $"AND {(_filter.Contract is null ? Current("x") : InContract("x"))} = @status")}"
            : IsByStatus ? PhaseOf("a.status") : "1 = 1";
        return $"{Visible} AND {rows} {After}";
    }

    private string After => _filter.After is null ? ""
        : $" AND ({string.Join(", ", Order.Select(c => $"x.{c}"))}) {(_filter.Descending ? "<" : ">")} ({(IsSearch ? "@afterword, " : "")}@folded, @last)";

    private string Visible =>
        $"x.company = a.company AND (a.open = 1 OR {_scope.EmployeesAt("x.company", "x.siret")}) {(_filter.Siret is null ? "" : "AND x.siret = @siret")} {(IsVoid ? "AND 1 = 0" : "")}";

    // One of the phases of a row, the one that the clock is in.
    private static string PhaseOf(string status) => $"x.contract = @contract AND x.status = {status} AND {InTime}";

    private const string InTime = "x.from_at <= @now AND x.until_at > @now";

    private string Words => $"x.word >= @w0 AND x.word < @z0 AND {Others("x")}" + (_filter.Contract is null ? "" : $" AND {InContract("x")} IS NOT NULL");

    // The further words begin one of the employee's, which every row of theirs carries, each after a space.
    private string Others(string of) =>
        string.Join(" AND ", Enumerable.Range(1, Math.Max(0, _words.Count - 1)).Select(i => $"replace({of}.words, ' ' || @w{i}, '') <> {of}.words").DefaultIfEmpty("1 = 1"));

    // Whoever several words find is shown at the first of them.
    private static string First =>
        "NOT EXISTS (SELECT 1 FROM employee_word b WHERE b.employee = x.employee AND b.word >= @w0 AND b.word < x.word)";

    private static string InContract(string of) =>
        $"(SELECT {Current("c")} FROM employee_contract c WHERE c.employee = {of}.employee AND c.contract = @contract)";

    private string Ordered(string of) => $"ORDER BY {string.Join(", ", Order.Select(c => $"{of}.{c} {Direction}"))}";

    private string Direction => _filter.Descending ? "DESC" : "ASC";

    private (string, string, string) Cursor()
    {
        var parts = _filter.After?.Split('_') ?? [];
        return (IsSearch ? parts.FirstOrDefault("") : "", parts.ElementAtOrDefault(parts.Length - 2) ?? "", parts.LastOrDefault(""));
    }
}
