using System.Diagnostics;
using System.Globalization;
using Grains.Access;
using Grains.Commits;
using Grains.Employees;
using Grains.Employees.Due;
using Grains.Interfaces.Employees;
using Npgsql;
using Silo.Demo;
using Tests.Fixtures;
using Tests.Fixtures.Cluster;
using Person = Tests.Fixtures.Cluster.Person;

namespace Bench;

/// <summary>
/// Employees of a hundred companies come to be reminded in one instant: what the list says at once, and how long posts and sign-ins with a mailed
/// code take then, beside the same on an idle node.
/// </summary>
internal static class DueAtOnce
{
    private const int Companies = 100;
    private const int People = 80;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(12);

    /// <param name="employees">Due at once.</param>
    public static async Task Run(int employees)
    {
        await using var server = await PostgresServer.StartNew();
        var store = await server.CreateDatabase();
        using var node = new Node(store);
        await node.Start();
        var accounts = (await Colleagues.Registered(store, People)).ToArray();
        await EmployeeLoad.Fill(server.ConnectionString(store), Companies, employees);
        using var nora = new Person(node.Address, DemoPeople.Nora.FirstName);
        await nora.SignIn();
        var number = (await nora.Requests())[0].Number;
        await Measure(node, nora, number, accounts[..10], TimeSpan.FromSeconds(4));

        var idle = await Measure(node, nora, number, accounts[10..(People / 2)], Window);
        var due = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 20);
        await using var office = new BenchHost(store: store);
        await Schedule(server.ConnectionString(store), office, due);
        await Task.Delay(due - DateTimeOffset.UtcNow - TimeSpan.FromSeconds(1));
        var measured = Measure(node, nora, number, accounts[(People / 2)..], Window);
        await Task.Delay(due - DateTimeOffset.UtcNow);
        var counted = await office.Get<EmployeeQueries>().Counts(
            office.Get<Rights>().ScopeOf(DemoPeople.Nora.Caller), new EmployeeFilter(Status: EmployeeStatus.ToRemind));
        var late = DateTimeOffset.UtcNow - due;
        var busy = await measured;

        Console.WriteLine($"## {employees:N0} due in the same second, in {Companies} companies (PostgreSQL, p95 in ms)\n\n| | idle | meanwhile | × | goal |\n|---|---|---|---|---|");
        foreach (var (name, before, then) in new[] { ("post", idle.Posts, busy.Posts), ("sign-in, its code by mail", idle.SignIns, busy.SignIns) })
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {P95(before):F1} ({before.Count}) | {P95(then):F1} ({then.Count}) | {P95(then) / P95(before):F2} | 2 |"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"\n« À relancer » counted {counted.In(EmployeeStatus.ToRemind).Count:N0}{(counted.In(EmployeeStatus.ToRemind).IsMore ? "+" : "")} {late.TotalMilliseconds:F0} ms after the instant.\n"));
    }

    // Everybody is invited until the instant, and to be reminded from it on; one job a company tells of it.
    private static async Task Schedule(string connectionString, BenchHost office, DateTimeOffset due)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Command Timeout=120");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"""
            UPDATE space_company SET space = '{DemoPeople.Spaces[0].Space}' WHERE space = '{BenchHost.Portal}/s';
            UPDATE employee_list e SET status1 = 2, from2 = {due.ToUnixTimeMilliseconds()}, status2 = 1, from3 = NULL, status3 = NULL WHERE {EmployeeLoad.IsLoaded("e")};
            DELETE FROM employee_phase p WHERE {EmployeeLoad.IsLoaded("p")};
            INSERT INTO employee_phase SELECT * FROM employee_phases p WHERE {EmployeeLoad.IsLoaded("p")} AND p.contract = '';
            """, connection);
        await command.ExecuteNonQueryAsync();
        for (var i = 0; i < Companies; i++)
        {
            var unit = new CommitUnit($"bench/due-{i}", 0, new byte[] { 0x7B, 0x7D }, Condition.None, null, [EmployeeDueJob.At(EmployeeLoad.Company(i), due)], due);
            if ((await office.Store.Commit(unit)).Verdict is not CommitVerdict.Committed)
                throw new InvalidOperationException("The job was not scheduled.");
        }
    }

    // One who posts and one after the other who signs in, for so long.
    private static async Task<(IReadOnlyList<double> Posts, IReadOnlyList<double> SignIns)> Measure(
        Node node, Person nora, string number, IReadOnlyList<Account> accounts, TimeSpan window)
    {
        var (begun, posts, signIns) = (Stopwatch.StartNew(), new List<double>(), new List<double>());
        async Task Post()
        {
            for (var i = 0; begun.Elapsed < window; i++)
            {
                var at = Stopwatch.GetTimestamp();
                await nora.Post(number, $"Une précision, {i}", Guid.NewGuid().ToString("N"));
                posts.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                await Task.Delay(20);
            }
        }
        async Task SignIn()
        {
            foreach (var account in accounts.TakeWhile(_ => begun.Elapsed < window))
            {
                using var person = new Person(node.Address, account);
                var at = Stopwatch.GetTimestamp();
                await person.SignIn();
                signIns.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
        }
        await Task.WhenAll(Post(), SignIn());
        return (posts, signIns);
    }

    private static double P95(IReadOnlyList<double> times) => times.Order().ElementAt(times.Count * 95 / 100);
}
