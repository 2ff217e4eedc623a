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
        var named = new Dictionary<int, string>();
        for (var rank = 1; rank <= Most && numbered is null; rank++)
        {
            if (await store.FindClaim(EmployeeClaims.Name, EmployeeClaims.NameOf(employee.Company, employee.Person, rank), now) is { } holder)
                named[rank] = KeyOf(holder);
        }
        return new Namesakes(numbered is null ? null : KeyOf(numbered), named);
    }

    private static string KeyOf(string grain) => grain["employee/".Length..];
}
