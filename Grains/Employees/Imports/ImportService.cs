using Grains.Access;
using Grains.Batches;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

/// <summary>Leads a file into an import, and what is typed into a line.</summary>
public sealed class ImportService(IGrainFactory grains, ImportQueries imports, IEnumerable<IImportWork> works, ImportSeal seal, Rights rights)
{
    /// <summary>
    /// Begins an import of what was read and adds its lines; the dry run follows by itself. Answers its id; the same operation is the same import. A caller
    /// who goes away meanwhile leaves one that never begins, and is swept away.
    /// </summary>
    public async Task<Result<string, ImportRefusal>> Begin(Caller by, OperationId operation, string company, string fileName, TableReading reading)
    {
        var key = BatchStep.KeyOf(by.Portal, operation.Value);
        var import = grains.GetGrain<IImportGrain>(key);
        var begun = await import.Begin(by, operation, new NewImport(company, fileName, reading.Format!, reading.Lines.Count) { Kind = reading.Kind });
        for (var from = 0; begun.Ok && from < reading.Lines.Count; from += NewImport.MostAtOnce)
        {
            var lines = reading.Lines.Skip(from).Take(NewImport.MostAtOnce).Select(l => seal.Close(key, l));
            begun = await import.Add(by, operation.Step($"{from}"), from, [.. lines]);
        }
        return begun.Ok ? EmployeeChange.Id(key) : begun.Refusal.Value;
    }

    /// <summary>
    /// Puts what was typed into a line and judges it anew. What was not typed stays; what stands there already changes nothing, whoever typed it. Refused:
    /// as <see cref="IImportGrain.Correct"/>.
    /// </summary>
    /// <param name="version">Of the line when it was read.</param>
    public async Task<Result<ImportRefusal>> Correct(
        Caller by, OperationId operation, string id, int line, int version, IReadOnlyDictionary<ImportField, string> typed,
        CancellationToken cancel = default)
    {
        var key = $"{by.Portal}/{id}";
        if (await imports.Find(rights.ScopeOf(by), key, null, line - 1, cancel) is not { Import.Readable: 1 } found)
            return ImportRefusal.NotFound;
        if (found.Lines.FirstOrDefault(l => l.Line == line) is not { } was)
            return ImportRefusal.NoLine;
        if (was.Version > version && typed.All(t => was.Content[t.Key] == t.Value))
            return Result<ImportRefusal>.Done;
        var content = LineContent.Of(line, f => typed.GetValueOrDefault(f, was.Content[f]));
        var judged = await works.For(found.Import.Kind).Judge(
            by, key, found.Import.Company, [new OpenLine(seal.Close(key, content) with { Version = version }, content)], cancel);
        return await Of(by, id).Correct(by, operation, judged[0]);
    }

    public Task<Result<ImportRefusal>> Confirm(Caller by, OperationId operation, string id) => Of(by, id).Confirm(by, operation);

    public Task<Result<ImportRefusal>> Cancel(Caller by, OperationId operation, string id) => Of(by, id).Cancel(by, operation);

    private IImportGrain Of(Caller by, string id) => grains.GetGrain<IImportGrain>($"{by.Portal}/{id}");
}
