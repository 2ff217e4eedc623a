using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

/// <summary>
/// Does a chunk of 200 lines. A node that dies in it leaves the job to another, which does the whole chunk again: a line's operation is the import's and its
/// own, so that who was invited already is not invited twice, and its line changes with the record of the chunk alone.
/// </summary>
public sealed class ImportJob(IGrainFactory grains, ImportQueries imports, ImportCheck check, ImportSeal seal, AffiliationService affiliations, Rights rights)
    : IJobHandler
{
    public const int ChunkSize = 200;

    private const int AtATime = 8;

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
        var lines = !await MayAct(chunk) ? []
            : step.Phase is ImportPhase.Check ? await check.Judge(chunk.By, step.Import, chunk.Import.Company, [.. due.Select(l => l.Whole)], cancel)
            : await Invite(step.Import, chunk, due, job.Attempt >= LastTry, cancel);
        await import.Record(
            job.Operation.Step("record"), new ImportChunkResult(step.Phase, step.Chunk, lines, due.Count < ChunkSize, Lost: !await MayAct(chunk)));
    }

    private ValueTask<bool> MayAct(ImportChunk chunk) =>
        rights.Hold(rights.ToActOnImport(chunk.By, ImportRefusal.NotFound, chunk.Import.Company, chunk.Reader));

    private async Task<IReadOnlyList<JudgedLine>> Invite(string import, ImportChunk chunk, IReadOnlyList<StoredLine> due, bool last, CancellationToken cancel)
    {
        var facts = await check.FactsOf(chunk.By, chunk.Import.Company, cancel);
        var done = new JudgedLine?[due.Count];
        var some = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel };
        await Parallel.ForEachAsync(Enumerable.Range(0, due.Count), some, async (i, _) =>
        {
            var operation = OperationId.Of("import", import, $"{due[i].Line}");
            try
            {
                done[i] = await Invite(chunk, facts, due[i].Whole, seal.Open(import, due[i].Line, due[i].Content), operation);
            }
            catch (Exception e) when (last && e is not OperationCanceledException)
            {
                done[i] = new JudgedLine(due[i].Whole, ImportVerdict.Refused, [new LineFault(ImportFault.Failed)]);
            }
        });
        return [.. done.OfType<JudgedLine>()];
    }

    /// <returns>Null where who confirmed has lost the right meanwhile: the line stays as it is.</returns>
    private async Task<JudgedLine?> Invite(ImportChunk chunk, ImportFacts facts, ImportLine line, LineContent content, OperationId operation)
    {
        // Contracts and establishments may have changed since the dry run.
        if (ImportRules.Check(content, facts) is { Count: > 0 } faults)
            return await MayAct(chunk) ? new(line, ImportVerdict.Refused, faults) : null;
        var employee = ImportRules.Employee(content, facts);
        var invited = await affiliations.Invite(chunk.By, operation, employee);
        // Without a number, names and birth date are who it is, where one alone has them.
        if (invited.Refusal is EmployeeRefusal.Homonym && employee.Nir.Length == 0 && await affiliations.NamesakesOf(chunk.By, employee) is [var same])
            invited = await affiliations.Invite(chunk.By, operation, employee with { SameAs = same });
        return invited.Refusal switch
        {
            null => new(line, ImportVerdict.Invited, []),
            EmployeeRefusal.AlreadyInvited => new(line, ImportVerdict.Skipped, [new LineFault(ImportFault.AlreadyInvited)]),
            EmployeeRefusal.AlreadyCovered => new(line, ImportVerdict.Skipped, [new LineFault(ImportFault.AlreadyCovered)]),
            EmployeeRefusal.Homonym or EmployeeRefusal.AlreadyKnown => new(line, ImportVerdict.Refused, [new LineFault(ImportFault.Homonym)]),
            EmployeeRefusal.NotFound => await MayAct(chunk) ? new(line, ImportVerdict.Refused, [new LineFault(ImportFault.NoRight)]) : null,
            _ => new(line, ImportVerdict.Refused, [new LineFault(ImportFault.Refused)]),
        };
    }
}
