using System.Data.Common;
using System.Reflection;

namespace Silo.Storage;

/// <summary>Numbered SQL files of a provider, each applied once and in order, each in its own transaction.</summary>
internal static class Migrations
{
    public static void Apply(DbConnection connection, string provider)
    {
        Run(connection, null, "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)");
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Silo.Storage.{provider}.Migrations.";
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var name = resource[prefix.Length..];
            using var transaction = connection.BeginTransaction();
            if (Run(connection, transaction, $"INSERT INTO migration (name) VALUES ('{name}') ON CONFLICT DO NOTHING") == 0)
                continue;
            using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            Run(connection, transaction, text.ReadToEnd());
            transaction.Commit();
        }
    }

    private static int Run(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}
