using Grains;

namespace Silo.Storage.PostgreSql;

internal sealed class PostgreSqlDialect : ISqlDialect
{
    public string EachFirst(string alias, string table, string key, string columns, string rows) =>
        $"CROSS JOIN LATERAL (SELECT {columns} FROM {table} x {rows}) {alias}";

    public string Among(string column, string parameter) => $"{column} IN (SELECT json_array_elements_text(CAST({parameter} AS json)))";
}
