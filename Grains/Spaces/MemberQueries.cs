using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Companies;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Text;

namespace Grains.Spaces;

/// <summary>
/// Who is in a space, for those who are in it: administrators and collaborators read the list, accountants their own row alone. Nothing of a
/// space that the caller is not an active member of.
/// </summary>
public sealed class MemberQueries(IStateStore store, ISqlDialect dialect)
{
    /// <summary>The longest page of the list.</summary>
    public const int MostRows = 50;

    private static readonly string Active = Scope.IsMember("me");

    internal static readonly string Readable =
        $"m.space = @space AND m.mandate = '' AND (EXISTS (SELECT 1 FROM space_member me WHERE me.space = @space AND {Active} AND me.role <> 3) OR {Scope.IsMember("m")})";

    internal static readonly string ByAdministrator = $"EXISTS (SELECT 1 FROM space_member me WHERE me.space = @space AND {Active} AND me.role = 1)";

    // As the person writes their own name once they have an account; until then as it was typed.
    internal const string Columns =
        $"""
        m.space, m.member, m.account, m.role, m.whole, m.rights, m.status, m.from_at, m.ends_at, m.asked_by, m.asked_at, m.asked_until, m.title, m.phone,
        CASE WHEN m.mobile = '' AND m.phone = '' THEN coalesce(a.phone, '') ELSE m.mobile END AS mobile,
        m.job_title, m.firm_siren, m.firm_name, coalesce((SELECT fs.name FROM space_list fs WHERE fs.space = m.firm_space AND m.firm_space <> ''), '') AS firm_space_name,
        coalesce(a.first_name, m.first_name) AS first_name, coalesce(a.last_name, m.last_name) AS last_name,
        coalesce(a.email, m.email) AS email, CASE WHEN m.account IS NOT NULL AND coalesce(a.active, 0) = 0 THEN 1 ELSE 0 END AS closed, m.listed_as AS folded,
        CASE WHEN m.whole = 1 THEN 0 ELSE (SELECT count(*) FROM space_grant g WHERE g.space = m.space AND g.member = m.member) END AS companies,
        (SELECT d.state FROM delivery d WHERE m.status = 2 AND d.job = 'invitation/' || m.space || '/' || m.member || '/' || substr(m.link, 1, 12)) AS delivery,
        CASE WHEN m.status = 1 AND {AdministrationReading.Awaited} THEN 1 ELSE 0 END AS joining
        """;

    private const string Joined = "FROM space_member m LEFT JOIN account_list a ON a.account = m.account";

    /// <summary>The spaces in which the caller is an active member, by name, with what they are there.</summary>
    public Task<IReadOnlyList<SpaceChoice>> Spaces(Scope scope, CancellationToken cancel = default) => Statement.Rows<SpaceChoice>(
        scope,
        $"""
        SELECT me.space, s.name, me.role, me.member FROM space_member me JOIN space_list s ON s.space = me.space
        WHERE {Active} AND substr(me.space, 1, length(@portal) + 1) = @portal || '/' ORDER BY me.role, s.name, me.space LIMIT 100
        """).Alone(store, cancel);

    /// <summary>A page of the members, by name; how many there are in all.</summary>
    public async Task<MemberPage> List(Scope scope, string space, MemberFilter filter, CancellationToken cancel = default)
    {
        var typed = SearchText.Normalize(filter.Search?.Trim() ?? "");
        var wanted = string.Concat(
            typed.Length == 0 ? "" : "AND (m.listed_as LIKE @like OR coalesce(a.address, m.address) LIKE @like OR m.firm_siren LIKE @like)",
            filter.Role is null ? "" : " AND m.role = @role");
        var beyond = filter.After is null ? "" : "AND (m.listed_as, m.member) > (@after_name, @after_member)";
        var (afterName, afterMember) = filter.After?.Split('~', 2) is [var name, var member] ? (name, member) : ("", "");
        IReadOnlyList<(string, object?)> parameters =
            [("space", space), ("like", $"%{typed}%"), ("role", (int?)filter.Role), ("after_name", afterName), ("after_member", afterMember)];
        var batch = new StatementBatch(scope);
        var total = batch.Add(Statement.First<int>(scope, $"SELECT count(*) {(typed.Length == 0 ? "FROM space_member m" : Joined)} WHERE {Readable} {wanted}", parameters));
        var rows = batch.Add(Statement.Rows<MemberSummary>(
            scope, $"SELECT {Columns} {Joined} WHERE {Readable} {wanted} {beyond} ORDER BY m.listed_as, m.member LIMIT {MostRows + 1}", parameters));
        var clients = batch.Add(Statement.First<int>(
            scope, "SELECT count(*) FROM (SELECT c.space FROM space_member c WHERE c.firm_space = @space AND c.firm_space <> '' AND c.mandate = '' LIMIT 1) n", parameters));
        await batch.Run(store, cancel);
        var found = rows.Value;
        return (found.Count <= MostRows ? new MemberPage(found, total.Value, null)
            : new([.. found.Take(MostRows)], total.Value, $"{found[MostRows - 1].Folded}~{found[MostRows - 1].Member}")) with { HasClients = clients.Value > 0 };
    }

    /// <summary>Null for who may not read it, as for one that is not there.</summary>
    public Task<MemberSummary?> Find(Scope scope, string space, string member, CancellationToken cancel = default) => Statement.First<MemberSummary>(
        scope, $"SELECT {Columns} {Joined} WHERE {Readable} AND m.member = @member", ("space", space), ("member", member)).Alone(store, cancel);

