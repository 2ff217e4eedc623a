using Grains.Access;

namespace Grains.Employees;

/// <summary>
/// The same employees as <see cref="EmployeeSets"/>, for who sees so many companies that asking each of them costs more than the list: the rows of all
/// companies in the list's order, each judged by the caller's right. No more than a bound of them is looked at; where these hold too few of the caller's
/// own, <c>enough</c> is 0 and each company is asked.
/// </summary>
internal sealed class EmployeeWalk(Scope scope, string table)
{
    /// <summary>Who sees more companies than this is shown the walk.</summary>
    public const int Many = 500;

    /// <summary>Rows that are looked at for a page.</summary>
    public const int Bound = 4000;

    /// <summary>The same where a row has to have several words: fewer of them are kept, and each tells by itself whether it is one.</summary>
    public const int BoundOfSeveral = 24_000;

    // Beyond whatever stands in a list's order.
    private const string Last = "\U0010FFFF";

    /// <summary>The table <c>many</c>, which those below need: 1 for who sees many companies.</summary>
    public static string ManyCompanies =>
        $"many AS MATERIALIZED (SELECT CASE WHEN count(*) > {Many} THEN 1 ELSE 0 END AS n FROM (SELECT 1 FROM {Scope.Memberships} LIMIT {Many + 1}) m)";

    /// <summary>The table <c>own</c>, the companies of who sees many.</summary>
    public string OwnCompanies => $"own AS MATERIALIZED (SELECT c.company, c.open FROM ({scope.EmployeeCompanies(company: false)}) c WHERE {IsMany})";

    /// <summary>The tables <c>hit</c>, the first so many of the caller's rows, and <c>enough</c>: whether they are all that a page needs.</summary>
    /// <param name="order">Columns of the index by which the rows are in the list's order.</param>
    /// <param name="range">Which part of the index, of a table <c>x</c>.</param>
    /// <param name="kept">What else must hold of a row.</param>
    /// <param name="bound">How many rows are looked at.</param>
    public string Page(IReadOnlyList<string> order, bool descending, string range, string kept, int take, int bound = Bound)
    {
        var (keys, from) = (string.Join(", ", order.Select(c => $"x.{c}")), $"FROM {table} x WHERE {IsMany} AND {range}");
        var sorted = $"ORDER BY {string.Join(", ", order.Select(c => $"x.{c} {(descending ? "DESC" : "ASC")}"))}";
        var edge = string.Join(", ", order.Select(c => $"coalesce((SELECT g.{c} FROM edge g), '{(descending ? "" : Last)}')"));
        return
            $"""
            {ManyCompanies},
            edge AS MATERIALIZED (SELECT {keys} {from} {sorted} LIMIT 1 OFFSET {bound}),
            hit AS MATERIALIZED (
              SELECT {keys} {from} AND ({keys}) {(descending ? ">" : "<")} ({edge}) AND {InPortal} AND {Seen("x")} AND {kept} {sorted} LIMIT {take}),
            enough AS MATERIALIZED (
              SELECT CASE WHEN {IsMany} AND ((SELECT count(*) FROM hit) >= {take} OR (SELECT count(*) FROM edge) = 0) THEN 1 ELSE 0 END AS enough)
            """;
    }

    /// <summary>The table <c>walked{name}</c>: of <paramref name="most"/> rows how many there were and how many are the caller's; and whether that is <c>enough</c>.</summary>
    public string Count(string name, string range, int most) =>
        $"""
        counted{name} AS MATERIALIZED (SELECT count(*) AS walked, count(CASE WHEN {InOwn("y")} THEN 1 END) AS mine
          FROM (SELECT x.company, x.siret FROM {table} x WHERE {IsMany} AND {range} LIMIT {most}) y),
        walked{name} AS MATERIALIZED (
          SELECT w.mine, CASE WHEN {IsMany} AND (w.walked < {most} OR w.mine > {EmployeeCounts.Most}) THEN 1 ELSE 0 END AS enough FROM counted{name} w)
        """;

    /// <summary>The tables <c>walked</c>, the rows with <c>mine</c>, 1 for the caller’s; and <c>enough</c>: whether these are all there are, or all the caller’s, with <c>partial</c>, 1 where there are more.</summary>
    /// <param name="kept">What must hold of a row <c>y</c> that was looked at.</param>
    public string Rows(string columns, string range, string kept, int most) =>
        $"""
        looked AS MATERIALIZED (SELECT x.company, x.siret, {columns} FROM {table} x WHERE {IsMany} AND {range} LIMIT {most}),
        walked AS MATERIALIZED (SELECT y.*, CASE WHEN {InOwn("y")} THEN 1 ELSE 0 END AS mine FROM looked y WHERE {kept}),
        enough AS MATERIALIZED (SELECT n.partial, CASE WHEN {IsMany} AND (n.partial = 0 OR (SELECT sum(w.mine) FROM walked w) >= {most}) THEN 1 ELSE 0 END AS enough
          FROM (SELECT CASE WHEN count(*) < {most} THEN 0 ELSE 1 END AS partial FROM looked) n)
        """;

    private static string IsMany => "(SELECT m.n FROM many m) = 1";

    private static string InPortal => "substr(x.company, 1, length(@portal) + 1) = @portal || '/'";

    // A hash of the caller's companies, and no join: thousands of rows are looked up in it.
    private string InOwn(string of) =>
        $"({of}.company IN (SELECT o.company FROM own o WHERE o.open = 1)) IS TRUE OR ({of}.company IN (SELECT o.company FROM own o WHERE o.open = 0)) IS TRUE AND {Seen(of)}";

    private string Seen(string of) => scope.EmployeesAt($"{of}.company", $"{of}.siret");
}
