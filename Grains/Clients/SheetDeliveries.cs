using Grains.Access;
using Grains.Reads;

namespace Grains.Clients;

/// <summary>
/// What was sent to a client, the newest first, a page at a time: to a person by e-mail and text message; to a company's people also the invitations, and
/// what its employees were sent, by post as well.
/// </summary>
internal static class SheetDeliveries
{
    private const int MostAndMore = ClientSheet.Most + 1;

    // Of a company with more people, what these were sent is read: each costs a look into the index.
    private const int MostPeople = 500;

    private const string Columns = "x.job, x.template, x.channel, x.state, x.error, x.at, x.account, '' AS name";
    private static readonly string Rest = $"AND x.at <= @at AND (x.at < @at OR x.job > @job) ORDER BY x.at DESC, x.job LIMIT {MostAndMore}";

    /// <param name="after">Where the page before ended, or null.</param>
    /// <param name="employees">Whether what employees were sent is read, too.</param>
    public static Statement<IReadOnlyList<SheetDelivery>> Of(
        Scope scope, ISqlDialect dialect, ClientKind kind, string client, string? after, bool employees)
    {
        var (at, job) = after?.Split('~', 2) is [var typed, var key] && long.TryParse(typed, out var said) ? (said, key) : (long.MaxValue, "");
        return Statement.Rows<SheetDelivery>(
            scope,
            $"""
            SELECT d.job, d.template, d.channel, d.state, d.error, d.at, {(kind is ClientKind.Company ? "coalesce(a.first_name || ' ' || a.last_name, d.name)" : "''")} AS name
            FROM ({(kind is ClientKind.Company ? ToPeople(dialect, employees) : kind is ClientKind.Invited ? ToInvited : ToAccount)}) d
            LEFT JOIN account_list a ON a.account = d.account AND d.account <> '' ORDER BY d.at DESC, d.job LIMIT {MostAndMore}
            """,
            ("client", client), ("at", at), ("job", job), ("asked", $"invitation/{client}/"), ("beyond_asked", $"invitation/{client}0"));
    }

    public static string? Next(IReadOnlyList<SheetDelivery> found) => found.Count <= ClientSheet.Most ? null
        : $"{found[ClientSheet.Most - 1].At.ToUnixTimeMilliseconds()}~{found[ClientSheet.Most - 1].Job}";

    private static string ToAccount => $"SELECT {Columns} FROM delivery x WHERE x.account = @client AND x.account <> '' {Rest}";

    // What follows a slash stands before the next character.
    private static string ToInvited => $"SELECT {Columns} FROM delivery x WHERE x.job >= @asked AND x.job < @beyond_asked {Rest}";

    private static string ToPeople(ISqlDialect dialect, bool employees) =>
        $"""
        WITH person AS MATERIALIZED (
          SELECT DISTINCT ca.account FROM company_access ca WHERE ca.company = @client AND (ca.ends_at IS NULL OR ca.ends_at > @now) LIMIT {MostPeople}),
        guest AS MATERIALIZED (
          SELECT 'invitation/' || m.space || '/' || m.member AS asked, m.first_name || ' ' || m.last_name AS name
          FROM space_company sc JOIN space_member m ON m.space = sc.space AND m.account IS NULL
          WHERE sc.company = @client AND {SheetStatements.Shows("m")} LIMIT {MostPeople})
        SELECT d.job, d.template, d.channel, d.state, d.error, d.at, d.account, '' AS name
        FROM person p {Each(dialect, "x.account = p.account AND x.account <> ''")}
        UNION ALL SELECT d.job, d.template, d.channel, d.state, d.error, d.at, d.account, g.name
        FROM guest g {Each(dialect, "x.job >= g.asked || '/' AND x.job < g.asked || '0'")}
        {(employees ? ToEmployees : "")}
        """;

    // Mails to who has an account are their owner's already.
    private static string ToEmployees =>
        $"""
        UNION ALL SELECT * FROM (SELECT {Columns} FROM delivery x WHERE x.company = @client AND x.company <> '' AND x.account = '' {Rest}) e
        UNION ALL SELECT * FROM (
          SELECT x.owner || '/' || x.letter AS job, x.template, 2 AS channel, CASE WHEN x.posted_at IS NULL THEN 0 ELSE 1 END AS state, '' AS error, x.at,
            '' AS account, x.name
          FROM letter x WHERE x.company = @client AND x.at <= @at AND (x.at < @at OR x.owner || '/' || x.letter > @job)
          ORDER BY x.at DESC, x.owner, x.letter LIMIT {MostAndMore}) l
        """;

    private static string Each(ISqlDialect dialect, string whose) => dialect.EachFirst(
        "d", "delivery", "job", "x.job, x.template, x.channel, x.state, x.error, x.at, x.account", $"WHERE {whose} {Rest}");
}
