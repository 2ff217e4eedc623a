using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tests.Fixtures.Cluster;

/// <summary>The real server as a process of its own, on a folder and a port that survive it. A worker is the same without pages.</summary>
public sealed class Node : IDisposable
{
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;
    private readonly string _directory = Directory.CreateTempSubdirectory("guichet-node-").FullName;
    private readonly int _port = Ports.Free();
    private readonly bool _worker;
    private readonly IReadOnlyList<(string Name, string Value)> _settings;
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;
    private Watchdog? _watchdog;
    private TaskCompletionSource _started = new();

    /// <param name="store">What <c>STORE</c> is set to; null: SQLite.</param>
    /// <param name="worker">Silo.dll alone: jobs are done, no page is served.</param>
    /// <param name="settings">Environment beside, or instead of, what every node gets.</param>
    public Node(string? store = null, bool worker = false, params IReadOnlyList<(string Name, string Value)> settings) =>
        (_worker, _settings) = (worker, store is null ? settings : [("STORE", store), .. settings]);

    /// <summary>A machine that builds and tests at once must not take a silo for dead; tests about death ask for production's own.</summary>
    public static (string Timeout, string Missed) PatientProbes => ("00:00:05", "3");

    public static IReadOnlyList<(string Name, string Value)> ProductionProbes => [("Probes__Timeout", "00:00:01"), ("Probes__Missed", "2")];

    /// <summary>Another program than the product's, with its argument; it answers <c>/health/ready</c>.</summary>
    public (string Path, string? Argument)? Program { get; init; }

    /// <summary>Where other silos reach it.</summary>
    public int SiloPort { get; init; } = Ports.Free();

    public int ProcessId => _process!.Id;

    public string DataDirectory => _directory;

    public int Port => _port;

    public Uri Address => new($"http://localhost:{_port}");

    /// <summary>Everything the process has printed, over all its lives.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>What somebody on call would be woken by.</summary>
    public IEnumerable<string> Alarms => _log.Where(l => l.StartsWith("fail: ", StringComparison.Ordinal) || l.StartsWith("crit: ", StringComparison.Ordinal));

    public async Task Start()
    {
        var project = _worker ? "Silo" : "Web";
        var (program, argument) = Program ?? (Path.Combine(Root(), project, "bin", Configuration, $"net10.0/{project}.dll"), null);
        var start =
            new ProcessStartInfo("dotnet", argument is null ? [program] : [program, argument]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Settings(program))
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        _started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Heard(line.Data);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _watchdog = new Watchdog(_process);
        await Ready();
    }

    /// <summary>Its process is gone, whoever ended it.</summary>
    public bool HasEnded => _process is null or { HasExited: true };

    /// <summary>As <c>kill -9</c>: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        _watchdog!.Dispose();
        _process!.Kill();
        // Without a limit it would wait for whoever else holds its output, too.
        if (!_process.WaitForExit(TimeSpan.FromSeconds(30)))
            throw new TimeoutException("The process does not end.");
        _process.Dispose();
        _process = null;
    }

    /// <summary>As a machine that is suspended: no instruction runs, connections stay open.</summary>
    public void Freeze() => Assert(kill(ProcessId, SigStop));

    public void Thaw() => Assert(kill(ProcessId, SigCont));

    /// <summary>Runs again. The others have declared it dead: it ends by itself, and is started again as by its supervisor.</summary>
    public async Task Resume()
    {
        Thaw();
        if (await Ended(TimeSpan.FromSeconds(15)) == 0)
            throw new InvalidOperationException("A supervisor would take this for its own end and leave it.");
        await Start();
    }

    /// <summary>As whoever supervises it stops it: what it has begun is finished. Its exit code.</summary>
    public Task<int> Stop()
    {
        Assert(kill(ProcessId, SigTerm));
        return Ended(TimeSpan.FromSeconds(30));
    }

    /// <summary>Waits until the process has ended, by itself or as it was asked to. Its exit code.</summary>
    public async Task<int> Ended(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        await _process!.WaitForExitAsync(patience.Token);
        var code = _process.ExitCode;
        Kill();
        return code;
    }

    /// <exception cref="InvalidOperationException">The process had ended, and nobody had asked it to or waited for it.</exception>
    public void Dispose()
    {
        var unasked = _process is { HasExited: true } process ? process.ExitCode : (int?)null;
        if (_process is not null)
            Kill();
        Directory.Delete(_directory, recursive: true);
        if (unasked is { } code)
            throw new InvalidOperationException($"The node had ended with {code}: {string.Join('\n', Log.Split('\n').TakeLast(20))}");
    }

    private static string Configuration =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>The folder of the solution.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Actors.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("Not below the solution.");
        return folder.FullName;
    }

    private IReadOnlyList<(string Name, string Value)> Settings(string program) =>
    [
        ("DEMO", "1"), ("DATA_DIR", _directory), ("PORT", $"{_port}"), ("ORLEANS_SILO_PORT", $"{SiloPort}"), ("ASPNETCORE_URLS", $"http://localhost:{_port}"),
        ("ASPNETCORE_CONTENTROOT", Path.GetFullPath(Path.Combine(program, "../../../.."))), ("Policy__PasswordIterations", "1000"),
            ("Throttle__SignInsPerMinute", "100000"),
        ("Probes__Timeout", PatientProbes.Timeout), ("Probes__Missed", PatientProbes.Missed),
        ("Logging__LogLevel__Default", "Warning"), ("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information"), .. _settings,
    ];

    private void Heard(string? line)
    {
        if (line is null)
            return;
        _log.Enqueue(line);
        if (line.Contains("Application started", StringComparison.Ordinal))
            _started.TrySetResult();
    }

    private async Task Ready()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!patience.IsCancellationRequested)
        {
            await again.WaitForNextTickAsync(CancellationToken.None);
            if (_process!.WaitForExit(0))
            {
                // Without a limit it waits for the last lines, too.
                _process.WaitForExit();
                throw new InvalidOperationException($"The server ended with {_process.ExitCode}: {Log}");
            }
            try
            {
                if (_worker ? _started.Task.IsCompleted : (await client.GetAsync("/health/ready", patience.Token)).IsSuccessStatusCode)
                    return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
            }
        }
        throw new TimeoutException($"The server was not ready in time: {Log}");
    }

    private static void Assert(int result)
    {
        if (result != 0)
            throw new InvalidOperationException($"The signal was refused: {Marshal.GetLastPInvokeError()}.");
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
}
