using Grains;

namespace Silo.Storage.PostgreSql;

internal sealed class PostgreSqlDialect : ISqlDialect
{
    public string EachFirst(string alias, string keys) => $"CROSS JOIN LATERAL (SELECT x.request, x.last_at FROM request_list x {keys}) {alias}";
}
