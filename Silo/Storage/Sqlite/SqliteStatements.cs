using System.Text;
using Grains.Commits;
using Microsoft.Data.Sqlite;

namespace Silo.Storage.Sqlite;

/// <summary>The writer's connection with each statement prepared once. Used by the writer's thread only.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private readonly Dictionary<RowTable, (string Upsert, string Delete)> _rows = [];

    public void Begin() => Run("BEGIN IMMEDIATE");

    public void Commit() => Run("COMMIT");

    /// <summary>After some errors SQLite has rolled back by itself; then there is nothing to do.</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle!) == 0)
            Run("ROLLBACK");
    }

    /// <summary>Returns the number of rows changed. Parameters are <c>$1</c>, <c>$2</c>… in order.</summary>
    public int Run(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Prepare(sql, values);
        return command.ExecuteNonQuery();
    }

    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteScalar() switch
    {
        DBNull => null,
        var value => value,
    };

    public SqliteDataReader Query(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteReader();

    public void Upsert(Row row)
    {
        var table = RowTable.For(row.GetType());
        Run(SqlOf(table).Upsert, table.Values(row));
    }

    public void Delete(RowTable table, IReadOnlyList<object?> key) => Run(SqlOf(table).Delete, [.. key.Select(RowTable.Plain)]);

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter($"${i + 1}", SqliteType.Text));
            _prepared.Add(sql, command);
        }
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.Parameters[i];
            parameter.ResetSqliteType();
            parameter.Value = values[i] ?? DBNull.Value;
        }
        return command;
    }

    private (string Upsert, string Delete) SqlOf(RowTable table)
    {
        if (_rows.TryGetValue(table, out var known))
            return known;
        var keys = table.Columns.Take(table.KeyCount).ToList();
        var others = table.Columns.Skip(table.KeyCount).ToList();
        var upsert =
            new StringBuilder(
                $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}) VALUES ({Marks(table.Columns.Count)}) ON CONFLICT ({string.Join(", ", keys)}) DO ");
        upsert.Append(others.Count == 0 ? "NOTHING" : "UPDATE SET " + string.Join(", ", others.Select(c => $"{c} = excluded.{c}")));
        var delete = $"DELETE FROM {table.Name} WHERE {string.Join(" AND ", keys.Select((c, i) => $"{c} = ${i + 1}"))}";
        return _rows[table] = (upsert.ToString(), delete);
    }

    private static string Marks(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"${i}"));
}
