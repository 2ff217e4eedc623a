using Grains.Text;

namespace Grains.Contracts;

/// <summary>Where a person lives from a day on, as they said.</summary>
/// <param name="Number">Of the request by which they said it.</param>
/// <param name="People">Who lives there, separated by commas.</param>
public sealed record DeclaredAddress(DateOnly From, string Number, string Street, string Complement, string PostCode, string City, string Country, string People);

/// <summary>What requests changed of who is covered, before the core system says it too.</summary>
internal static class DeclaredChanges
{
    /// <summary>Who joined is there, unless the core system knows them already; who left is covered to their last day.</summary>
    public static IReadOnlyList<Beneficiary> With(
        this IReadOnlyList<Beneficiary> known, IEnumerable<Beneficiary> joined, IReadOnlyList<(string Name, DateOnly Last)> left)
    {
        var all = known.ToList();
        foreach (var one in joined.Where(j => all.All(b => b.BirthDate != j.BirthDate || !Same(Whole(b), Whole(j)))))
            all.Add(one with { Rank = all.Count == 0 ? 1 : all.Max(b => b.Rank) + 1 });
        foreach (var (name, last) in left)
        {
            var at = all.FindIndex(b => new Period(b.From, b.To).Holds(last) && (Same(Whole(b), name) || Same(b.FirstName, name)));
            if (at >= 0)
                all[at] = all[at] with { To = last };
        }
        return all;
    }

    private static string Whole(Beneficiary person) => $"{person.FirstName} {person.LastName}";

    private static bool Same(string one, string other) => SearchText.Normalize(one) == SearchText.Normalize(other);
}
