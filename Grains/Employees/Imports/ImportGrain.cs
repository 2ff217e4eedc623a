using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

[GrainType("import")]
public sealed class ImportGrain(CommitServices services, Rights rights) : CommittingGrain<ImportState>(services), IImportGrain
{
    protected override string Kind => "import";

    public Task<Result<ImportRefusal>> Begin(Caller by, OperationId operation, NewImport import) =>
        Answer(
            operation, rights.ToActOnImport(by, ImportRefusal.NotFound, import.Company, by.Account),
            Key.StartsWith($"{by.Portal}/", StringComparison.Ordinal) ? State.Begin(Key, by, import, Now) : ImportRefusal.NotFound);

    public Task<Result<ImportRefusal>> Add(Caller by, OperationId operation, int from, IReadOnlyList<ImportLine> lines) =>
        Ask(by, operation, () => State.Add(Key, by, from, lines, Now));

    public async Task<Result<ImportRefusal>> Correct(Caller by, OperationId operation, JudgedLine line)
    {
        var was = await StandingOf(line.Line.Line);
        return await Ask(by, operation, () => State.Correct(Key, by, line, was, Now));
    }

    public Task<Result<ImportRefusal>> Confirm(Caller by, OperationId operation) => Ask(by, operation, () => State.Confirm(Key, by, Now));

    public Task<Result<ImportRefusal>> Cancel(Caller by, OperationId operation) => Ask(by, operation, () => State.Cancel(Key, by, Now));

    public Task<ImportChunk?> Next(ImportPhase phase, int chunk) => Task.FromResult(State.At(phase, chunk));

    public Task Record(OperationId operation, ImportChunkResult result) => Answer(operation, Condition.None, State.Record(Key, result, Now));

    private async Task<Result<ImportRefusal>> Ask(Caller by, OperationId operation, Func<Decision<ImportState, Nothing, ImportRefusal>> decide)
    {
        var right = rights.ToActOnImport(by, ImportRefusal.NotFound, State.Import?.Company ?? "", State.By?.Account ?? "");
        return await Answer(operation, right, await rights.Hold(right) ? decide() : ImportRefusal.NotFound);
    }

    // Of the row, which this grain alone writes.
    private async Task<LineStanding?> StandingOf(int line)
    {
        await using var reading = await Store.OpenRead();
        return await reading.QueryFirstOrDefaultAsync<LineStanding>(
            "SELECT l.verdict, l.version, l.outcome FROM import_line l WHERE l.import = @import AND l.line = @line", new { import = Key, line = (long)line });
    }
}
