using System.Diagnostics;
using Grains.Access;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Tests.Fixtures;

namespace Bench;

/// <summary>
/// The list of employees, its counts and its search on PostgreSQL: 100,000 in one company, and 1,000,000 in the 5,000 companies of one caller, each beside
/// a tenth of it. 16 callers at once, warm; the median of three rounds.
/// </summary>
internal static class Employees
{
    private const int Callers = 16;
    private const int Calls = 160;
    private const int Rounds = 3;

    /// <param name="percent">Of the employees.</param>
    public static async Task Run(int percent)
    {
        Console.WriteLine($"## Employees on PostgreSQL ({Callers} callers, p95 in ms, median of {Rounds} rounds; {percent} % of the employees)\n");
        Console.WriteLine("| employees | read | statements | a tenth | all | × |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await using var server = await PostgresServer.StartNew();
        await Compare(server, "one company", 1, 1000 * percent, (host, filter) => filter with { Company = EmployeeLoad.Company(0) });
        await Compare(server, $"{50 * percent:N0} companies", 50 * percent, 10_000 * percent, (_, filter) => filter);
        Console.WriteLine();
    }

    private static async Task Compare(PostgresServer server, string name, int companies, int employees, Func<BenchHost, EmployeeFilter, EmployeeFilter> narrowed)
    {
        var tenth = await Measure(server, Math.Max(1, companies / 10), employees / 10, narrowed);
        var all = await Measure(server, companies, employees, narrowed);
        foreach (var (read, (trips, p95)) in all)
            Console.WriteLine($"| {employees:N0} in {name} | {read} | {trips} | {tenth[read].P95:F0} | {p95:F0} | {p95 / tenth[read].P95:F2} |");
    }

    private static async Task<Dictionary<string, (int Trips, double P95)>> Measure(
        PostgresServer server, int companies, int employees, Func<BenchHost, EmployeeFilter, EmployeeFilter> narrowed)
    {
        var database = await server.CreateDatabase();
        await using var host = new BenchHost(store: database);
        await host.Seed(0);
        var loading = Stopwatch.StartNew();
        await EmployeeLoad.Fill(server.ConnectionString(database), companies, employees);
        Console.Error.WriteLine($"{employees:N0} employees in {companies:N0} companies loaded in {loading.Elapsed.TotalSeconds:F0} s");
        var measured = new Dictionary<string, (int, double)>();
        foreach (var (read, ask) in Reads(host, filter => narrowed(host, filter)))
        {
            await Round(ask, Callers);
            var rounds = new List<double>();
            for (var i = 0; i < Rounds; i++)
                rounds.Add(await Round(ask, Calls));
            measured[read] = (await Pages.RoundTrips(ask), Turns.Median(rounds));
        }
        return measured;
    }

    private static IEnumerable<(string Read, Func<Task> Ask)> Reads(BenchHost host, Func<EmployeeFilter, EmployeeFilter> narrowed)
    {
        var (queries, rights) = (host.Get<EmployeeQueries>(), host.Get<Rights>());
        var first = narrowed(new EmployeeFilter());
        yield return ("list", () => queries.Page(rights.ScopeOf(BenchHost.Customer), first));
        yield return ("list, à relancer", () => queries.Page(rights.ScopeOf(BenchHost.Customer), first with { Status = EmployeeStatus.ToRemind }));
        yield return ("counts", () => queries.Counts(rights.ScopeOf(BenchHost.Customer), first));
        foreach (var search in new[] { "ma", "martin", "martin zoe", "m0012" })
            yield return ($"search « {search} », list", () => queries.Page(rights.ScopeOf(BenchHost.Customer), first with { Search = search }));
        foreach (var search in new[] { "ma", "martin" })
            yield return ($"search « {search} », counts", () => queries.Counts(rights.ScopeOf(BenchHost.Customer), first with { Search = search }));
        yield return ("the page: list, counts, establishments", () => queries.List(rights.ScopeOf(BenchHost.Customer), first));
    }

    // The p95 of so many calls, by all callers together.
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
}
