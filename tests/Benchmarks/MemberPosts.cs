using System.Diagnostics;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Silo.Storage;
using Tests.Fixtures;

namespace Bench;

/// <summary>An adviser's message to a company that 2 people see, and to one that 2,000 see and have read: the second must not be dearer.</summary>
internal static class MemberPosts
{
    private const int Measured = 500;
    private const int Many = 2_000;
    private static readonly Caller Adviser = new("adviser", CallerKind.Staff, Caller.StaffPortal, "Claire Montbrel", "") { Role = StaffRole.Gestionnaire };

    public static async Task Run()
    {
        Console.WriteLine("## An adviser's message by the members of the space\n");
        await Run("SQLite", () => Task.FromResult("sqlite"));
        await using var server = await PostgresServer.StartNew();
        await Run("PostgreSQL", () => server.CreateDatabase());
    }

    private static async Task Run(string name, Func<Task<string>> store)
    {
        await using var few = await Ready(await store(), 2);
        await using var many = await Ready(await store(), Many);
        List<double> fewTimes = [], manyTimes = [];
        for (var i = 0; i < Measured; i++)
        {
            fewTimes.Add(await Post(few));
            manyTimes.Add(await Post(many));
        }
        var (f, m) = (Turns.Median(fewTimes), Turns.Median(manyTimes));
        Console.WriteLine($"{name}: 2 members {f:F3} ms, {Many:N0} members {m:F3} ms (medians of {Measured}, in turn): ratio {m / f:F2}\n");
    }

    private static async Task<BenchHost> Ready(string store, int members)
    {
        var host = new BenchHost(store: store);
        await host.Seed(1);
        await host.RegisterAdviser(Adviser);
        if (!(await host.Request(0).TakeCharge(Adviser, host.Fresh())).Ok)
            throw new InvalidOperationException("The adviser may not take charge.");
        var rows = host.Get<IHostStore>();
        await rows.Execute(
            """
            INSERT INTO space_member (space, member, account, role, whole, rights, status, email, address, title, first_name, last_name, phone, mobile, job_title,
              firm_siren, firm_name, asked_by, link)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1)
            SELECT $2, 'm' || n.i, 'm' || n.i, 2, 1, 255, 1, '', '', '', '', '', '', '', '', '', '', '', '' FROM n
            """, CommitLane.Bulk, default, (long)members, $"{BenchHost.Portal}/s");
        await rows.Execute(
            "INSERT INTO unread_floor (account, company, news_at) SELECT m.account, $1, 1 FROM space_member m", CommitLane.Bulk, default, BenchHost.Company);
        return host;
    }

    private static async Task<double> Post(BenchHost host)
    {
        var at = Stopwatch.GetTimestamp();
        if (!(await host.Request(0).Post(Adviser, host.Fresh(), new NewMessage("Bonjour", []))).Ok)
            throw new InvalidOperationException("The adviser may not write.");
        return Stopwatch.GetElapsedTime(at).TotalMilliseconds;
    }
}
