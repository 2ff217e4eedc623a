using System.Reflection;
using Dapper;
using Grains.Commits;
using Grains.Text;
using Silo.Storage;

namespace Silo.CoreSystem;

/// <summary>
/// Loads what the insurer's core system knows. Loading again replaces what has the same number, writes nothing where nothing has changed and
/// removes nothing.
/// </summary>
public sealed class CoreSystemImport(IHostStore store, ISealer sealer, TimeProvider clock)
{
    private static readonly CoreSystemTable Loads = new("ref_load", 2, ["batch", "hash", "at"]);

    /// <summary>The demo's own made-up companies and people.</summary>
    public async Task Demo(CancellationToken cancel)
    {
        await using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("referential-demo.json")!;
        await Load(await CoreSystemFile.Read(file, cancel), cancel);
    }

    /// <exception cref="InvalidDataException">The file is none.</exception>
    public async Task<LoadReport> Import(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return await Load(await CoreSystemFile.Read(file, cancel), cancel);
    }

    /// <summary>A load that was interrupted is finished by loading it again: it is known as carried out when all of it is written.</summary>
    public async Task<LoadReport> Load(CoreSystemFile file, CancellationToken cancel)
    {
        await using var alone = await store.Alone("referential", cancel);
        if (file.Batch.Length > 0 && await WasCarriedOut(file, cancel))
            return LoadReport.Again;
        var known = await KnownContracts.Of(file, store, cancel);
        var check = new CoreSystemCheck(known, Paris.Day(clock.GetUtcNow()));
        var kept = check.Keep(file);
        var written = 0;
        var changed = new HashSet<string>();
        foreach (var (table, siren, rows) in new CoreSystemRows(kept, known, sealer).All())
            written += await table.Write(store, rows, cancel, siren is { } column ? batch => changed.UnionWith(batch.Select(r => (string)r[column])) : null);
        var absent = file.Mode is LoadMode.Full ? await AbsentRecords.Of(file, store, cancel) : [];
        if (file.Batch.Length > 0)
            await Loads.Write(store, [[file.Batch, file.Hash, clock.GetUtcNow().ToUnixTimeMilliseconds()]], cancel);
        return new LoadReport(kept.Companies.Count, kept.Insured.Count, written, check.Refused, check.Warned, absent, changed);
    }

    private async Task<bool> WasCarriedOut(CoreSystemFile file, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return await reading.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT count(*) FROM ref_load WHERE batch = @Batch AND hash = @Hash", new { file.Batch, file.Hash }, cancellationToken: cancel)) > 0;
    }
}
