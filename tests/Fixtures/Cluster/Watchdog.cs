using System.Diagnostics;

namespace Tests.Fixtures.Cluster;

/// <summary>
/// Ends a process when this one ends, however it does: a shell reads a pipe that only we hold. Ctrl-C reaches the shell too and must not
/// stop it.
/// </summary>
internal sealed class Watchdog(Process watched) : IDisposable
{
    private readonly Process _shell = Process.Start(
        new ProcessStartInfo("sh",
            ["-c", "trap '' INT TERM HUP; read _; kill -CONT $0; kill -TERM $0; sleep 1; kill -KILL $0", $"{watched.Id}"]) { RedirectStandardInput = true,
                RedirectStandardError = true })!;

    /// <summary>To be called before the process is ended by other means: its number may soon be another's.</summary>
    public void Dispose()
    {
        _shell.Kill();
        _shell.Dispose();
    }
}
