using Npgsql;

namespace Bench.Costs;

/// <summary>Companies, their people and requests by the hundred thousand: the rows that their commits would have left, written as sets.</summary>
internal static class PageLoad
{
    private const string Portal = BenchHost.Portal;
    private const int MostMembers = 2000;
    private const string Names = "ARRAY['martin','martin','bernard','thomas','robert','richard','durand','dubois','moreau','laurent','marchand','simon','lefebvre','leroy','garnier']";

    /// <summary>Of one of the companies that the space holds.</summary>
    public const string Siren = "100000000";

    /// <param name="things">Of each.</param>
    /// <param name="held">Companies of the space <c>s</c>; the others are there.</param>
    public static async Task Fill(string database, int things, int held)
    {
        await EmployeeLoad.Fill(database, held, things);
        await using var connection = new NpgsqlConnection($"{database};Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        foreach (var statement in (IReadOnlyList<string>)["SET session_replication_role = replica", .. Companies(things, held), .. People(things), .. Work(things, held),
            "SET session_replication_role = DEFAULT", "ANALYZE"])
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static IEnumerable<string> Companies(int things, int held) =>
    [
        $"""
        INSERT INTO company_list (company, portal, siren, name, city, establishments, folded)
        SELECT '{Portal}/' || (100000000 + c), '{Portal}', (100000000 + c)::text, 'Maison ' || c, 'Bellerive', 3, 'maison ' || c FROM generate_series({held}, {things} - 1) c
        """,
        $"UPDATE company_list SET establishments = 3 WHERE siren LIKE '1000%'",
        $"UPDATE space_company SET folded = l.folded FROM company_list l WHERE l.company = space_company.company AND space_company.space = '{Portal}/s'",
        $"""
        INSERT INTO ref_establishment (siret, siren, name, address, head_office, main, active)
        SELECT (100000000 + c)::text || s, (100000000 + c)::text, 'Site ' || s, '1 rue du Bac', 0, 0, 1
        FROM generate_series(0, {things} - 1) c, unnest(ARRAY['00017', '00025', '00033']) s ON CONFLICT DO NOTHING
        """,
        $"INSERT INTO ref_contract (number, siren, universe, start_on) SELECT 'SA' || c, (100000000 + c)::text, 1, '2019-01-01' FROM generate_series(0, {things} - 1) c",
        // One in ten is for one establishment alone, and the space hides some establishments.
        $"""
        INSERT INTO ref_population (siren, contract, code, label, colleges, sirets, provident)
        SELECT (100000000 + c)::text, 'SA' || c, 'ENS', 'Ensemble', '01 02 04', CASE WHEN c % 10 = 3 THEN (100000000 + c)::text || '00025' ELSE '' END, ''
        FROM generate_series(0, {things} - 1) c
        """,
        $"INSERT INTO space_unticked (space, siret) SELECT '{Portal}/s', (100000000 + c)::text || '00025' FROM generate_series(0, {held} - 1) c WHERE c % 10 = 3",
    ];

    private static IEnumerable<string> People(int things) =>
    [
        $"""
        INSERT INTO account_list (account, kind, portal, role, email, first_name, last_name, phone, active, number, folded, address)
        SELECT 'm' || i, 0, '{Portal}', 0, 'p' || i || '@maison.example', 'Prenom' || i % 500, n.name, '+336' || (i % 90 + 10) || lpad((i % 1000000)::text, 6, '0'), 1,
          '', n.name || ' prenom' || i % 500, 'p' || i || '@maison.example'
        FROM generate_series(1, {things}) i CROSS JOIN LATERAL (SELECT ({Names})[1 + i % 15] AS name) n
        """,
        """
        INSERT INTO client_word (word, kind, client)
        SELECT w.word, 1, a.account FROM account_list a CROSS JOIN LATERAL (VALUES (split_part(a.folded, ' ', 1)), (split_part(a.folded, ' ', 2)),
          (split_part(a.email, '@', 1)), (a.address), (substr(a.phone, 2))) w (word) WHERE a.account ~ '^m[0-9]+$' AND w.word <> '' ON CONFLICT DO NOTHING
        """,
        "INSERT INTO client_word (word, kind, client) SELECT w.word, 2, c.company FROM company_list c, LATERAL (VALUES ('maison'), (c.siren)) w (word) ON CONFLICT DO NOTHING",
        $"""
        INSERT INTO space_member (space, member, account, role, whole, rights, status, folded, listed_as)
        SELECT '{Portal}/s', a.account, a.account, 2, 1, 255, 1, a.folded, a.folded FROM account_list a
        WHERE a.account ~ '^m[0-9]+$' AND substr(a.account, 2)::int <= {Math.Min(things, MostMembers)}
        """,
    ];

    // One request in ten is open; one in a hundred waits for its customer.
    private static IEnumerable<string> Work(int things, int held) =>
    [
        $"""
        INSERT INTO request_list (request, number, portal, company, form, subject, team, author, author_name, status, turn_since, created_at, sent_at, last_at, excerpt,
          last_tick, last_seq, customer_news, staff_news, step, version, news_at)
        SELECT '{Portal}/b' || i, 'B-' || i, '{Portal}', '{Portal}/' || (100000000 + i % {held}), 'contact', 'Objet ' || i, 'sante', 'm1', 'Prénom Nom',
          CASE WHEN i % 100 = 1 THEN 3 WHEN i % 10 = 1 THEN 1 ELSE 4 END, i * 1000::bigint, i * 1000::bigint, i * 1000::bigint, i * 1000::bigint, 'Bonjour', 2, 2, 2, 1, 0, 2, i * 1000::bigint
        FROM generate_series(1, {things}) i
        """,
        $"""
        INSERT INTO journal (owner, entry, at, account, action, detail)
        SELECT '{Portal}/s', lpad(to_hex(1700000000000 + i), 12, '0') || '-company-added-large-' || i, 1700000000000 + i, 'large', 'company-added', '{Portal}/' || (100000000 + i % {held})
        FROM generate_series(1, {things}) i
        """,
    ];
}
