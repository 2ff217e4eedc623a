using System.Diagnostics;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary><c>./run</c> as a supervisor, with programs of the tests' own in the place of the SDK's.</summary>
public sealed class RunScriptTests : IDisposable
{
    private const int DeclaredDead = 70;
    private const int AnotherEnd = 3;
    private readonly string _folder = Directory.CreateTempSubdirectory("guichet-run-").FullName;

    public RunScriptTests()
    {
        File.Copy(Path.Combine(Node.Root(), "run"), Path.Combine(_folder, "run"));
        Program("node", "echo 22");
        Program("npm", "exit 0");
        Program("dotnet", $"""
            case "$1" in
              --list-sdks) echo '10.0.100 [here]' ;;
              publish) mkdir -p artifacts/run ;;
              *) echo started >>starts; if [ "$(wc -l <starts)" -le "$DEATHS" ]; then exit {DeclaredDead}; fi; exit {AnotherEnd} ;;
            esac
            """);
    }

    [Fact]
    public async Task Node_that_was_declared_dead_is_started_again_and_one_that_ended_otherwise_is_not()
    {
        var (exit, starts, said) = await Run(deaths: 1);

        Assert.Equal((AnotherEnd, 2), (exit, starts));
        Assert.Contains("declared dead by the others; starting again in 1 s", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_that_is_declared_dead_again_and_again_is_given_up()
    {
        if (Environment.GetEnvironmentVariable("GUICHET_LONG") != "1")
            return;

        var (exit, starts, _) = await Run(deaths: 100);

        Assert.Equal((DeclaredDead, 6), (exit, starts));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Program(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<(int Exit, int Starts, string Said)> Run(int deaths)
    {
        var start = new ProcessStartInfo("bash", ["run", "worker"]) { WorkingDirectory = _folder, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder}:{start.Environment["PATH"]}";
        start.Environment["DEATHS"] = $"{deaths}";
        using var run = Process.Start(start)!;
        var said = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        return (run.ExitCode, (await File.ReadAllLinesAsync(Path.Combine(_folder, "starts"))).Length, said);
    }
}
