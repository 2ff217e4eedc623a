using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Silo.Demo;
using Tests.Fixtures;
using Tests.Fixtures.Cluster;

namespace Bench;

/// <summary>
/// « Exporter » to somebody whose line takes 50 KB a second: when the first byte comes, and how much larger the node's memory is meanwhile than after the same
/// export to somebody fast.
/// </summary>
internal static class SlowExport
{
    private const int BytesASecond = 50 * 1024;
    private const int Piece = 5 * 1024;
    private static readonly string Address = $"/{DemoPeople.Portal}/salaries/export?format=csv&entreprise=100000000";

    /// <param name="rows">Employees of the company that is exported.</param>
    public static async Task Run(int rows)
    {
        await using var server = await PostgresServer.StartNew();
        var store = await server.CreateDatabase();
        using var node = new Node(store);
        await node.Start();
        await EmployeeLoad.Fill(server.ConnectionString(store), 1, rows);
        await Give(server.ConnectionString(store));
        using var nora = new Person(node.Address, DemoPeople.Nora.FirstName);
        await nora.SignIn();
        for (var i = 0; i < 2; i++)
            await Read(node, nora.Cookies, int.MaxValue);
        var before = Memory(node);

        var slow = await Read(node, nora.Cookies, BytesASecond);

        Console.WriteLine($"## Export of {rows:N0} rows to a client of 50 KB/s (PostgreSQL)\n\n| | figure | goal |\n|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| first byte | {slow.First.TotalMilliseconds:F0} ms | 1,000 |"));
        Console.WriteLine($"| memory meanwhile, above {before >> 20} MB | {(slow.Peak - before) >> 20} MB | 32 |");
        Console.WriteLine($"| its {slow.Bytes >> 10:N0} KB, {slow.Lines:N0} lines, took | {slow.Took.TotalSeconds:F0} s | |\n");
    }

    // The company stands in the demo's space, as if it had been added there.
    private static async Task Give(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"UPDATE space_company SET space = '{DemoPeople.Spaces[0].Space}' WHERE space = '{BenchHost.Portal}/s'", connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(TimeSpan First, TimeSpan Took, long Bytes, int Lines, long Peak)> Read(Node node, CookieContainer cookies, int bytesASecond)
    {
        using var wire = new SocketsHttpHandler { CookieContainer = cookies, UseProxy = false, ConnectCallback = Connect };
        using var client = new HttpClient(wire) { BaseAddress = node.Address, Timeout = Timeout.InfiniteTimeSpan };
        var asked = Stopwatch.StartNew();
        using var answer = await client.GetAsync(Address, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var (piece, first, bytes, lines, peak) = (new byte[Piece], TimeSpan.Zero, 0L, 0, 0L);
        for (int read; (read = await body.ReadAsync(piece)) > 0;)
        {
            first = first == TimeSpan.Zero ? asked.Elapsed : first;
            (bytes, lines) = (bytes + read, lines + piece.AsSpan(0, read).Count((byte)'\n'));
            var early = TimeSpan.FromSeconds(bytes / (double)bytesASecond) - (asked.Elapsed - first);
            if (early > TimeSpan.Zero)
                await Task.Delay(early);
            if (bytes >> 17 != (bytes - read) >> 17)
                peak = Math.Max(peak, Memory(node));
        }
        return (first, asked.Elapsed, bytes, lines, peak);
    }

    // Little is kept on the way: what the client has not taken yet, the node holds or has not read.
    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext to, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 16 * 1024 };
        await socket.ConnectAsync(to.DnsEndPoint, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static long Memory(Node node)
    {
        using var process = Process.GetProcessById(node.ProcessId);
        return process.WorkingSet64;
    }
}
