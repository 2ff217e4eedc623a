using System.Diagnostics;
using Grains.Access;
using Grains.Clients;
using Grains.Companies;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Spaces;
using Npgsql;
using Tests.Fixtures;

namespace Bench;

/// <summary>
/// What the pages of a large space and the advisers' search cost on PostgreSQL: p95, the median of three rounds, with 4 callers (two for each core of the
/// machine that docs/performance.md speaks of) beside a tenth of the data, and with 16, who wait for each other more than for their page. Full size: a space of 5,000 companies, every fifth with four requests of which one waits, and 2,000 members, among 100,000
/// companies, 300,000 establishments, 1,000,000 people.
/// </summary>
internal static class Spaces
{
    private const int Few = 4;
    private const int Many = 16;
    private const int Reads = 25;
    // Of one caller, and no page.
    private const string Commit = "all but one granted, one commit";
    private static readonly string Space = $"{BenchHost.Portal}/s";
    private static readonly Caller Adviser = new("adviser", CallerKind.Staff, Caller.StaffPortal, "Claire Montbrel", "") { Role = StaffRole.Gestionnaire };

    /// <param name="share">1 for full size; less to try.</param>
    public static async Task Run(double share = 1)
    {
        Console.WriteLine("## Pages of a large space, and the search of advisers (PostgreSQL: p95 in ms, median of 3 rounds)\n");
        await using var server = await PostgresServer.StartNew();
        var (small, full) = (await Measure(server, share / 10), await Measure(server, share));
        Console.WriteLine("| read | 4 callers, a tenth | full size | × | limit 200 ms | 16 callers, full size |\n|---|---|---|---|---|---|");
        foreach (var (name, (p95, crowded)) in full)
            Console.WriteLine(name == Commit ? $"| {name} | {small[name].Few:F1} | {p95:F1} | {p95 / small[name].Few:F1} | – | – |"
                : $"| {name} | {small[name].Few:F1} | {p95:F1} | {p95 / small[name].Few:F1} | {(p95 < 200 ? "holds" : "FAILS")} | {crowded:F1} |");
        Console.WriteLine();
    }

    private static async Task<Dictionary<string, (double Few, double Many)>> Measure(PostgresServer server, double share)
    {
        var database = await server.CreateDatabase();
        await using var host = new BenchHost(store: database);
        await host.Seed(1);
        await host.RegisterAdviser(Adviser);
        await Fill(server.ConnectionString(database), share);
        var found = new Dictionary<string, (double, double)> { [Commit] = (await GrantAllButOne(host), 0) };
        foreach (var (name, read) in Pages(host))
        {
            await Round(read, Many, 3);
            found[name] = (await Rounds(read, Few), await Rounds(read, Many));
        }
        return found;
    }

    private static async Task<double> Rounds(Func<int, Task> read, int callers)
    {
        List<double> rounds = [];
        for (var round = 0; round < 3; round++)
            rounds.Add(await Round(read, callers, Reads));
        return Turns.Median(rounds);
    }

    private static async Task<double> GrantAllButOne(BenchHost host)
    {
        List<double> times = [];
        for (var i = 0; i < 5; i++)
        {
            var choice = new GrantChange(false, GrantBase.All, [], [$"{BenchHost.Portal}/{100_000_001 + i}"]);
            var at = Stopwatch.GetTimestamp();
            var done = await host.Grains.GetGrain<ISpaceGrain>(Space).Change(BenchHost.Customer, host.Fresh(), "m2", new MemberChange(
                new PersonFacts("", "Prénom", "Nom", "", "", "", ""), new MemberRights(SpaceRole.Collaborateur, UniverseRights.ReadAndAct, choice, null, null)));
            times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            if (!done.Ok)
                throw new InvalidOperationException($"{done.Refusal}");
        }
        return Turns.Median(times);
    }

    private static IEnumerable<(string Name, Func<int, Task> Read)> Pages(BenchHost host)
    {
        var (companies, members, portal, clients) = (host.Get<CompanyQueries>(), host.Get<MemberQueries>(), host.Get<PortalQueries>(), host.Get<ClientQueries>());
        var (nora, claire) = (host.Get<Rights>().ScopeOf(BenchHost.Customer), host.Get<Rights>().ScopeOf(Adviser));
        var allButOne = new GrantChange(false, GrantBase.All, [], [$"{BenchHost.Portal}/100000001"]);
        yield return ("header and chooser", _ => portal.Shell(nora));
        yield return ("home", _ => portal.Home(nora, null, yours: 8, news: 5));
        yield return ("companies, first page", _ => companies.Page(nora, null, null));
        yield return ("companies, page after the 2,500th", _ => companies.Page(nora, null, "100002500"));
        yield return ("companies, typed « ate »", _ => companies.Page(nora, "ate", null));
        yield return ("members, first page", _ => members.List(nora, Space, new MemberFilter(null, null, null)));
        yield return ("members, typed « mar »", _ => members.List(nora, Space, new MemberFilter("mar", null, null)));
        yield return ("picker, all but one granted", _ => members.Companies(nora, Space, "m2", allButOne, granted: true, null));
        yield return ("picker, what is not granted", _ => members.Companies(nora, Space, "m2", allButOne, granted: false, null));
        yield return ("/gestion/recherche, the commonest name", _ => clients.Search(claire, "martin"));
        yield return ("/gestion/recherche, two letters", _ => clients.Search(claire, "ma"));
        yield return ("/gestion/recherche, name and first name", i => clients.Search(claire, $"martin prenom{i % 500}"));
        yield return ("/gestion/recherche, an e-mail", i => clients.Search(claire, $"p{i + 1}@maison.example"));
        yield return ("/gestion/recherche, the beginning of an e-mail", i => clients.Search(claire, $"p{i + 1}@mai"));
        yield return ("/gestion/recherche, words that all share", _ => clients.Search(claire, "maison example"));
        yield return ("/gestion/recherche, a telephone", i => clients.Search(claire, $"06 {i % 90 + 10} 00 00 01"));
        yield return ("/gestion/recherche, a SIREN", i => clients.Search(claire, $"{100_000_001 + i}"));
    }

