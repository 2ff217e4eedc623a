using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Companies;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Text;

namespace Grains.Spaces.Mandates;

/// <summary>
/// Mandates from both sides: for the client's people, who has theirs passed on; for the administrators of a firm's space, its clients. Nothing for
/// anybody else.
/// </summary>
public sealed class MandateQueries(IStateStore store, ISqlDialect dialect)
{
    /// <summary>The longest page of clients.</summary>
    public const int MostRows = 50;

    private const int MostWords = 8;

    private const int MostShown = 500;

    // Of a mandate p and a holder h: what is left of the one by the other, and who it is.
    private const string HolderColumns =
        """
        h.space, h.member, h.mandate, coalesce(a.first_name || ' ' || a.last_name, h.first_name || ' ' || h.last_name) AS name, coalesce(a.email, '') AS email,
        fs.name AS firm_name, CASE WHEN h.whole = 1 AND p.whole = 1 THEN 1 ELSE 0 END AS whole,
        CASE WHEN h.whole = 0 THEN (SELECT count(*) FROM space_grant g WHERE g.space = h.space AND g.member = h.member AND (p.whole = 1 OR EXISTS (
            SELECT 1 FROM space_grant n WHERE n.space = p.space AND n.member = p.member AND n.company = g.company)))
          WHEN p.whole = 0 THEN (SELECT count(*) FROM space_grant g WHERE g.space = p.space AND g.member = p.member) ELSE 0 END AS companies,
        h.rights & p.rights AS rights, CASE WHEN h.ends_at IS NULL OR p.ends_at < h.ends_at THEN p.ends_at ELSE h.ends_at END AS ends_at,
        h.asked_at, h.asked_by, f.status
        """;

    private const string Holding =
        """
        FROM space_member h JOIN space_member p ON p.space = h.space AND p.member = h.mandate AND p.firm_space = h.firm_space
        JOIN space_member f ON f.space = h.firm_space AND f.member = h.firm_member JOIN space_list fs ON fs.space = h.firm_space
        LEFT JOIN account_list a ON a.account = h.account
        """;

    /// <summary>
    /// Who has a mandate of the space passed on, by name; of all mandates, or of one. For who reads the mandate's row: accountants their own alone.
    /// </summary>
    public Task<IReadOnlyList<MandateHolder>> Holders(Scope scope, string space, string? mandate, CancellationToken cancel = default) =>
        Statement.Rows<MandateHolder>(
            scope,
            $"""
            SELECT {HolderColumns} {Holding} WHERE h.space = @space AND h.mandate <> '' {(mandate is null ? "" : "AND h.mandate = @mandate")}
            AND EXISTS (SELECT 1 FROM space_member m WHERE m.member = h.mandate AND {MemberQueries.Readable}) ORDER BY name, h.member LIMIT {MostShown}
            """, ("space", space), ("mandate", mandate)).Alone(store, cancel);

