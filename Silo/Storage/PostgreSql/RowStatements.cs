using System.Collections.Concurrent;
using Grains.Commits;

namespace Silo.Storage.PostgreSql;

/// <summary>A table's set-based statements, written once.</summary>
internal sealed record RowStatements(string Upsert, string Delete)
{
    private static readonly ConcurrentDictionary<RowTable, RowStatements> Known = new();

    public static RowStatements For(RowTable table) => Known.GetOrAdd(table, Write);

    private static RowStatements Write(RowTable table)
    {
        var keys = table.Columns.Take(table.KeyCount).ToList();
        var others = table.Columns.Skip(table.KeyCount).ToList();
        var conflict = others.Count == 0 ? "NOTHING" : "UPDATE SET " + string.Join(", ", others.Select(c => $"{c} = excluded.{c}"));
        return new RowStatements(
            $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}) SELECT * FROM unnest({Arrays(table.Columns.Count)}) ON CONFLICT ({string.Join(", ", keys)}) DO {conflict}",
            $"DELETE FROM {table.Name} t USING unnest({Arrays(table.KeyCount)}) AS d ({string.Join(", ", keys)}) WHERE {string.Join(" AND ", keys.Select(k => $"t.{k} = d.{k}"))}");

        string Arrays(int count) => string.Join(", ", table.Types.Take(count).Select((t, i) => $"${i + 1}::{Columns.TypeName(t)}[]"));
    }
}
