using System.Diagnostics;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Reads;
using Grains.Requests;
using Grains.Requests.Forms;
using Silo.Storage;
using Tests.Fixtures;

namespace Bench;

/// <summary>
/// What the pages that people look at most ask of the store, with 55, 2,000 and 20,000 requests in a portfolio: round trips and CPU µs a read, of
/// the node and of PostgreSQL. "mixed": one request in ten is unread, one waits, three are open. "archive": only the newest 55 are so, the others
/// closed and read.
/// </summary>
internal static class Pages
{
    private const int Measured = 200;
    private static readonly int[] Sizes = [55, 2_000, 20_000];
    private static readonly Caller Adviser = new("adviser", CallerKind.Staff, Caller.StaffPortal, "Claire Montbrel", "");

    public static async Task Run()
    {
        Console.WriteLine("## Pages by requests in the portfolio (CPU µs a read: node + PostgreSQL; × of 55)\n");
        Console.WriteLine("| store, portfolio | page | round trips | 55 | 2,000 | × | 20,000 | × |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        await using var server = await PostgresServer.StartNew();
        foreach (var isPostgres in new[] { false, true })
            foreach (var open in new[] { int.MaxValue, 55 })
                await Compare(server, isPostgres, open);
    }

    private static async Task Compare(PostgresServer server, bool isPostgres, int open)
    {
        var costs = new Dictionary<string, List<(int Trips, double Cpu)>>();
        foreach (var size in Sizes)
        {
            await using var host = new BenchHost(store: isPostgres ? await server.CreateDatabase() : "sqlite");
            await host.Seed(1);
            await Fill(host.Get<IHostStore>(), size, open);
            if (isPostgres)
                await host.Get<IHostStore>().Execute("ANALYZE", CommitLane.Bulk, default);
            foreach (var (page, read) in Reads(host))
            {
                await Times(read, 30);
                var trips = await RoundTrips(read);
                var cpu = new List<double>();
                for (var round = 0; round < 3; round++)
                {
                    var (own, theirs) = await CpuTime.Of(server, Measured, () => Times(read, Measured));
                    cpu.Add(own + (isPostgres ? theirs : 0));
                }
                if (!costs.TryGetValue(page, out var all))
                    costs[page] = all = [];
                all.Add((trips, cpu.Min()));
            }
        }
        foreach (var (page, all) in costs)
            Console.WriteLine(
                $"| {(isPostgres ? "PostgreSQL" : "SQLite")}, {(open == int.MaxValue ? "mixed" : "archive")} | {page} | {(isPostgres ? all[0].Trips : "–")} | {all[0].Cpu:N0} | "
                + $"{all[1].Cpu:N0} | {all[1].Cpu / all[0].Cpu:F2} | {all[2].Cpu:N0} | {all[2].Cpu / all[0].Cpu:F2} |");
    }

    private static IEnumerable<(string Page, Func<Task> Read)> Reads(BenchHost host)
    {
        var (requests, portal, rights) = (host.Get<RequestQueries>(), host.Get<PortalQueries>(), host.Get<Rights>());
        var (customer, adviser) = (rights.ScopeOf(BenchHost.Customer), rights.ScopeOf(Adviser));
        string[] teams = [.. host.Get<FormCatalogue>().All.SelectMany(f => f.Cascade).Select(o => o.Team).OfType<string>().Distinct()];
        yield return ("list", () => portal.List(customer, new RequestFilter()));
        yield return ("home", () => portal.Home(customer, company: null, yours: 8, news: 5));
        yield return ("badge", () => portal.Badge(customer));
        yield return ("workbench", () => requests.Queue(adviser, new QueueFilter(QueueView.All), teams));
    }

    private static async Task Times(Func<Task> read, int times)
    {
        for (var i = 0; i < times; i++)
            await read();
    }

    // As Npgsql tells them: a batch is one.
    internal static async Task<int> RoundTrips(Func<Task> read)
    {
        var trips = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => Interlocked.Increment(ref trips),
        };
        ActivitySource.AddActivityListener(listener);
        await read();
        return trips;
    }

    // Copies of the one request that was sent: answered, and read by its author unless it is new.
    private static async Task Fill(IHostStore store, int size, int open)
    {
        await store.Execute(
            """
            INSERT INTO request_list (request, number, portal, company, form, subject, team, author, author_name, handler, handler_name, status, turn_since, created_at,
              sent_at, closed_at, close_reason, last_at, excerpt, last_tick, last_seq, customer_news, staff_news, step, version, news_at)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1)
            SELECT r.portal || '/f' || n.i, 'F-' || n.i, r.portal, r.company, r.form, r.subject, r.team, r.author, r.author_name,
              CASE WHEN n.i % 10 IN (0, 6) THEN NULL ELSE 'adviser' END, CASE WHEN n.i % 10 IN (0, 6) THEN NULL ELSE 'Claire Montbrel' END,
              CASE WHEN n.i > $2 THEN 4 WHEN n.i % 10 = 1 THEN 3 WHEN n.i % 10 IN (0, 6) THEN 1 WHEN n.i % 10 = 2 THEN 2 ELSE 4 END,
              r.turn_since, r.created_at, r.sent_at, r.closed_at, r.close_reason, r.last_at - n.i * 60000, r.excerpt, 4, 2, 4, 2, r.step, r.version, r.last_at - n.i * 60000
            FROM n CROSS JOIN request_list r WHERE r.request = $3
            """, CommitLane.Bulk, default, (long)size, (long)open, $"{BenchHost.Portal}/r0");
        await store.Execute(
            """
            INSERT INTO request_reader (request, account, name, staff, received, read)
            SELECT r.request, r.author, r.author_name, 0, 4, CASE WHEN r.number LIKE '%3' AND r.last_at >= (SELECT q.last_at FROM request_list q WHERE q.request = $2) - $1 * 60000 THEN 2 ELSE 4 END
            FROM request_list r WHERE r.number LIKE 'F-%'
            """, CommitLane.Bulk, default, (long)Math.Min(open, 1_000_000), $"{BenchHost.Portal}/r0");
        // As so many readings would have left them.
        await store.Execute(
            """
            INSERT INTO request_unread (request, account, company)
            SELECT r.request, r.author, r.company FROM request_list r JOIN request_reader p ON p.request = r.request AND p.account = r.author WHERE p.read < r.customer_news
            """, CommitLane.Bulk, default);
        await store.Execute(
            "INSERT INTO unread_floor (account, company, news_at) SELECT author, company, max(news_at) FROM request_list WHERE news_at IS NOT NULL GROUP BY author, company",
            CommitLane.Bulk, default);
    }
}
