using System.Data.Common;
using System.Reflection;

namespace Silo.Storage;

/// <summary>Numbered SQL files of a provider, each applied once and in order, each in its own transaction.</summary>
internal static class Migrations
{
    public static async Task Apply(DbConnection connection, string provider, CancellationToken cancel)
    {
        await Run(connection, null, "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)", cancel);
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Silo.Storage.{provider}.Migrations.";
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var name = resource[prefix.Length..];
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            if (await Run(connection, transaction, $"INSERT INTO migration (name) VALUES ('{name}') ON CONFLICT DO NOTHING", cancel) == 0)
                continue;
            using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            await Run(connection, transaction, await text.ReadToEndAsync(cancel), cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    private static async Task<int> Run(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync(cancel);
    }
}
