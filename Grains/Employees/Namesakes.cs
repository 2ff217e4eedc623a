using Dapper;
using Grains.Commits;
using Grains.Interfaces.Employees;

namespace Grains.Employees;

/// <summary>
/// Who a typed person may be: the employee of that number, or those of that name born the same day. People of one name are told apart by a rank, in
/// the order in which they came.
/// </summary>
/// <param name="Numbered">Holds the typed number; null for nobody, or when none was typed.</param>
/// <param name="ByRank">Keys of those of that name and birth date.</param>
internal sealed record Namesakes(string? Numbered, IReadOnlyDictionary<int, string> ByRank)
{
    /// <summary>Namesakes born the same day in one company; who types a tenth is told that they are known.</summary>
    public const int Most = 9;

    public int FreeRank => Enumerable.Range(1, Most).FirstOrDefault(rank => !ByRank.ContainsKey(rank), Most);

    public static async ValueTask<Namesakes> Of(IStateStore store, ISealer sealer, NewEmployee employee, DateTimeOffset now)
    {
        var numbered = employee.Nir.Length == 0 ? null : await store.FindClaim(
            EmployeeClaims.Nir, EmployeeClaims.NirOf(employee.Company, EmployeeClaims.MacOf(sealer, employee.Nir)), now);
        return numbered is null ? new Namesakes(null, await Named(store, employee)) : new Namesakes(KeyOf(numbered), new Dictionary<int, string>());
    }

    // All ranks in one question: a file asks it for each of its lines. These claims never expire.
    private static async ValueTask<IReadOnlyDictionary<int, string>> Named(IStateStore store, NewEmployee employee)
    {
        var ranks = Enumerable.Range(1, Most).ToDictionary(rank => EmployeeClaims.NameOf(employee.Company, employee.Person, rank));
        var values = new DynamicParameters(ranks.ToDictionary(r => $"name{r.Value}", r => (object)r.Key));
        await using var reading = await store.OpenRead();
        var held = await reading.QueryAsync<(string Value, string Owner)>(
            $"SELECT c.value, c.owner FROM claim c WHERE c.kind = '{EmployeeClaims.Name}' AND c.value IN ({string.Join(", ", ranks.Values.Select(rank => $"@name{rank}"))})",
            values);
        return held.ToDictionary(c => ranks[c.Value], c => KeyOf(c.Owner));
    }

    private static string KeyOf(string grain) => grain["employee/".Length..];
}
