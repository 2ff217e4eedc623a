using Grains;

namespace Silo.Storage.Sqlite;

/// <summary>Knows no LATERAL, but evaluates a subquery of IN for each row of the table that stands before a CROSS JOIN.</summary>
internal sealed class SqliteDialect : ISqlDialect
{
    public string EachFirst(string alias, string keys) =>
        $"CROSS JOIN request_list {alias} ON {alias}.request IN (SELECT x.request FROM request_list x {keys})";

    public string Among(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";
}
