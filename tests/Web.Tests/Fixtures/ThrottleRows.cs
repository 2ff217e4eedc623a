using Silo.Throttles;

namespace Web.Tests.Fixtures;

/// <summary>What sources have stored, behind the server's back.</summary>
internal static class ThrottleRows
{
    public static async Task Throttles(this Site site, string statement)
    {
        await using var connection = await site.Services.GetRequiredService<ThrottleStore>().Database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<IReadOnlyList<string>> ThrottleKeys(this Site site)
    {
        await using var connection = await site.Services.GetRequiredService<ThrottleStore>().Database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT key FROM orleans_throttle";
        await using var rows = await command.ExecuteReaderAsync();
        var keys = new List<string>();
        while (await rows.ReadAsync())
            keys.Add(rows.GetString(0));
        return keys;
    }
}
