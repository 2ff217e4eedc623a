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
        Ask(by, operation, import.Company, Key.StartsWith($"{by.Portal}/", StringComparison.Ordinal) ? State.Begin(Key, by, import, Now) : ImportRefusal.NotFound);

    public Task<Result<ImportRefusal>> Add(Caller by, OperationId operation, int from, IReadOnlyList<ImportLine> lines) =>
        Ask(by, operation, () => State.Add(Key, from, lines, Now));

    public async Task<Result<ImportRefusal>> Correct(Caller by, OperationId operation, JudgedLine line)
    {
        var was = await VerdictOf(line.Line.Line);
        return await Ask(by, operation, () => State.Correct(Key, line, was));
    }

    public Task<Result<ImportRefusal>> Confirm(Caller by, OperationId operation) => Ask(by, operation, () => State.Confirm(Key, Now));

    public Task<Result<ImportRefusal>> Cancel(Caller by, OperationId operation) => Ask(by, operation, () => State.Cancel(Key, Now));

    public Task<ImportChunk?> Next(ImportPhase phase, int chunk) => Task.FromResult(State.At(phase, chunk));

    public Task Record(OperationId operation, ImportChunkResult result) => Answer(operation, Condition.None, State.Record(Key, result, Now));

    private Task<Result<ImportRefusal>> Ask(Caller by, OperationId operation, Func<Decision<ImportState, Nothing, ImportRefusal>> decide) =>
        Ask(by, operation, State.Import?.Company ?? "", State.IsOf(by) ? decide() : ImportRefusal.NotFound);

    private Task<Result<ImportRefusal>> Ask(Caller by, OperationId operation, string company, Decision<ImportState, Nothing, ImportRefusal> decision) =>
        Answer(operation, rights.ToActOnEmployees(by, ImportRefusal.NotFound, company), decision);

    // Of the row, which this grain alone writes.
    private async Task<ImportVerdict?> VerdictOf(int line)
    {
        await using var reading = await Store.OpenRead();
        return (ImportVerdict?)await reading.QueryFirstOrDefaultAsync<long?>(
            "SELECT l.verdict FROM import_line l WHERE l.import = @import AND l.line = @line", new { import = Key, line = (long)line });
    }
}
