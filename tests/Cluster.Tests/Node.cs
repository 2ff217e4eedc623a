using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Cluster.Tests;

/// <summary>The real server as a process of its own, on a folder and a port that survive it.</summary>
public sealed class Node : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("guichet-node-").FullName;
    private readonly int _port = FreePort();
    private Process? _process;

    /// <summary>Beside, or instead of, those that every node has; read at each start.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public int ProcessId => _process!.Id;

    public Uri Address => new($"http://localhost:{_port}");

    public async Task Start()
    {
        var web = Path.Combine(Root(), "Web/bin", Configuration, "net10.0/Web.dll");
        var start = new ProcessStartInfo("dotnet", [web]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["DEMO"] = "1", ["DATA_DIR"] = _directory, ["PORT"] = $"{_port}", ["ASPNETCORE_URLS"] = $"http://localhost:{_port}",
            ["ASPNETCORE_CONTENTROOT"] = Path.GetFullPath(Path.Combine(web, "../../../..")), ["Policy__PasswordIterations"] = "1000", ["Throttle__SignInsPerMinute"] = "100000",
            ["Logging__LogLevel__Default"] = "Warning",
        })
            start.Environment[name] = value;
        foreach (var (name, value) in Settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Ready();
    }

    /// <summary>As <c>kill -9</c>: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is not null)
            Kill();
        Directory.Delete(_directory, recursive: true);
    }

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Actors.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("Not below the solution.");
        return folder.FullName;
    }

    private async Task Ready()
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await again.WaitForNextTickAsync(patience.Token))
        {
            if (_process!.HasExited)
                throw new InvalidOperationException($"The server ended with {_process.ExitCode}.");
            try
            {
                if ((await client.GetAsync("/health/ready", patience.Token)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
