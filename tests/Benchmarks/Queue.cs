using System.Diagnostics;
using Bench.Costs;
using Microsoft.Playwright;
using Npgsql;
using Silo.Demo;
using Tests.Fixtures;
using Tests.Fixtures.Cluster;
using Person = Tests.Fixtures.Cluster.Person;

namespace Bench;

/// <summary>
/// The adviser's queues on PostgreSQL with so many open requests, and with a hundredth of them: what a page of each costs, and on the second of two nodes how
/// long after « Envoyer » a new request stands in its team's open page, while twenty messages a second are posted on the first.
/// </summary>
internal static class Queue
{
    private const int Visits = 25;
    private const int Rounds = 3;
    private const int Limit = 200;
    private const int Sent = 100;
    private const int Writers = 10;
    private const string List = "/multi-siren/demandes";
    private const string TeamsPage = "/gestion/demandes?file=toutes&equipe=sante";
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private static readonly (string Name, string Query)[] Pages =
    [
        ("mine", "file=miennes"), ("unassigned", "file=non-attribuees"), ("waiting", "file=en-attente"), ("overdue", "file=en-retard"), ("all", "file=toutes"),
        ("all, by promise", "file=toutes&tri=promesse"), ("a team", "file=toutes&equipe=sante"), ("a team, unassigned", "file=non-attribuees&equipe=sante"),
        ("all, of a status", "file=toutes&statut=en-cours"), ("all, of a form and a month", "file=toutes&demarche=contact&depuis=1-mois"), ("all, of a name", "file=toutes&auteur=nora"), ("all, with files", "file=toutes&pieces=1"), ("all, a word", "file=toutes&q=objet"), ("all, second page", ""),
    ];

    public static async Task Run(int requests)
    {
        await using var server = await PostgresServer.StartNew();
        var few = await Costs(server, requests / 100, arrivals: false);
        var many = await Costs(server, requests, arrivals: true);
        Console.WriteLine($"## Queues of {requests:N0} open requests (PostgreSQL, {PageCosts.Callers} callers, p95 in ms, median of {Rounds} rounds)\n\n| page | {requests / 100:N0} | {requests:N0} | < {Limit} ms |\n|---|---|---|---|");
        foreach (var (page, p95) in many.Pages)
            Console.WriteLine($"| {page} | {few.Pages[page]:F0} | {p95:F0} | {(p95 < Limit ? "holds" : "FAILS")} |");
        var times = many.Arrivals.Order().ToList();
        Console.WriteLine(
            $"\n« Envoyer » on one node → in the team's open page on the other, {1000 / Pace.Milliseconds} posts a second meanwhile (p95 {many.Posts:F0} ms): p50 {times[times.Count / 2]:F0} ms (goal 1,000), p99 {times[times.Count * 99 / 100]:F0} ms (goal 2,500), {times.Count} requests\n");
    }

    private static async Task<(IReadOnlyDictionary<string, double> Pages, IReadOnlyList<double> Arrivals, double Posts)> Costs(PostgresServer server, int requests, bool arrivals)
    {
        var store = await server.CreateDatabase();
        using var first = new Node(store);
        using var second = new Node(store);
        await first.Start();
        await second.Start();
        await Fill(server.ConnectionString(store), requests);
        using var claire = new Person(first.Address, "Claire");
        await claire.SignIn();
        var costs = new Dictionary<string, double>();
        foreach (var (name, query) in Pages)
        {
            var address = query.Length > 0 ? $"/gestion/demandes?{query}" : await Following(claire);
            await Round(claire, address);
            var rounds = new List<double>();
            for (var i = 0; i < Rounds; i++)
                rounds.Add(await Round(claire, address));
            costs[name] = Turns.Median(rounds);
        }
        return arrivals ? (costs, await Arrivals(store, first, second, claire) is var (times, posts) ? times : [], posts) : (costs, [], 0);
    }

    private static async Task<string> Following(Person adviser)
    {
        var html = await adviser.Tab.Read("/gestion/demandes?file=toutes");
        var at = html.IndexOf("apres=", StringComparison.Ordinal);
        return at < 0 ? "/gestion/demandes?file=toutes"
            : System.Net.WebUtility.HtmlDecode(html[(html.LastIndexOf('"', at) + 1)..html.IndexOf('"', at)]);
    }

    private static async Task<double> Round(Person adviser, string address) =>
        await PageCosts.Round(adviser.Tab, address, Visits) is var times ? times[times.Count * 95 / 100] : 0;

    // New requests one after the other, a second apart from the last one's arrival at most.
    private static async Task<(IReadOnlyList<double> Times, double Posts)> Arrivals(string store, Node first, Node second, Person claire)
    {
        var writers = await Colleagues.SignedIn(store, first.Address, Writers);
        using var hugues = new Person(first.Address, DemoPeople.Hugues.FirstName);
        await hugues.SignIn();
        await using var browser = await Live.Chromium();
        var page = await Live.Page(browser, second, claire.On(second.Address));
        await page.GotoAsync($"{second.Address.ToString().TrimEnd('/')}{TeamsPage}");
        await page.EvaluateAsync(
            """
            () => { window.came = {}; const look = () => { for (const row of document.querySelectorAll('[data-list] [data-request-number]')) window.came[row.dataset.requestNumber] ??= Date.now(); };
              look(); new MutationObserver(look).observe(document.querySelector('[data-list]'), { childList: true, subtree: true, attributes: true }); }
            """);
        await page.WaitForTimeoutAsync(1000);
        using var over = new CancellationTokenSource();
        var posts = Post(first, writers, over.Token);
        var times = new List<double>();
        var form = await hugues.Tab.Form("/multi-siren/profil");
        for (var i = 0; i < Sent; i++)
        {
            var draft = await Draft(hugues, form);
            var at = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            using var answer = await hugues.Tab.Send($"{List}/brouillons/{draft}?handler=envoyer", form.Again());
            var number = $"{answer.Headers.Location}".Split('/')[^2];
            await page.WaitForFunctionAsync("n => n in window.came", number);
            times.Add(await page.EvaluateAsync<double>("n => window.came[n]", number) - at);
        }
        await over.CancelAsync();
        return (times, (await posts).Order().ToList() is var all ? all[all.Count * 95 / 100] : 0);
    }

