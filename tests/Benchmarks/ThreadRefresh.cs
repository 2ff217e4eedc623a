using Grains.Access;
using Grains.Commits;
using Grains.Requests;
using Silo.Storage;
using Tests.Fixtures;

namespace Bench;

/// <summary>What a page's refresh with nothing new costs the node, when its thread holds few reading marks and many.</summary>
internal static class ThreadRefresh
{
    private const int Measured = 300;
    private static readonly int[] Marks = [10, 1_000, 100_000];

    public static async Task Run()
    {
        Console.WriteLine("## Refresh of a thread with nothing new, by reading marks (CPU µs of the node, and of PostgreSQL)\n");
        await using var server = await PostgresServer.StartNew();
        foreach (var (name, store) in new[] { ("SQLite", "sqlite"), ("PostgreSQL", await server.CreateDatabase()) })
        {
            await using var host = new BenchHost(store: store);
            await host.Seed(Marks.Length);
            var scope = host.Get<Rights>().ScopeOf(BenchHost.Customer);
            for (var i = 0; i < Marks.Length; i++)
                await Fill(host.Get<IHostStore>(), $"{BenchHost.Portal}/r{i}", Marks[i]);
            for (var i = 0; i < Marks.Length; i++)
            {
                await Refresh(host, scope, i, Measured);
                var (own, theirs) = await CpuTime.Of(server, Measured, () => Refresh(host, scope, i, Measured));
                Console.WriteLine($"{name}, {Marks[i]:N0} marks: {own:F0} + {(store == "sqlite" ? 0 : theirs):F0} µs\n");
            }
        }
    }

    private static async Task Refresh(BenchHost host, Scope scope, int request, int times)
    {
        for (var i = 0; i < times; i++)
            await host.Get<ThreadQueries>().Slice(scope, $"{BenchHost.Portal}/r{request}", since: 1_000_000);
    }

    // Ten people, each of whom has read every entry as it came.
    private static async Task Fill(IHostStore store, string request, int marks)
    {
        await store.Execute(
            """
            INSERT INTO read_mark (request, account, tick, at)
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2)
            SELECT $1, 'reader-' || (i % 10), i / 10, i FROM n
            """, CommitLane.Bulk, default, request, marks);
        await store.Execute("UPDATE request_list SET last_tick = $2 WHERE request = $1", CommitLane.Bulk, default, request, marks / 10);
    }
}
