using Grains.Access;
using Grains.Companies;
using Grains.Reads;
using Grains.Requests;

namespace Grains.Clients;

/// <summary>What stands on a client's sheet, each list by an index and with its newest lines only.</summary>
internal static class SheetStatements
{
    private const int Most = ClientSheet.Most;
    private const int MostAndMore = Most + 1;

    // The first part of the keys of jobs that write to an account's owner; the account is the second.
    private static readonly string[] Messages =
        ["link", "code", "identity", "new-device", "after-failures", "locked", "device-copied", "password-changed", "reset-done", "questions-changed",
            "unlocked", "phone-changed", "name-changed", "account-closed", "account-reopened"];

    /// <summary>Those that a person sees, over all their spaces.</summary>
    public static Statement<IReadOnlyList<CompanySummary>> Companies(Scope scope, string client) => Statement.Rows<CompanySummary>(
        scope,
        $"""
        SELECT DISTINCT c.company, c.siren, c.name, c.city, c.establishments, c.folded FROM company_access ca JOIN company_list c ON c.company = ca.company
        WHERE ca.account = @client AND (ca.ends_at IS NULL OR ca.ends_at > @now) ORDER BY c.folded, c.company LIMIT {MostAndMore}
        """, ("client", client));

    /// <summary>Who sees a company.</summary>
    public static Statement<IReadOnlyList<ClientHit>> People(Scope scope, string client) => Statement.Rows<ClientHit>(
        scope,
        $"""
        SELECT DISTINCT 1 AS kind, a.account AS client, a.portal, a.first_name || ' ' || a.last_name AS name, a.number, a.email, a.phone, a.active, a.folded
        FROM company_access ca JOIN account_list a ON a.account = ca.account
        WHERE ca.company = @client AND (ca.ends_at IS NULL OR ca.ends_at > @now) ORDER BY a.folded, client LIMIT {MostAndMore}
        """, ("client", client));

    public static Statement<IReadOnlyList<RequestSummary>> Requests(Scope scope, ClientKind kind, string client) => Statement.Rows<RequestSummary>(
        scope,
        $"""
        SELECT r.request, r.number, r.subject, r.status, r.last_at, coalesce(c.name, '') AS company_name
        FROM request_list r LEFT JOIN company_list c ON c.company = r.company
        WHERE r.{(kind is ClientKind.Company ? "company" : "author")} = @client AND {scope.Requests("r")} ORDER BY r.last_at DESC LIMIT {MostAndMore}
        """, ("client", client));

    /// <param name="name">Of the parameter: one batch reads two journals.</param>
    public static Statement<IReadOnlyList<SheetEvent>> Journal(Scope scope, string name, string owner) => Statement.Rows<SheetEvent>(
        scope,
        $"""
        SELECT j.at, j.action, CASE WHEN j.account = j.owner THEN '' ELSE coalesce(a.first_name || ' ' || a.last_name, '') END AS "by"
        FROM journal j LEFT JOIN account_list a ON a.account = j.account WHERE j.owner = @{name} ORDER BY j.entry DESC LIMIT {Most}
        """, (name, owner));

    /// <summary>Messages to an account's owner, the newest first.</summary>
    public static Statement<IReadOnlyList<SheetDelivery>> Deliveries(Scope scope, string client) => Statement.Rows<SheetDelivery>(
        scope,
        $"""
        SELECT d.job, d.channel, d.state, d.error, d.at FROM ({string.Join(" UNION ALL ", Messages.Select((_, i) =>
            $"SELECT * FROM (SELECT x.job, x.channel, x.state, x.error, x.at FROM delivery x WHERE x.job >= @m{i} AND x.job < @n{i} ORDER BY x.job DESC LIMIT {Most}) d{i}"))}) d
        ORDER BY d.at DESC LIMIT {Most}
        """,
        // What follows a slash stands before the next character.
        [.. Messages.SelectMany((m, i) => new (string, object?)[] { ($"m{i}", $"{m}/{client}/"), ($"n{i}", $"{m}/{client}0") })]);
}
