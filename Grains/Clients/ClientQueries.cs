using Grains.Access;
using Grains.Accounts;
using Grains.Commits;
using Grains.Mail;
using Grains.Reads;
using Grains.Requests;

namespace Grains.Clients;

/// <summary>For advisers alone: finds a client by any word or number, by index, and reads one client's sheet. Anybody else finds nothing.</summary>
public sealed class ClientQueries(IStateStore store, ISqlDialect dialect)
{
    /// <summary>A search that finds more says so.</summary>
    public const int Most = 50;

    // How many clients of the rarest word typed are looked at for the others; of rarer ones none is left out.
    private const int Considered = 1000;

    // So many words are those of more clients than are shown: one client has few that begin alike.
    private const int Told = 8 * (Most + 1);

    /// <summary>At most <see cref="Most"/> and one more, the words nearest to what was typed first; the request of that number beside them.</summary>
    public async Task<(IReadOnlyList<ClientHit> Clients, RequestSummary? Request)> Search(Scope scope, string? typed, CancellationToken cancel = default)
    {
        var search = ClientSearch.Of(typed);
        if (!scope.IsStaff || search.IsEmpty)
            return ([], null);
        var batch = new StatementBatch(scope);
        var hits = batch.Add(HitsOf(scope, search));
        var request = search.Numbers.Count == 0 ? null : batch.Add(RequestQueries.One(scope, "r.number = @typed", ("typed", typed!.Trim())));
        await batch.Run(store, cancel);
        return (hits.Value, request?.Value);
    }

    /// <summary>Null for a client that does not exist.</summary>
    /// <param name="after">Where the page of deliveries before ended, or null.</param>
    /// <param name="employees">Whether the caller reads what employees were sent.</param>
    public async Task<ClientSheet?> Sheet(
        Scope scope, ClientKind kind, string client, string sheet, string? after = null, bool employees = false, CancellationToken cancel = default)
    {
        if (!scope.IsStaff || await Client(scope, kind, client, cancel) is not { } found)
            return null;
        var batch = new StatementBatch(scope);
        var companies = batch.Add(kind is ClientKind.Invited ? SheetStatements.CompaniesOfInvited(scope, client) : SheetStatements.Companies(scope, client));
        var members = batch.Add(SheetStatements.Members(scope, dialect, client, invited: false));
        var invited = batch.Add(
            kind is ClientKind.Invited ? SheetStatements.Invited(scope, client) : SheetStatements.Members(scope, dialect, client, invited: true));
        var requests = batch.Add(SheetStatements.Requests(scope, kind, client));
        var events = batch.Add(SheetStatements.Journal(scope, "owner", client));
        var deliveries = batch.Add(SheetDeliveries.Of(scope, dialect, kind, client, after, employees));
        var readings = batch.Add(SheetStatements.Journal(scope, "sheet", sheet));
        await batch.Run(store, cancel);
        var sent = deliveries.Value.Take(ClientSheet.Most).ToList();
        return new ClientSheet(found, companies.Value, members.Value, invited.Value, requests.Value, events.Value,
            kind is ClientKind.Company && employees ? await WithEmployees(scope, sent, cancel) : sent, SheetDeliveries.Next(deliveries.Value), readings.Value);
    }

    // Read beside: a mail to an employee knows them by its key alone.
    private async Task<IReadOnlyList<SheetDelivery>> WithEmployees(Scope scope, IReadOnlyList<SheetDelivery> sent, CancellationToken cancel)
    {
        var keys = sent.Where(d => d.Name.Length == 0).Select(d => DeliveryQueries.EmployeeOf(d.Job)).Where(key => key.Length > 0).Distinct().ToList();
        if (keys.Count == 0)
            return sent;
        var known = (await DeliveryQueries.EmployeesNow(scope, dialect, keys).Alone(store, cancel)).ToDictionary(e => e.Key, StringComparer.Ordinal);
        return [.. sent.Select(d =>
            d.Name.Length == 0 && known.TryGetValue(DeliveryQueries.EmployeeOf(d.Job), out var employee) ? d with { Name = employee.Name } : d)];
    }

    /// <summary>Whom the sheet is about, before its reading is noted.</summary>
    public async Task<ClientHit?> Client(Scope scope, ClientKind kind, string client, CancellationToken cancel = default) => !scope.IsStaff ? null
        : await Statement.First<ClientHit>(scope, $"{Details($"SELECT {(int)kind} AS kind, @client AS client, '' AS word")} WHERE {Exists(kind)}", ("client", client))
            .Alone(store, cancel);

    /// <summary>Telephones that wait for a second adviser, the longest wait first; those that are over are not among them.</summary>
    public Task<IReadOnlyList<ProposalSummary>> PhoneProposals(Scope scope, CancellationToken cancel = default) => Proposals("phone_proposal", scope, cancel);

    /// <summary>The same of e-mail addresses.</summary>
    public Task<IReadOnlyList<ProposalSummary>> EmailProposals(Scope scope, CancellationToken cancel = default) => Proposals("email_proposal", scope, cancel);

    private Task<IReadOnlyList<ProposalSummary>> Proposals(string table, Scope scope, CancellationToken cancel) => Statement.Rows<ProposalSummary>(
        scope,
        $"""
        SELECT p.account, p.portal, p.name, p.asked_by, p.asked_at FROM {table} p
        WHERE {(scope.IsStaff ? "p.asked_at > @since" : "1 = 0")} ORDER BY p.asked_at LIMIT {Most}
        """,
        ("since", (scope.Now - PhoneProposalRow.Life).ToUnixTimeMilliseconds())).Alone(store, cancel);

