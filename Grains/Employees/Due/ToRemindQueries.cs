using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Employees;
using Grains.Reads;

namespace Grains.Employees.Due;

/// <summary>Employees who have come to be reminded, and who hears of it: each person is judged by themselves.</summary>
public sealed class ToRemindQueries(IStateStore store, ISqlDialect dialect)
{
    /// <summary>People who are looked at in a statement.</summary>
    public const int Block = 200;

    // By the index of those who are to be reminded, as it says it.
    private static readonly string Due = $"x.company = @company AND x.contract = '' AND x.status = {(int)EmployeeStatus.ToRemind}";

    /// <summary>Has somebody come to be reminded at this very instant?</summary>
    public async Task<bool> Any(string company, DateTimeOffset since, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return await reading.QueryFirstOrDefaultAsync<long?>(new CommandDefinition(
            $"SELECT x.from_at FROM employee_phase x WHERE {Due} AND x.from_at = @since LIMIT 1",
            new { company, since = since.ToUnixTimeMilliseconds() }, cancellationToken: cancel)) is not null;
    }

    /// <summary>
    /// The next <see cref="Block"/> people of the company's spaces, by their account, with how many of its employees they see who came to be reminded
    /// meanwhile and still are; none for who may not see them now. Nobody when there are no such employees.
    /// </summary>
    public async Task<IReadOnlyList<ToRemindReader>> Readers(
        string company, ReminderNews news, string after, DateTimeOffset now, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return [.. await reading.QueryAsync<ToRemindReader>(new CommandDefinition(
            Sql,
            new
            {
                company, account = after, now = now.ToUnixTimeMilliseconds(),
                since = news.After?.ToUnixTimeMilliseconds() ?? 0, until = news.Until.ToUnixTimeMilliseconds(),
            },
            cancellationToken: cancel))];
    }

    /// <summary>The caller's companies, the first so many by name, with how many of their employees came to be reminded in this time and still are.</summary>
    public Task<IReadOnlyList<ToRemindReader>> Of(Scope scope, DateTimeOffset from, DateTimeOffset until, int most, CancellationToken cancel) =>
        OfCaller(scope, from, until, most).Alone(store, cancel);

    internal Statement<IReadOnlyList<ToRemindReader>> OfCaller(Scope scope, DateTimeOffset from, DateTimeOffset until, int most)
    {
        var due =
            $"""
            WHERE x.company = a.company AND x.contract = '' AND x.status = {(int)EmployeeStatus.ToRemind} AND x.from_at >= @from AND x.from_at < @until
            AND x.until_at > @now AND (a.open = 1 OR {scope.EmployeesAt("x.company", "x.siret")}) LIMIT {EmployeeCounts.Most}
            """;
        return Statement.Rows<ToRemindReader>(
            scope,
            $"""
            SELECT @account AS account, c.name AS company, n.count FROM (
              SELECT k.company, count(*) AS count FROM ({scope.EmployeeCompanies(company: false)}) a
              {dialect.EachFirst("k", "employee_phase", "employee, contract, place", "x.company", due)} GROUP BY k.company) n
            JOIN company_list c ON c.company = n.company ORDER BY c.folded, c.company LIMIT {most}
            """, ("from", from.ToUnixTimeMilliseconds()), ("until", until.ToUnixTimeMilliseconds()));
    }

    // Establishments are judged, not employees: a company has few of them.
    internal static readonly string Sql =
        $"""
        WITH due AS MATERIALIZED (
          SELECT x.siret, count(*) AS found FROM employee_phase x
          WHERE {Due} AND x.from_at > @since AND x.from_at <= @until AND x.until_at > @now GROUP BY x.siret)
        SELECT w.account, c.name AS company, CAST(sum(CASE WHEN {EmployeeAccess.MayHear("w.account", "@company", "d.siret")} THEN d.found ELSE 0 END) AS bigint) AS count
        FROM (SELECT DISTINCT ca.account FROM company_access ca WHERE ca.company = @company AND ca.account > @account ORDER BY ca.account LIMIT {Block}) w
        CROSS JOIN due d JOIN company_list c ON c.company = @company
        GROUP BY w.account, c.name ORDER BY w.account
        """;
}

/// <summary>Somebody of a company's spaces, and that company.</summary>
public sealed record ToRemindReader
{
    public string Account { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Company { get; init; } = "";

    /// <summary>Employees to tell them of.</summary>
    public long Count { get; init; }
}
