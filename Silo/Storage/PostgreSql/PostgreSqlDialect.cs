using Grains;

namespace Silo.Storage.PostgreSql;

internal sealed class PostgreSqlDialect : ISqlDialect
{
    public string EachFirst(string alias, string keys) => $"CROSS JOIN LATERAL (SELECT x.request, x.last_at FROM request_list x {keys}) {alias}";

    public string Among(string column, string parameter) => $"{column} IN (SELECT json_array_elements_text(CAST({parameter} AS json)))";
}
