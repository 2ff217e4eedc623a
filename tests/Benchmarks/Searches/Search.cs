using System.Diagnostics;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Silo.Storage;
using Tests.Fixtures;

namespace Bench.Searches;

/// <summary>
/// The search over a million messages on both stores, for who sees three requests, 20,000 and all of them: p95 in ms of 4 callers at once, the median of three
/// rounds, and how many were found on the page.
/// </summary>
internal static class Search
{
    private const int Callers = 4;
    private const int Calls = 120;
    private const int Rounds = 3;
    private const int Limit = 150;
    private static readonly (string Name, string? Words, RequestNarrowing Only)[] Queries =
    [
        .. new[] { "bonjour", "b", "quetzal", "dossier", "bonjour quetzal", "ailleurs", "bonjour ailleurs", "absent" }.Select(q => (q, (string?)q, RequestNarrowing.None)),
        ("author nora", null, new RequestNarrowing { Author = "nora" }), ("author zenobie", null, new RequestNarrowing { Author = "zenobie" }),
        ("bonjour, author zenobie", "bonjour", new RequestNarrowing { Author = "zenobie" }), ("form", null, new RequestNarrowing { Form = "contact" }),
        ("form of nobody", null, new RequestNarrowing { Form = "aucune" }),
    ];
    private static readonly Caller Accountant = new("accountant", CallerKind.Customer, BenchHost.Portal, "Ines Delcourt", "accountant-session");
    private static readonly Caller Adviser = new("adviser", CallerKind.Staff, Caller.StaffPortal, "Claire Montbrel", "") { Role = StaffRole.Gestionnaire };

    /// <param name="percent">Of the million.</param>
    /// <param name="only">One of the stores; both when null.</param>
    public static async Task Run(int percent, string? only)
    {
        var messages = 10_000 * percent;
        Console.WriteLine($"## Search over {messages:N0} messages (p95 in ms, {Callers} callers, median of {Rounds} rounds; found on the page; limit {Limit} ms)\n");
        if (only is null or "sqlite")
            await Measure("SQLite", "sqlite", messages);
        if (only is null or "postgres")
        {
            await using var server = await PostgresServer.StartNew();
            await Measure("PostgreSQL", await server.CreateDatabase(), messages);
        }
        Console.WriteLine();
    }

    private static async Task Measure(string name, string database, int messages)
    {
        await using var host = new BenchHost(store: database);
        await host.Seed(1);
        await SeeLarge(host);
        var store = host.Get<IHostStore>();
        var loading = Stopwatch.StartNew();
        await SearchLoad.Fill(store, messages);
        if (database != "sqlite")
            await store.Execute("ANALYZE", CommitLane.Bulk, default);
        Console.Error.WriteLine($"{messages:N0} messages loaded into {name} in {loading.Elapsed.TotalSeconds:F0} s");
        var (requests, rights) = (host.Get<RequestQueries>(), host.Get<Rights>());
        Console.WriteLine($"| store | words | 3 requests | {messages / 50:N0} | all {messages / 10:N0} |\n|---|---|---|---|---|");
        foreach (var (query, words, only) in Queries)
        {
            var cells = new List<string>();
            foreach (var ask in new Func<Task<RequestPage>>[]
            {
                () => requests.List(rights.ScopeOf(BenchHost.Customer), new RequestFilter(Search: words) { Only = only }),
                () => requests.List(rights.ScopeOf(Accountant), new RequestFilter(Search: words) { Only = only }),
                async () => (await requests.Queue(rights.ScopeOf(Adviser), new QueueFilter(QueueView.Everywhere, Search: words) { Only = only }, ["accueil"])).Page,
            })
                cells.Add(await P95(ask));
            Console.WriteLine($"| {name} | {query} | {string.Join(" | ", cells)} |");
        }
        Console.WriteLine($"\n| store | read by who sees {messages / 50:N0} | p95 ms, limit 200 |\n|---|---|---|");
        await MeasurePages(name, host);
        Console.WriteLine();
    }

    // What a list of so many pages through, deep in it too; what a thread of 5,000 messages opens with.
    private static async Task MeasurePages(string name, BenchHost host)
    {
        var (requests, threads, rights) = (host.Get<RequestQueries>(), host.Get<ThreadQueries>(), host.Get<Rights>());
        await SearchLoad.Lengthen(host.Get<IHostStore>(), $"{BenchHost.Portal}/r0");
        var deep = new RequestFilter();
        for (var i = 0; i < 40 && (await requests.List(rights.ScopeOf(Accountant), deep)).Next is { } next; i++)
            deep = deep with { After = next };
        foreach (var (what, read) in new (string, Func<Task>)[]
        {
            ("the list, its first page", () => requests.List(rights.ScopeOf(Accountant), new RequestFilter())),
            ("the list, its 41st page", () => requests.List(rights.ScopeOf(Accountant), deep)),
            ("the counts", () => requests.Counts(rights.ScopeOf(Accountant))),
            ("a thread of 5,000 messages, all read", () => threads.Page(rights.ScopeOf(Adviser), "2026-000000")),
            ("the same, at the first of 2,500 unread", () => threads.Page(rights.ScopeOf(BenchHost.Customer), "2026-000000")),
        })
        {
            await Round(read, Callers);
            var rounds = new List<double>();
            for (var i = 0; i < Rounds; i++)
                rounds.Add(await Round(read, Calls));
            Console.WriteLine($"| {name} | {what} | {Turns.Median(rounds):F1} |");
        }
    }

    private static async Task<string> P95(Func<Task<RequestPage>> ask)
    {
        var page = await ask();
        await Round(ask, Callers);
        var rounds = new List<double>();
        for (var i = 0; i < Rounds; i++)
            rounds.Add(await Round(ask, Calls));
        var p95 = Turns.Median(rounds);
        return $"{p95:F1} ({page.Rows.Count}{(page.Stopped ? ", stopped" : page.Next is null ? "" : "+")}){(p95 < Limit ? "" : " FAILS")}";
    }

    private static async Task<double> Round(Func<Task> ask, int calls)
    {
        var times = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            for (var i = 0; i < calls / Callers; i++)
            {
                var at = Stopwatch.GetTimestamp();
                await ask();
                mine.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
            return mine;
        })));
        return times.SelectMany(t => t).Order().ElementAt(Math.Max(0, (int)Math.Ceiling(calls * 0.95) - 1));
    }

    private static async Task SeeLarge(BenchHost host)
    {
        var (company, space) = ($"{BenchHost.Portal}/{SearchLoad.Large}", $"{BenchHost.Portal}/large");
        await host.Grains.GetGrain<ICompanyGrain>(company).Describe(host.Fresh(), new CompanyFacts(SearchLoad.Large, "Grand Groupe", "Bellerive", 1));
        await host.Grains.GetGrain<ISpaceGrain>(space).Open(host.Fresh(), "large", new Member(Accountant.Account, SpaceRole.Administrateur, true, []));
        await host.Grains.GetGrain<ISpaceGrain>(space).AddCompany(host.Fresh(), company, isHome: true);
    }
}
