using System.Text;
using Grains.Commits;
using Silo.Storage;

namespace Silo.CoreSystem;

/// <summary>Some hundred rows a statement. A row that is already so is not written.</summary>
/// <param name="Keys">How many of the first columns are the key.</param>
/// <param name="Sealed">How many of the last columns are ciphertexts: another one each time, they say nothing about change.</param>
internal sealed record CoreSystemTable(string Name, int Keys, IReadOnlyList<string> Columns, int Sealed = 0)
{
    private const int Batch = 100;

    /// <summary>Returns how many rows were new or changed.</summary>
    /// <param name="changed">Is told each hundred of rows in which there were some.</param>
    public async Task<int> Write(IHostStore store, IEnumerable<object[]> rows, CancellationToken cancel, Action<IReadOnlyList<object[]>>? changed = null)
    {
        var written = 0;
        foreach (var batch in rows.Chunk(Batch))
        {
            var count = await store.Execute(Statement(batch.Length), CommitLane.Bulk, cancel, [.. batch.SelectMany(r => r)]);
            if (count > 0)
                changed?.Invoke(batch);
            written += count;
        }
        return written;
    }

    private string Statement(int rows)
    {
        var sql = new StringBuilder($"INSERT INTO {Name} ({string.Join(", ", Columns)}) VALUES ");
        for (var n = 0; n < rows; n++)
            sql.Append(n == 0 ? "(" : ", (").AppendJoin(", ", Enumerable.Range(n * Columns.Count + 1, Columns.Count).Select(i => $"${i}")).Append(')');
        var others = Columns.Skip(Keys).ToList();
        sql.Append($" ON CONFLICT ({string.Join(", ", Columns.Take(Keys))}) DO ");
        if (others.Count == 0)
            return sql.Append("NOTHING").ToString();
        return sql.Append("UPDATE SET ").AppendJoin(", ", others.Select(c => $"{c} = excluded.{c}"))
            .Append(" WHERE ").AppendJoin(" OR ", others.SkipLast(Sealed).Select(c => $"{Name}.{c} <> excluded.{c}")).ToString();
    }
}
