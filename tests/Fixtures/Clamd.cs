using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Tests.Fixtures;

/// <summary>Debian's clamd on a port and a signature database of its own, which knows the EICAR test file and nothing else.</summary>
public sealed class Clamd : IAsyncDisposable
{
    public const string Program = "/usr/sbin/clamd";
    // In two parts: written out whole, this file would itself be found.
    private static readonly string Eicar = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!$H+H*";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("guichet-clamd-");
    private Process? _process;

    public int Port { get; } = Ports.Free();

    public string Address => $"127.0.0.1:{Port}";

    /// <summary>A sound PDF with the test file in a comment.</summary>
    public static byte[] InfectedPdf { get; } = Encoding.Latin1.GetBytes(
        $"%PDF-1.7\n%{Eicar}\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\n0000000000 65535 f\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");

    public async Task Start()
    {
        var signatures = _directory.CreateSubdirectory("signatures").FullName;
        await File.WriteAllTextAsync(Path.Combine(signatures, "test.ndb"), $"Eicar-Test:0:*:{Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Eicar))}\n");
        var settings = Path.Combine(_directory.FullName, "clamd.conf");
        await File.WriteAllTextAsync(settings, $"TCPSocket {Port}\nTCPAddr 127.0.0.1\nDatabaseDirectory {signatures}\nForeground yes\n");
        _process = Process.Start(new ProcessStartInfo(Program, ["-c", settings]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.True(Listens);
    }

    public async Task Stop()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _directory.Delete(recursive: true);
    }

    private async Task<bool> Listens()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>A test that needs clamd, and says so where it is missing.</summary>
public sealed class ClamdFactAttribute : FactAttribute
{
    public ClamdFactAttribute()
    {
        if (!File.Exists(Clamd.Program))
            Skip = "Needs Debian's clamav-daemon (./test installs it as root).";
    }
}