    internal static Statement<IReadOnlyList<ClientHit>> HitsOf(Scope scope, ClientSearch search)
    {
        var found = search.Numbers.Count > 0 ? ByNumber(search.Numbers.Count) : ByWords(search.Words.Count);
        var ranges = (search.Numbers.Count > 0 ? search.Numbers : search.Words)
            .SelectMany((word, i) => new (string, object?)[] { ($"w{i}", word), ($"z{i}", word + '\uffff') });
        return Statement.Rows<ClientHit>(
            scope,
            $"""
            {Details($"SELECT f.kind, f.client, min(f.word) AS word FROM ({found}) f GROUP BY f.kind, f.client ORDER BY min(f.word), f.kind, f.client LIMIT {Most + 1}")}
            ORDER BY h.word, h.kind, h.client
            """,
            [.. ranges, ("exact", search.Numbers.FirstOrDefault()?.ToUpperInvariant())]);
    }

    // From the rarest of the words: the others are asked by themselves, one client at a time by index, whatever the store makes of how common they are.
    private static string ByWords(int count) => count == 1 ? $"SELECT * FROM ({Range(0, Told)}) b" :
        $"""
        SELECT * FROM (
        WITH sizes AS MATERIALIZED (SELECT {string.Join(", ", Enumerable.Range(0, count).Select(i =>
            $"(SELECT count(*) FROM (SELECT 1 FROM client_word c WHERE c.word >= @w{i} AND c.word < @z{i} LIMIT {Considered}) n{i}) AS n{i}"))})
        {string.Join(" UNION ALL ", Enumerable.Range(0, count).Select(i => From(i, count)))}
        ) b
        """;

    private static string From(int rarest, int count)
    {
        var others = Enumerable.Range(0, count).Where(i => i != rarest).ToList();
        return $"""
            SELECT * FROM (SELECT w.word, w.kind, w.client FROM ({Range(rarest, Considered)}) w
            WHERE (SELECT 1 FROM sizes s WHERE {string.Join(" AND ", others.Select(i => $"s.n{rarest} {(i < rarest ? "<" : "<=")} s.n{i}"))}) = 1
            {string.Concat(others.Select(i => $" AND (SELECT 1 FROM client_word x WHERE x.kind = w.kind AND x.client = w.client AND x.word >= @w{i} AND x.word < @z{i} LIMIT 1) = 1"))}
            ORDER BY w.word, w.kind, w.client LIMIT {Told}) f{rarest}
            """;
    }

    /// <summary>Also the company by a contract, a person's or the insurer's number.</summary>
    private static string ByNumber(int count) => string.Join(" UNION ALL ", [
        .. Enumerable.Range(0, count).Select(i => $"SELECT * FROM ({Range(i, Most + 1)}) n{i}"),
        .. new[] { "ref_contract r WHERE r.number = @exact", "ref_company r WHERE r.insurer_number = @exact", "ref_employer r WHERE r.person_number = @exact" }
            .Select((from, i) => $"SELECT * FROM (SELECT '' AS word, 2 AS kind, c.company FROM company_list c WHERE c.siren IN (SELECT r.siren FROM {from}) LIMIT {Most}) e{i}"),
    ]);

    private static string Range(int i, int limit) =>
        $"SELECT c.word, c.kind, c.client FROM client_word c WHERE c.word >= @w{i} AND c.word < @z{i} ORDER BY c.word, c.kind, c.client LIMIT {limit}";

    // The empty text beside the key takes its column's affinity away: with it SQLite would not look into the index of an expression.
    private static string Details(string hits) =>
        $"""
        SELECT h.kind, h.client, coalesce(a.portal, c.portal, '') AS portal,
          CASE h.kind WHEN 1 THEN a.first_name || ' ' || a.last_name WHEN 2 THEN c.name WHEN 3 THEN i.first_name || ' ' || i.last_name
            ELSE m.first_name || ' ' || m.last_name END AS name,
          CASE h.kind WHEN 1 THEN a.number WHEN 2 THEN c.siren WHEN 3 THEN i.client_number ELSE '' END AS number,
          coalesce(a.email, i.email, m.email, '') AS email,
          coalesce(a.phone, i.phone, CASE WHEN m.mobile <> '' THEN m.mobile ELSE m.phone END, '') AS phone, coalesce(c.city, '') AS city,
          coalesce(a.active, 1) AS active, coalesce(sl.name, '') AS space_name, m.status, m.asked_until
        FROM ({hits}) h
        LEFT JOIN account_list a ON h.kind = 1 AND a.account = h.client AND a.kind = 0
        LEFT JOIN company_list c ON h.kind = 2 AND c.company = h.client
        LEFT JOIN ref_insured i ON h.kind = 3 AND i.client_number = h.client
        LEFT JOIN space_member m ON h.kind = 4 AND m.account IS NULL AND m.space || '/' || m.member = h.client || ''
        LEFT JOIN space_list sl ON sl.space = m.space
        """;

    private static string Exists(ClientKind kind) => kind switch
    {
        ClientKind.Account => "a.account IS NOT NULL",
        ClientKind.Company => "c.company IS NOT NULL",
        ClientKind.Invited => "m.member IS NOT NULL",
        _ => "i.client_number IS NOT NULL",
    };
}