    /// <summary>
    /// Companies of a space for its administrators, by name: those that a member would see after a choice, or the others. A page of them, and how
    /// many there are.
    /// </summary>
    /// <param name="member">Empty: of nobody yet.</param>
    /// <param name="after">The SIREN of the last one seen, or null.</param>
    public async Task<(CompanyPage Page, int Total)> Companies(
        Scope scope, string space, string member, GrantChange choice, bool granted, string? search, string? after = null, CancellationToken cancel = default)
    {
        var typed = SearchText.Normalize(search?.Trim() ?? "");
        var before = choice.From switch
        {
            GrantBase.All => "1 = 1",
            GrantBase.None => "1 = 0",
            _ => "EXISTS (SELECT 1 FROM space_grant g WHERE g.space = @space AND g.member = @member AND g.company = sc.company)",
        };
        var held = $"(({before} OR {dialect.Among("sc.company", "@added")}) AND NOT {dialect.Among("sc.company", "@removed")})";
        var from = $"FROM space_company sc WHERE sc.space = @space AND {ByAdministrator} AND {(granted ? "" : "NOT ")}{held}";
        IReadOnlyList<(string, object?)> parameters =
        [
            ("space", space), ("member", member), .. CompanyQueries.TypedValues(scope.Portal, typed),
            ("beyond", $"{scope.Portal}/{after}"), ("added", JsonSerializer.Serialize(choice.Added)), ("removed", JsonSerializer.Serialize(choice.Removed)),
        ];
        var batch = new StatementBatch(scope);
        var total = batch.Add(Statement.First<int>(scope, $"SELECT count(*) {from}", parameters));
        var rows = batch.Add(Statement.Rows<CompanySummary>(
            scope,
            $"""
            WITH page AS MATERIALIZED (
              SELECT sc.company {from} {CompanyQueries.Typed("sc", typed)} {(after is null ? "" : CompanyQueries.Beyond("sc"))}
              ORDER BY {CompanyQueries.Order("sc")} LIMIT {MostRows + 1})
            SELECT {CompanyQueries.Columns(scope)} FROM page p CROSS JOIN company_list c WHERE c.company = p.company ORDER BY {CompanyQueries.Order("c")}
            """, parameters));
        await batch.Run(store, cancel);
        var found = rows.Value;
        return (found.Count > MostRows ? new CompanyPage([.. found.Take(MostRows)], found[MostRows - 1].Siren) : new CompanyPage(found, null), total.Value);
    }

    /// <summary>Whose time ends within the days in which renewal is asked for, the soonest first; for the administrators of the space.</summary>
    public Task<IReadOnlyList<EndingMandate>> Ending(Scope scope, string space, CancellationToken cancel = default) => Statement.Rows<EndingMandate>(
        scope,
        $"""
        SELECT m.member, coalesce(a.first_name || ' ' || a.last_name, m.first_name || ' ' || m.last_name) AS name, m.ends_at {Joined}
        WHERE m.space = @space AND m.ends_at > @now AND m.ends_at <= @soon AND m.status = 1 AND {ByAdministrator} ORDER BY m.ends_at, m.member LIMIT {MostRows}
        """, ("space", space), ("soon", (scope.Now + SpaceMandates.AskedBefore).ToUnixTimeMilliseconds())).Alone(store, cancel);

    /// <summary>What the caller is invited to, by the address of their account.</summary>
    public Task<IReadOnlyList<InvitationSummary>> Invitations(Scope scope, CancellationToken cancel = default) => InvitationsOf(scope).Alone(store, cancel);

    internal static Statement<IReadOnlyList<InvitationSummary>> InvitationsOf(Scope scope) => Statement.Rows<InvitationSummary>(
        scope,
        """
        SELECT m.space, s.name AS space_name, m.member, m.role, m.rights, m.whole, m.asked_by, m.asked_at, m.asked_until,
          (SELECT count(*) FROM space_grant g WHERE g.space = m.space AND g.member = m.member) AS companies
        FROM account_list a JOIN space_member m ON m.address = a.address AND m.address <> '' JOIN space_list s ON s.space = m.space
        WHERE a.account = @account AND a.active = 1 AND m.status = 2 AND m.asked_until > @now AND substr(m.space, 1, length(@portal) + 1) = @portal || '/'
        ORDER BY m.asked_at LIMIT 50
        """);

    /// <summary>As <see cref="ClosedOf"/>; null where nothing is closed to the caller.</summary>
    public Task<ClosedMembership?> Closed(Scope scope, CancellationToken cancel = default) => ClosedOf(scope).Alone(store, cancel);

    /// <summary>Why the caller sees nothing of a space that they are in: suspended, or a mandate that is over or has not begun.</summary>
    internal static Statement<ClosedMembership?> ClosedOf(Scope scope) => Statement.First<ClosedMembership>(
        scope,
        """
        SELECT s.name AS space_name, m.status, m.from_at, m.ends_at FROM space_member m JOIN space_list s ON s.space = m.space
        WHERE m.account = @account AND (m.status = 4 OR (m.status = 1 AND (m.ends_at <= @now OR m.from_at > @now))) ORDER BY m.status, m.ends_at DESC LIMIT 1
        """);

    /// <summary>What was done in a space, the newest first, for its administrators.</summary>
    public async Task<JournalPage> Journal(Scope scope, string space, JournalFilter filter, CancellationToken cancel = default)
    {
        var rows = await SpaceJournal.Page(scope, space, filter, ByAdministrator, filter.Take + 1).Alone(store, cancel);
        return rows.Count <= filter.Take ? new(rows, null) : new([.. rows.Take(filter.Take)], rows[filter.Take - 1].Entry);
    }

    public async Task<bool> Administers(Scope scope, string space, CancellationToken cancel = default) =>
        await Statement.First<int>(scope, $"SELECT CASE WHEN {ByAdministrator} THEN 1 ELSE 0 END", ("space", space)).Alone(store, cancel) == 1;
}
