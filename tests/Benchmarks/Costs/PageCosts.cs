using System.Diagnostics;
using Grains.Accounts.Passwords;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Spaces;
using Npgsql;
using Silo.Demo;
using Tests.Fixtures;
using Tests.Fixtures.Cluster;

namespace Bench.Costs;

/// <summary>
/// What each page of a space and of the back office costs over HTTP on PostgreSQL, with 100 of its things and with 100,000: time of 4 callers at once (two for
/// each core of the machine that docs/performance.md speaks of), CPU of the node and of PostgreSQL, statements, bytes as the page is before compression.
/// </summary>
internal static class PageCosts
{
    internal const int Callers = 4;
    private const int Visits = 25;
    private const int Few = 100;
    private const int Limit = 200;
    private static readonly string Space = $"/{BenchHost.Portal}";

    /// <param name="things">Companies, requests, employees, people and lines of the journal.</param>
    /// <param name="held">Of these companies, as many as one space holds.</param>
    public static async Task Run(int things, int held)
    {
        await using var server = await PostgresServer.StartNew();
        await CountStatements(server);
        var few = await Measure(server, Few, Few);
        var many = await Measure(server, things, Math.Min(held, things));
        Console.WriteLine(
            $"## Pages over HTTP (PostgreSQL; {Callers} callers; {Few} of each thing, and {things:N0} companies with three establishments each, {Math.Min(held, things):N0} of them in the space, {things:N0} requests, employees, people and lines of the journal)\n");
        Console.WriteLine($"| page | things | p50 ms | p95 ms | < {Limit} ms | CPU µs node + PostgreSQL | statements | bytes |\n|---|---|---|---|---|---|---|---|");
        foreach (var (page, cost) in many)
        {
            Write(page, Few, few[page]);
            Write(page, things, cost);
        }
        Console.WriteLine();
    }

    private static void Write(string page, int things, Cost cost) => Console.WriteLine(
        $"| {page} | {things:N0} | {cost.Half:F1} | {cost.P95:F1} | {(cost.P95 < Limit ? "holds" : "FAILS")} | {cost.Node:N0} + {cost.Store:N0} | {cost.Statements} | {cost.Bytes:N0} |");

    private static async Task<IReadOnlyDictionary<string, Cost>> Measure(PostgresServer server, int things, int held)
    {
        var store = await server.CreateDatabase();
        using var node = new Node(store);
        await node.Start();
        await Found(store);
        var loading = Stopwatch.StartNew();
        await PageLoad.Fill(server.ConnectionString(store), things, held);
        Console.Error.WriteLine($"{things:N0} of each loaded in {loading.Elapsed.TotalSeconds:F0} s");
        using var owner = new Person(node.Address, new Account(BenchHost.Portal, "Nora", Email, DemoPeople.Password, null));
        using var adviser = new Person(node.Address, "Claire");
        await owner.SignIn();
        await adviser.SignIn();
        await using var counting = new NpgsqlConnection(server.ConnectionString(store));
        await counting.OpenAsync();
        await Do(counting, "CREATE EXTENSION pg_stat_statements");
        var costs = new Dictionary<string, Cost>();
        foreach (var (tab, page) in Spaces().Select(p => (owner.Tab, p)).Concat(Desk().Select(p => (adviser.Tab, p))))
            costs[page] = await CostOf(server, node, counting, tab, page);
        return costs;
    }