    private static async Task<string> Draft(Person author, FormKeys form)
    {
        var draft = Guid.NewGuid().ToString("N");
        foreach (var (address, fields) in new (string, (string, string)[])[]
        {
            ($"{List}/nouvelle", [("draft", draft), ("prenom", "Hugues"), ("nom", "Tarbelle"), ("courriel", "hugues@maison.example"), ("aller", "suite")]),
            ($"{List}/brouillons/{draft}?etape=2", [("company", DemoPeople.Brumont.Key), ("domaine", "sante"), ("theme", "remboursements"), ("motif", "delai"), ("aller", "suite")]),
            ($"{List}/brouillons/{draft}?etape=3", [("message", "Où en est ce remboursement ?"), ("aller", "suite")]),
        })
        {
            using var answer = await author.Tab.Send(address, form.Again(), fields);
            if ((int)answer.StatusCode is not (302 or 303))
                throw new InvalidOperationException($"{address}: {answer.StatusCode}");
        }
        return draft;
    }

    // Each writes to the request that all of them may answer, in turns.
    private static async Task<IReadOnlyList<double>> Post(Node node, IReadOnlyList<(string Key, System.Net.CookieContainer Cookies)> writers, CancellationToken over)
    {
        var tabs = writers.Select(w => new Tab(node.Address, w.Cookies)).ToList();
        var numbers = new List<(string Number, FormKeys Form)>();
        foreach (var tab in tabs)
            numbers.Add(("2026-000003", await tab.Form($"{List}/2026-000003")));
        var (times, running) = (new System.Collections.Concurrent.ConcurrentQueue<double>(), new List<Task>());
        using var pace = new PeriodicTimer(Pace);
        try
        {
            for (var i = 0; await pace.WaitForNextTickAsync(over); i++)
                running.Add(Say(tabs[i % tabs.Count], numbers[i % numbers.Count]));
        }
        catch (OperationCanceledException)
        {
        }
        await Task.WhenAll(running);
        tabs.ForEach(t => t.Dispose());
        return [.. times];

        async Task Say(Tab tab, (string Number, FormKeys Form) to)
        {
            var at = Stopwatch.GetTimestamp();
            using var answer = await tab.Send($"{List}/{to.Number}?handler=message", to.Form.Again(), ("text", "Une précision sur le dossier."));
            if ((int)answer.StatusCode is not (302 or 303))
                throw new InvalidOperationException($"{answer.StatusCode}");
            times.Enqueue(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }
    }

    // Rows as their commits would have left them: all open, six teams, a third with an adviser, one in ten waits for its customer, one in twenty is past its promise.
    private static async Task Fill(string database, int requests)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        foreach (var statement in (string[])[
            "SET session_replication_role = replica",
            $"""
            INSERT INTO request_list (request, number, portal, company, form, subject, team, author, author_name, handler, handler_name, status, turn_since, created_at, sent_at, last_at,
              excerpt, last_tick, last_seq, customer_news, staff_news, step, version, news_at)
            SELECT r.portal || '/q' || i, 'Q-' || i, r.portal, r.company, r.form, 'Objet ' || i, (ARRAY['sante','prevoyance','entreprises','affiliation','retraite','accueil'])[1 + i % 6],
              r.author, r.author_name, CASE WHEN i % 3 = 0 THEN h.handler END, CASE WHEN i % 3 = 0 THEN h.handler_name END, CASE WHEN i % 10 = 1 THEN 3 WHEN i % 3 = 0 THEN 2 ELSE 1 END,
              t.at, t.at, t.at, t.at, 'Bonjour', 2, 2, 2, 1, 0, 2, t.at
            FROM generate_series(1, {requests}) i CROSS JOIN (SELECT * FROM request_list WHERE number = '2026-000003') r
            CROSS JOIN (SELECT handler, handler_name FROM request_list WHERE handler IS NOT NULL AND handler_name LIKE 'Claire%' LIMIT 1) h
            CROSS JOIN LATERAL (SELECT @now - (i::bigint * 104729 % 9000000) * 1000 AS at) t
            """,
            """
            INSERT INTO request_promise (request, team, due_at, extended, handler)
            SELECT r.request, r.team, @now + ((substr(r.number, 3)::bigint * 7919 % 1000) - 50) * 600000, 0, coalesce(r.handler, '') FROM request_list r WHERE r.number LIKE 'Q-%' AND r.status <> 3
            """,
            "SET session_replication_role = DEFAULT", "VACUUM (ANALYZE) request_promise", "VACUUM (ANALYZE) request_list"])
        {
            await using var command = new NpgsqlCommand(statement, connection);
            if (statement.Contains("@now", StringComparison.Ordinal))
                command.Parameters.AddWithValue("now", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            await command.ExecuteNonQueryAsync();
        }
    }
}
