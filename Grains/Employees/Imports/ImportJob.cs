using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

/// <summary>
/// Does a chunk of 200 lines. A node that dies in it leaves the job to another, which does the whole chunk again: a line's operation is the import's and its
/// own, so that what was done already is not done twice, and its line changes with the record of the chunk alone.
/// </summary>
public sealed class ImportJob(IGrainFactory grains, ImportQueries imports, IEnumerable<IImportWork> works, ImportSeal seal, Rights rights) : IJobHandler
{
    public const int ChunkSize = 200;

    internal const int AtATime = 8;

    // From then on a line that fails keeps the others no longer.
    private const int LastTry = 4;

    public string Kind => ImportStep.JobKind;

    public async Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var step = ImportStep.Read(job);
        var import = grains.GetGrain<IImportGrain>(step.Import);
        if (await import.Next(step.Phase, step.Chunk) is not { } chunk)
            return;
        var due = await imports.Due(rights.ScopeOf(chunk.By), step.Import, step.Phase, chunk.After, ChunkSize, cancel);
        // After they were read: who has lost the right reads none, which is not the end of the file.
        var lines = !await MayAct(chunk) ? [] : await Work(step, chunk, [.. due.Select(l => seal.Open(step.Import, l.Whole))], job.Attempt >= LastTry, cancel);
        await import.Record(
            job.Operation.Step("record"), new ImportChunkResult(step.Phase, step.Chunk, lines, due.Count < ChunkSize, Lost: !await MayAct(chunk)));
    }

    private ValueTask<bool> MayAct(ImportChunk chunk) =>
        rights.Hold(rights.ToActOnImport(chunk.By, ImportRefusal.NotFound, chunk.Import.Company, chunk.Reader));

    private async Task<IReadOnlyList<JudgedLine>> Work(ImportStep step, ImportChunk chunk, IReadOnlyList<OpenLine> due, bool last, CancellationToken cancel)
    {
        var work = works.For(chunk.Import.Kind);
        if (step.Phase is ImportPhase.Check)
            return await work.Judge(chunk.By, step.Import, chunk.Import.Company, due, cancel);
        var act = await work.Prepare(chunk.By, chunk.Import.Company, due, cancel);
        var done = new JudgedLine?[due.Count];
        var some = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel };
        await Parallel.ForEachAsync(Enumerable.Range(0, due.Count), some, async (i, _) =>
        {
            try
            {
                var line = await act(due[i], OperationId.Of("import", step.Import, $"{due[i].Line.Line}"));
                // Where who confirmed has lost the right meanwhile, the line stays as it is.
                done[i] = line.Verdict is ImportVerdict.Refused && !await MayAct(chunk) ? null : line;
            }
            catch (Exception e) when (last && e is not OperationCanceledException)
            {
                done[i] = due[i].Refused(ImportFault.Failed);
            }
        });
        return [.. done.OfType<JudgedLine>()];
    }
}
