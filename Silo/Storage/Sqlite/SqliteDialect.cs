using Grains;

namespace Silo.Storage.Sqlite;

/// <summary>Knows no LATERAL, but evaluates a subquery of IN for each row of the table that stands before a CROSS JOIN.</summary>
internal sealed class SqliteDialect : ISqlDialect
{
    public string EachFirst(string alias, string table, string key, string columns, string rows)
    {
        var keys = key.Split(", ");
        return $"CROSS JOIN {table} {alias} ON ({Of(alias)}) IN (SELECT {Of("x")} FROM {table} x {rows})";

        string Of(string table) => string.Join(", ", keys.Select(k => $"{table}.{k}"));
    }

    public string Among(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";
}