    private static async Task<Cost> CostOf(PostgresServer server, Node node, NpgsqlConnection counting, Tab tab, string page)
    {
        var bytes = await Visit(tab, page);
        await Round(tab, page, 5);
        var statements = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            // What the node does by itself meanwhile is in some of them, not in all.
            var before = await Calls(counting);
            await Visit(tab, page);
            statements = Math.Min(statements, await Calls(counting) - before);
        }
        List<double> times = [];
        var (own, theirs) = await CpuTime.OfProcess(server, node.ProcessId, Callers * Visits, async () => times = await Round(tab, page, Visits));
        return new Cost(times[times.Count / 2], times[times.Count * 95 / 100], own, theirs, statements, bytes);
    }

    /// <summary>Milliseconds of so many visits by each caller, the shortest first.</summary>
    internal static async Task<List<double>> Round(Tab tab, string page, int visits)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var i = 0; i < visits; i++)
            {
                var at = Stopwatch.GetTimestamp();
                await Visit(tab, page);
                own.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
            return own;
        })));
        return [.. all.SelectMany(t => t).Order()];
    }

    private static async Task<int> Visit(Tab tab, string page)
    {
        using var answer = await tab.Client.GetAsync(page);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadAsByteArrayAsync()).Length : throw new InvalidOperationException($"{page}: {answer.StatusCode}");
    }

    private static IEnumerable<string> Spaces() => new[]
    {
        "accueil?entreprise=toutes", $"accueil?entreprise={PageLoad.Siren}", "entreprises", $"entreprises/{PageLoad.Siren}", $"entreprises/{PageLoad.Siren}?onglet=etablissements",
        "entreprises/choisir?vers=demandes", "utilisateurs", "utilisateurs?q=martin", "utilisateurs/m1", "utilisateurs/m1/modifier", $"univers/sante?entreprise={PageLoad.Siren}",
        "journal", "salaries?entreprise=toutes", $"salaries?entreprise={PageLoad.Siren}", "salaries?entreprise=toutes&q=martin", "demandes?entreprise=toutes",
        $"demandes?entreprise={PageLoad.Siren}", "demandes?entreprise=toutes&vue=closes", "notifications",
    }.Select(p => $"{Space}/{p}");

    private static IEnumerable<string> Desk() => new[]
    {
        "demandes", "demandes?file=toutes", "demandes?file=closes", "recherche?q=martin", $"recherche?q={PageLoad.Siren}", $"clients/entreprises/{BenchHost.Portal}/{PageLoad.Siren}",
        "clients/personnes/m1", $"salaries/{BenchHost.Portal}/{PageLoad.Siren}", "livraisons", "inscriptions", "rib", "contestations", "statistiques", "annonces", "routage",
        "absences", "reponses",
    }.Select(p => $"/gestion/{p}");

    private const string Email = "large@maison.example";

    private static async Task Found(string store)
    {
        await using var office = new BenchHost(store: store);
        var password = await PasswordHasher.Make(DemoPeople.Password, 1000);
        var registered = await office.Grains.GetGrain<IAccountRegistrationGrain>("large").Register(office.Fresh(), new NewAccount(
            CallerKind.Customer, BenchHost.Portal, StaffRole.None, Email, "Nora", "Vasselin", "", password, null, null) { Terms = "1" });
        var opened = await office.Grains.GetGrain<ISpaceGrain>($"{BenchHost.Portal}/s").Open(
            office.Fresh(), "Grand groupe", new Member("large", SpaceRole.Administrateur, true, []));
        if (!registered.Ok || !opened.Ok)
            throw new InvalidOperationException($"{registered.Refusal} {opened.Refusal}");
    }

    // Counted by the server itself, once it has started with what counts; what it counts is a setting of that.
    private static async Task CountStatements(PostgresServer server)
    {
        await Set(server, "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
        await server.StopImmediate();
        await server.Start();
        await Set(server, "ALTER SYSTEM SET pg_stat_statements.track_utility = off");
        await Set(server, "SELECT pg_reload_conf()");
    }

    private static async Task Set(PostgresServer server, string statement)
    {
        await using var connection = new NpgsqlConnection($"{server.ConnectionString("postgres")};Pooling=false");
        await connection.OpenAsync();
        await Do(connection, statement);
    }

    private static async Task<long> Calls(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND query NOT LIKE '%pg_stat_statements%'",
            connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Do(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Cost(double Half, double P95, double Node, double Store, long Statements, int Bytes);
}