    /// <summary>A page of the clients of a firm, by name, for the administrators of its space.</summary>
    /// <param name="search">Words of the client's name or of whom it named; all must be there.</param>
    /// <param name="after">The last page's <see cref="FirmClientPage.Next"/>.</param>
    public async Task<FirmClientPage> Clients(Scope scope, string firm, string? search, string? after, CancellationToken cancel = default)
    {
        var words = SearchText.Normalize(search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToList();
        var batch = new StatementBatch(scope);
        var page = batch.Add(PageOf(scope, firm, words, after));
        var total = batch.Add(CountOf(scope, firm, words));
        await batch.Run(store, cancel);
        var rows = page.Value.Take(MostRows).ToList();
        return new(await WithHolders(scope, firm, rows, cancel), total.Value, page.Value.Count > MostRows ? CursorOf(rows[^1]) : null);
    }

    /// <summary>One of them; null for who may not read it, as for one that is not there.</summary>
    public async Task<FirmClient?> Client(Scope scope, string firm, string space, string mandate, CancellationToken cancel = default)
    {
        var found = await ClientOf(scope, firm, space, mandate).Alone(store, cancel);
        return (await WithHolders(scope, firm, found, cancel)).SingleOrDefault();
    }

    /// <summary>The companies that a client's mandate gives, by name: the first of them.</summary>
    public Task<IReadOnlyList<CompanySummary>> Companies(Scope scope, string firm, FirmClient client, int take, CancellationToken cancel = default) =>
        Statement.Rows<CompanySummary>(
            scope,
            $"""
            SELECT {CompanyQueries.Columns(scope)} FROM space_company sc JOIN company_list c ON c.company = sc.company
            WHERE sc.space = @client AND {MemberQueries.ByAdministrator} AND EXISTS (SELECT 1 FROM space_member m WHERE m.space = sc.space AND m.member = @mandate
              AND m.firm_space = @space AND (m.whole = 1 OR EXISTS (SELECT 1 FROM space_grant g WHERE g.space = m.space AND g.member = m.member AND g.company = sc.company)))
            ORDER BY sc.folded, sc.company LIMIT {take}
            """, ("space", firm), ("client", client.Space), ("mandate", client.Mandate)).Alone(store, cancel);

    /// <summary>Members of the firm's space to whom the mandate can be passed on, by name: active, not the accountant, and without it.</summary>
    public Task<IReadOnlyList<Heir>> Heirs(Scope scope, string firm, FirmClient client, CancellationToken cancel = default) => Statement.Rows<Heir>(
        scope,
        $"""
        SELECT m.member, a.first_name || ' ' || a.last_name AS name FROM space_member m JOIN account_list a ON a.account = m.account AND a.active = 1
        WHERE m.space = @space AND m.status = {(int)MemberStatus.Added} AND m.role <> {(int)SpaceRole.ExpertComptable} AND m.account <> @named
        AND (m.from_at IS NULL OR m.from_at <= @now) AND (m.ends_at IS NULL OR m.ends_at > @now) AND {MemberQueries.ByAdministrator}
        AND NOT EXISTS (SELECT 1 FROM space_member o WHERE o.space = @client AND o.account = m.account
          AND (o.status <> {(int)MemberStatus.PassedOn} OR o.mandate = @mandate)) ORDER BY a.folded, m.member LIMIT {MostShown}
        """, ("space", firm), ("client", client.Space), ("mandate", client.Mandate), ("named", client.Account ?? "")).Alone(store, cancel);

    /// <summary>For the caller's mandates that wait for an answer: their spaces that hold the firm each names, the firm's own space first.</summary>
    public Task<IReadOnlyList<FirmChoice>> Firms(Scope scope, CancellationToken cancel = default) => FirmsOf(
        scope, "account_list o JOIN space_member i ON i.address = o.address AND i.address <> ''",
        $"o.account = @account AND i.status = {(int)MemberStatus.Invited} AND i.asked_until > @now").Alone(store, cancel);

    /// <summary>The same for a mandate that the caller has accepted for themselves: where it can be placed; none of a mandate that stands in a firm's space.</summary>
    public Task<IReadOnlyList<FirmChoice>> Places(Scope scope, string space, string mandate, CancellationToken cancel = default) => FirmsOf(
        scope, "space_member i", $"i.space = @client AND i.member = @mandate AND i.account = @account AND {Scope.IsMember("i")} AND i.firm_space = ''",
        ("client", space), ("mandate", mandate)).Alone(store, cancel);

    private static Statement<IReadOnlyList<FirmChoice>> FirmsOf(Scope scope, string from, string mine, params IReadOnlyList<(string, object?)> more) =>
        Statement.Rows<FirmChoice>(
            scope,
            $"""
            SELECT i.space, i.member, f.space AS firm, s.name FROM {from}
            JOIN space_member f ON f.account = @account JOIN space_company c ON c.space = f.space AND c.company = @portal || '/' || i.firm_siren
            JOIN space_list s ON s.space = f.space
            LEFT JOIN claim h ON h.kind = '{SpaceState.HomeClaim}' AND h.value = c.company AND h.owner = 'space/' || f.space
            WHERE {mine} AND i.role = {(int)SpaceRole.ExpertComptable} AND i.firm_siren <> ''
            AND f.space <> i.space AND f.role <> {(int)SpaceRole.ExpertComptable} AND {Scope.IsMember("f")}
            ORDER BY i.space, i.member, CASE WHEN h.value IS NULL THEN 1 ELSE 0 END, s.name, f.space LIMIT {MostShown}
            """, more);

    /// <summary>One more than a page, so that it knows whether it is the last.</summary>
    internal static Statement<IReadOnlyList<FirmClient>> PageOf(Scope scope, string firm, IReadOnlyList<string> words, string? after)
    {
        var (name, space, member) = after?.Split('~', 3) is [var n, var s, var m] ? (n, s, m) : ("", "", "");
        var beyond = after is null ? "" : "AND (m.client_folded, m.space, m.member) > (@after_name, @after_space, @after_member)";
        return Statement.Rows<FirmClient>(
            scope, $"{ClientColumns} {Clients(words)} {beyond} ORDER BY m.client_folded, m.space, m.member LIMIT {MostRows + 1}",
            [("space", firm), .. Wanted(words), ("after_name", name), ("after_space", space), ("after_member", member)]);
    }

    private static Statement<int> CountOf(Scope scope, string firm, IReadOnlyList<string> words) =>
        Statement.First<int>(scope, $"SELECT count(*) {Clients(words)}", [("space", firm), .. Wanted(words)]);

    private static Statement<IReadOnlyList<FirmClient>> ClientOf(Scope scope, string firm, string space, string mandate) => Statement.Rows<FirmClient>(
        scope, $"{ClientColumns} {Clients([])} AND m.space = @client AND m.member = @mandate", ("space", firm), ("client", space), ("mandate", mandate));

    private const string ClientColumns =
        """
        SELECT m.space, s.name, m.member AS mandate, m.account, coalesce(a.first_name || ' ' || a.last_name, m.first_name || ' ' || m.last_name) AS accountant,
          m.whole, m.rights, m.status, m.from_at, m.ends_at, m.client_folded AS folded,
          CASE WHEN m.whole = 1 THEN 0 ELSE (SELECT count(*) FROM space_grant g WHERE g.space = m.space AND g.member = m.member) END AS companies
        """;

    // The word anywhere in either name, each by a parameter of its own.
    private static string Clients(IReadOnlyList<string> words) =>
        $"""
        FROM space_member m JOIN space_list s ON s.space = m.space LEFT JOIN account_list a ON a.account = m.account
        WHERE m.firm_space = @space AND m.firm_space <> '' AND m.mandate = '' AND {MemberQueries.ByAdministrator}
        {string.Concat(words.Select((_, i) => $" AND (m.client_folded LIKE @word{i} OR m.listed_as LIKE @word{i})"))}
        """;

    private static IEnumerable<(string, object?)> Wanted(IReadOnlyList<string> words) => words.Select((w, i) => ($"word{i}", (object?)$"%{w}%"));

    private static string CursorOf(FirmClient last) => $"{last.Folded}~{last.Space}~{last.Mandate}";

    private async Task<IReadOnlyList<FirmClient>> WithHolders(Scope scope, string firm, IReadOnlyList<FirmClient> clients, CancellationToken cancel)
    {
        if (clients.Count == 0)
            return clients;
        var found = await Statement.Rows<MandateHolder>(
            scope,
            $"""
            SELECT {HolderColumns} {Holding} WHERE h.firm_space = @space AND h.firm_space <> '' AND h.mandate <> '' AND {dialect.Among("h.space", "@spaces")}
            AND {MemberQueries.ByAdministrator} ORDER BY name, h.member
            """, ("space", firm), ("spaces", JsonSerializer.Serialize(clients.Select(c => c.Space)))).Alone(store, cancel);
        var holders = found.ToLookup(h => (h.Space, h.Mandate));
        return [.. clients.Select(c => c with { Holders = [.. holders[(c.Space, c.Mandate)]] })];
    }
}
