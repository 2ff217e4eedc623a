using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Tests.Fixtures;

namespace Bench;

/// <summary>Processor time of this process and of a PostgreSQL server, from the kernel's own counters (hundredths of a second).</summary>
internal static class CpuTime
{
    /// <summary>µs of either a post. The server's counts its sessions, those ended included, and what it does in the background meanwhile.</summary>
    public static async Task<(double Own, double Server)> Of(PostgresServer server, int posts, Func<Task> act)
    {
        var postmaster = await PostmasterOf(server);
        var (own, theirs) = (Environment.CpuUsage.TotalTime, Ticks(postmaster));
        await act();
        return ((Environment.CpuUsage.TotalTime - own).TotalMicroseconds / posts, (Ticks(postmaster) - theirs) * 10_000.0 / posts);
    }

    /// <summary>The same, of another process.</summary>
    public static async Task<(double Own, double Server)> OfProcess(PostgresServer server, int process, int requests, Func<Task> act)
    {
        var postmaster = await PostmasterOf(server);
        var (own, theirs) = (Used(process), Ticks(postmaster));
        await act();
        return ((Used(process) - own) * 10_000.0 / requests, (Ticks(postmaster) - theirs) * 10_000.0 / requests);
    }

    private static long Used(int process) => Stat(process) is { } stat ? stat[11] + stat[12] : throw new InvalidOperationException("The process has ended.");

    private static async Task<int> PostmasterOf(PostgresServer server)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        return (int)Stat((int)(await command.ExecuteScalarAsync())!)![1];
    }

    private static long Ticks(int postmaster) =>
        Process.GetProcesses()
            .Select(p => p.Id == postmaster ? Stat(p.Id)?[11..15].Sum() : Stat(p.Id) is { } stat && stat[1] == postmaster ? stat[11] + stat[12] : 0).Sum() ?? 0;

    /// <summary>What follows the name in <c>/proc/pid/stat</c>: parent at 1; user, system and the ended children's user and system time at 11 to 14.</summary>
    private static long[]? Stat(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return [.. line[(line.LastIndexOf(')') + 2)..].Split(' ').Take(15).Select(f => long.TryParse(f, CultureInfo.InvariantCulture, out var n) ? n : 0)];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
