using System.Text.Json;
using Grains.Commits;
using Grains.Employees.Imports;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Tests.Fixtures;

/// <summary>The jobs of imports, as the dispatcher would run them.</summary>
public static class ImportRuns
{
    /// <summary>As many chunks as a test has: one that is not due does nothing.</summary>
    public static async Task RunImport(this GrainHost host, string id, ImportPhase phase)
    {
        for (var chunk = 0; chunk < 3; chunk++)
            await host.RunChunk(id, phase, chunk);
    }

    public static Task RunChunk(this GrainHost host, string id, ImportPhase phase, int chunk, CancellationToken cancel = default)
    {
        var step = JsonSerializer.Serialize(new ImportStep($"{GrainHost.Portal}/{id}", phase, chunk));
        return host.Get<IEnumerable<IJobHandler>>().Single(j => j is ImportJob).Handle(
            new LeasedJob($"import/{GrainHost.Portal}/{id}/{(int)phase}/{chunk}", ImportStep.JobKind, step, JobLane.Bulk, 1, chunk + 1, null), cancel);
    }

    /// <summary>The first chunk of a commit, on a node that dies once some of it is done: the job ends by an exception.</summary>
    public static async Task DieCommitting(this GrainHost host, string id, Func<Task<bool>> some)
    {
        using var end = new CancellationTokenSource();
        var job = host.RunChunk(id, ImportPhase.Commit, 0, end.Token);
        while (!await some())
            await Task.Yield();
        await end.CancelAsync();
        await job;
    }
}
