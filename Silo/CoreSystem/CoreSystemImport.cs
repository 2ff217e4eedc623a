using System.Reflection;
using System.Text;
using Grains.Commits;
using Grains.CoreSystem;
using Silo.Storage;

namespace Silo.CoreSystem;

/// <summary>
/// Loads what the insurer's core system knows, some hundred rows a statement. Loading again replaces what has the same number and
/// removes nothing.
/// </summary>
public sealed class CoreSystemImport(IHostStore store)
{
    private const int Batch = 100;

    /// <summary>The demo's own made-up companies and people.</summary>
    public async Task Demo(CancellationToken cancel)
    {
        await using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("referential-demo.json")!;
        await Load(await CoreSystemFile.Read(file, cancel), cancel);
    }

    /// <summary>Returns how many companies and insured people the file names.</summary>
    /// <exception cref="InvalidDataException">The file is none, or names no valid number.</exception>
    public async Task<(int Companies, int Insured)> Import(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        var read = await CoreSystemFile.Read(file, cancel);
        await Load(read, cancel);
        return (read.Companies.Count, read.Insured.Count);
    }

    public async Task Load(CoreSystemFile file, CancellationToken cancel)
    {
        var companies = file.Companies;
        await Write("ref_company", "siren", ["siren", "name", "city", "insurer_number"],
            companies.Select(c => new object[] { c.Siren, c.Name, c.City, TypedNumbers.Number(c.InsurerNumber) }), cancel);
        await Write("ref_establishment", "siret", ["siret", "siren", "name", "address", "head_office", "main", "active"],
            companies.SelectMany(c => c.Establishments.Select(e => new object[] { e.Siret, c.Siren, e.Name, e.Address, Flag(e.HeadOffice), Flag(e.Main), Flag(e.Active) })), cancel);
        await Write("ref_contract", "number, siren", ["number", "siren", "universe"],
            companies.SelectMany(c => c.Contracts.Select(k => new object[] { TypedNumbers.Number(k.Number), c.Siren, (long)k.Universe })), cancel);
        await Write("ref_employer", "person_number", ["person_number", "siren"],
            companies.SelectMany(c => c.PersonNumbers.Select(n => new object[] { TypedNumbers.Number(n), c.Siren })), cancel);
        await Write("ref_insured", "client_number", ["client_number", "last_name", "first_name", "last_folded", "first_folded", "birth_date", "email", "phone", "health_only"],
            file.Insured.Select(p => new object[]
            {
                TypedNumbers.Number(p.ClientNumber), p.LastName, p.FirstName, TypedNumbers.Name(p.LastName), TypedNumbers.Name(p.FirstName), p.BirthDate.ToString("O"), p.Email, p.Phone, Flag(p.HealthOnly),
            }), cancel);
    }

    private static object Flag(bool value) => value ? 1L : 0L;

    private async Task Write(string table, string key, string[] columns, IEnumerable<object[]> rows, CancellationToken cancel)
    {
        // The same number twice in a file: the later one counts, as it would in two loads. One statement may not write a row twice.
        var keys = key.Split(", ").Length;
        var last = rows.GroupBy(r => string.Join('\n', r.Take(keys))).Select(g => g.Last());
        foreach (var batch in last.Chunk(Batch))
            await store.Execute(Statement(table, key, columns, batch.Length), CommitLane.Bulk, cancel, [.. batch.SelectMany(r => r)]);
    }

    private static string Statement(string table, string key, string[] columns, int rows)
    {
        var sql = new StringBuilder($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ");
        for (var n = 0; n < rows; n++)
            sql.Append(n == 0 ? "(" : ", (").AppendJoin(", ", Enumerable.Range(n * columns.Length + 1, columns.Length).Select(i => $"${i}")).Append(')');
        var changed = columns.Where(c => !key.Split(", ").Contains(c)).Select(c => $"{c} = excluded.{c}");
        return sql.Append($" ON CONFLICT ({key}) DO UPDATE SET ").AppendJoin(", ", changed).ToString();
    }
}
