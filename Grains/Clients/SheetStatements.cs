using Grains.Access;
using Grains.Companies;
using Grains.Reads;
using Grains.Requests;
using Grains.Spaces;

namespace Grains.Clients;

/// <summary>What stands on a client's sheet, each list by an index and with its newest lines only.</summary>
internal static class SheetStatements
{
    private const int Most = ClientSheet.Most;
    private const int MostAndMore = Most + 1;

    // As the index says it.
    private const string IsInvited = "m.account IS NULL AND m.space || '/' || m.member = @client";

    /// <summary>Those that a person sees, over all their spaces.</summary>
    public static Statement<IReadOnlyList<CompanySummary>> Companies(Scope scope, string client) => Statement.Rows<CompanySummary>(
        scope,
        $"""
        SELECT DISTINCT c.company, c.siren, c.name, c.city, c.establishments, c.folded FROM company_access ca JOIN company_list c ON c.company = ca.company
        WHERE ca.account = @client AND (ca.ends_at IS NULL OR ca.ends_at > @now) ORDER BY c.folded, c.company LIMIT {MostAndMore}
        """, ("client", client));

    /// <summary>Those that a space shows to who is invited to it, once they accept.</summary>
    public static Statement<IReadOnlyList<CompanySummary>> CompaniesOfInvited(Scope scope, string client) => Statement.Rows<CompanySummary>(
        scope,
        $"""
        SELECT c.company, c.siren, c.name, c.city, c.establishments, c.folded
        FROM space_member m JOIN space_company sc ON sc.space = m.space JOIN company_list c ON c.company = sc.company
        WHERE {IsInvited} AND {Shows("m")} ORDER BY sc.folded, sc.company LIMIT {MostAndMore}
        """, ("client", client));

    /// <summary>Who is in a space that shows the company, by name, whatever became of them; or who was invited there and has no account in it.</summary>
    public static Statement<IReadOnlyList<MemberSummary>> Members(Scope scope, ISqlDialect dialect, string client, bool invited) =>
        Statement.Rows<MemberSummary>(
        scope,
        $"""
        SELECT {MemberQueries.Columns}, sl.name AS space_name
        FROM (SELECT k.space, k.member FROM space_company sc {dialect.EachFirst("k", "space_member", "space, member", "x.space, x.member", $"""
          WHERE x.space = sc.space AND x.account IS {(invited ? "" : "NOT ")}NULL AND {Shows("x")} ORDER BY x.listed_as, x.member LIMIT {MostAndMore}
          """)} WHERE sc.company = @client) p
        JOIN space_member m ON m.space = p.space AND m.member = p.member JOIN space_list sl ON sl.space = m.space
        LEFT JOIN account_list a ON a.account = m.account ORDER BY m.listed_as, m.space, m.member LIMIT {MostAndMore}
        """, ("client", client));

    public static Statement<IReadOnlyList<MemberSummary>> Invited(Scope scope, string client) => Statement.Rows<MemberSummary>(
        scope,
        $"""
        SELECT {MemberQueries.Columns}, sl.name AS space_name FROM space_member m JOIN space_list sl ON sl.space = m.space
        LEFT JOIN account_list a ON a.account = m.account WHERE {IsInvited}
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

    /// <summary>True of a member, who sees the whole portfolio or was granted the company <c>sc</c>.</summary>
    internal static string Shows(string member) =>
        $"({member}.whole = 1 OR EXISTS (SELECT 1 FROM space_grant g WHERE g.space = {member}.space AND g.member = {member}.member AND g.company = sc.company))";
}
