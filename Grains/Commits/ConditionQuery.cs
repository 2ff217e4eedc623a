using System.Data.Common;

namespace Grains.Commits;

/// <summary>A condition asked for outside a commit: true when it was read, and no longer than that.</summary>
public static class ConditionQuery
{
    public static async ValueTask<bool> Holds(this IStateStore store, IReadOnlyList<Requirement> all, DateTimeOffset at)
    {
        if (all.Count == 0)
            return true;
        await using var reading = await store.OpenRead();
        foreach (var one in all)
        {
            if (!await Holds(reading, one, at.ToUnixTimeMilliseconds()))
                return false;
        }
        return true;
    }

    /// <summary>What a row of a rule's answer says of an instant (ms).</summary>
    public static bool IsTrueAt(this DbDataReader row, long at) => row.TrueFrom() <= at && at < row.TrueUntil();

    public static long TrueFrom(this DbDataReader row) => row.FieldCount < 4 || row.IsDBNull(3) ? long.MinValue : row.GetInt64(3);

    public static long TrueUntil(this DbDataReader row) => row.IsDBNull(2) ? long.MaxValue : row.GetInt64(2);

    // Asked at every refusal: a plain command, without a mapper's detour.
    private static async ValueTask<bool> Holds(DbConnection reading, Requirement one, long at)
    {
        await using var command = reading.CreateCommand();
        command.CommandText = one.Rule.Over($"SELECT 0, {string.Join(", ", one.Values.Select((_, i) => $"@v{i}"))}");
        for (var i = 0; i < one.Values.Count; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"v{i}", one.Values[i]);
            command.Parameters.Add(parameter);
        }
        await using var found = await command.ExecuteReaderAsync();
        while (await found.ReadAsync())
        {
            if (found.IsTrueAt(at))
                return true;
        }
        return false;
    }
}