    /// <summary>p95 of so many reads by each of the callers.</summary>
    private static async Task<double> Round(Func<int, Task> read, int callers, int reads)
    {
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var i = 0; i < reads; i++)
            {
                var at = Stopwatch.GetTimestamp();
                await read(caller * reads + i);
                own.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
            return own;
        })));
        var all = times.SelectMany(t => t).Order().ToList();
        return all[all.Count * 95 / 100];
    }

    // Written as rows: a million registrations would take an hour, and what is measured reads rows.
    private static async Task Fill(string database, double share)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        var names = "ARRAY['martin','martin','bernard','thomas','robert','richard','durand','dubois','moreau','laurent','marchand','simon','lefebvre','leroy','garnier']";
        foreach (var statement in new[]
        {
            "SET session_replication_role = replica",
            $"""
            INSERT INTO company_list (company, portal, siren, name, city, establishments, folded)
            SELECT '{BenchHost.Portal}/' || (100000000 + i), '{BenchHost.Portal}', (100000000 + i)::text, 'Ateliers ' || i, 'Bellerive', 3, 'ateliers ' || i
            FROM generate_series(1, {(int)(100_000 * share)}) i
            """,
            $"""
            INSERT INTO ref_establishment (siret, siren, name, address, head_office, main, active)
            SELECT (100000000 + i)::text || '0000' || k, (100000000 + i)::text, 'Site ' || k, '1 rue du Bac', (k = 1)::int, (k = 1)::int, 1
            FROM generate_series(1, {(int)(100_000 * share)}) i, generate_series(1, 3) k
            """,
            $"INSERT INTO space_company (space, company, folded) SELECT '{Space}', '{BenchHost.Portal}/' || (100000000 + i), 'ateliers ' || i FROM generate_series(1, {(int)(5_000 * share)}) i",
            $"""
            INSERT INTO account_list (account, kind, portal, role, email, first_name, last_name, phone, active, number, folded, address)
            SELECT 'm' || i, 0, '{BenchHost.Portal}', 0, 'p' || i || '@maison.example', 'Prenom' || i % 500, n.name, '+336' || (i % 90 + 10) || lpad((i % 1000000)::text, 6, '0'), 1,
              '', n.name || ' prenom' || i % 500, 'p' || i || '@maison.example'
            FROM generate_series(1, {(int)(1_000_000 * share)}) i CROSS JOIN LATERAL (SELECT ({names})[1 + i % 15] AS name) n
            """,
            """
            INSERT INTO client_word (word, kind, client)
            SELECT w.word, 1, a.account FROM account_list a CROSS JOIN LATERAL (VALUES (split_part(a.folded, ' ', 1)), (split_part(a.folded, ' ', 2)),
              (split_part(a.email, '@', 1)), (a.address), ('maison'), ('example'), (substr(a.phone, 2))) w (word) WHERE a.account LIKE 'm%' AND w.word <> '' ON CONFLICT DO NOTHING
            """,
            "INSERT INTO client_word (word, kind, client) SELECT w.word, 2, c.company FROM company_list c, (VALUES ('ateliers')) v (x), LATERAL (VALUES (v.x), (c.siren)) w (word) ON CONFLICT DO NOTHING",
            $"""
            INSERT INTO space_member (space, member, account, role, whole, rights, status, folded)
            SELECT '{Space}', a.account, a.account, 2, 1, 255, 1, a.folded FROM account_list a WHERE a.account LIKE 'm%' AND substr(a.account, 2)::int <= {(int)(2_000 * share)}
            """,
            $"""
            INSERT INTO request_list (request, number, portal, company, form, subject, team, author, author_name, status, turn_since, created_at, sent_at, last_at, excerpt,
              last_tick, last_seq, customer_news, staff_news, step, version, news_at)
            SELECT c.company || '/' || k, 'B-' || substr(c.company, length(c.company) - 8) || k, '{BenchHost.Portal}', c.company, 'contact', 'Objet ' || k, 'gestion', 'm1', 'Prénom Nom',
              CASE k WHEN 1 THEN 3 ELSE 4 END, 1, 1, 1, k * 1000 + 1, 'Bonjour', 2, 2, 2, 1, 0, 2, k * 1000 + 1
            FROM space_company c, generate_series(1, 4) k WHERE c.space = '{Space}' AND right(c.company, 1) IN ('0', '5')
            """,
            $"UPDATE space_company SET busy = 1 WHERE space = '{Space}' AND right(company, 1) IN ('0', '5')",
            "UPDATE space_member SET listed_as = folded",
            "SET session_replication_role = DEFAULT",
            "ANALYZE",
        })
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
