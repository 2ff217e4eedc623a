using System.Diagnostics;
using System.Globalization;
using Grains.Access;
using Grains.Employees;
using Tests.Fixtures;
using Tests.Fixtures.Cluster;

namespace Bench;

/// <summary>
/// What a store full of employees costs whoever has nothing to do with them: one company's list, a post, a start and the memory at rest, beside the same on a
/// store of 10,000. Each company has 200.
/// </summary>
internal static class Loaded
{
    private const int Few = 10_000;
    private const int InCompany = 200;
    private const int Calls = 400;
    private const int Callers = 4;

    public static async Task Run(int employees)
    {
        await using var server = await PostgresServer.StartNew();
        var (few, many) = (await Measure(server, Few), await Measure(server, employees));
        Console.WriteLine($"## {employees:N0} employees loaded, beside {Few:N0} (PostgreSQL)\n\n| | {Few:N0} | {employees:N0} | × | goal |\n|---|---|---|---|---|");
        foreach (var (name, before) in few)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {before:F2} | {many[name]:F2} | {many[name] / before:F2} | 1.1 |"));
        Console.WriteLine();
    }

    private static async Task<Dictionary<string, double>> Measure(PostgresServer server, int employees)
    {
        var (database, found) = (await server.CreateDatabase(), new Dictionary<string, double>());
        await using (var host = new BenchHost(store: database))
        {
            await host.Seed(Calls);
            await EmployeeLoad.Fill(server.ConnectionString(database), employees / InCompany, employees);
            var (queries, scope) = (host.Get<EmployeeQueries>(), host.Get<Rights>().ScopeOf(BenchHost.Customer));
            Task List() => queries.List(scope, new EmployeeFilter(EmployeeLoad.Company(7)));
            await Median(List, Calls / 4);
            found["one company’s list, median ms"] = await Median(List, Calls);
            await Turns.Posts(host, 1, Calls / 4, null);
            List<double> posts = [];
            await Turns.Posts(host, 1, Calls, posts);
            found["a post, median ms"] = Turns.Median(posts);
        }
        using var node = new Node(database);
        await node.Start();
        List<double> starts = [];
        for (var i = 0; i < 5; i++)
        {
            node.Kill();
            var at = Stopwatch.GetTimestamp();
            await node.Start();
            starts.Add(Stopwatch.GetElapsedTime(at).TotalSeconds);
        }
        found["start, s"] = Turns.Median(starts);
        await Task.Delay(TimeSpan.FromSeconds(10));
        using var process = Process.GetProcessById(node.ProcessId);
        found["memory at rest, MB"] = process.WorkingSet64 / 1048576.0;
        return found;
    }

    private static async Task<double> Median(Func<Task> ask, int calls)
    {
        var times = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var i = 0; i < calls / Callers; i++)
            {
                var at = Stopwatch.GetTimestamp();
                await ask();
                own.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
            return own;
        })));
        return Turns.Median(times.SelectMany(t => t));
    }
}
