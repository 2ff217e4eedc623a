using Grains.CoreSystem;

namespace Grains.Requests.Forms;

/// <summary>Days of a stop for which a contract pays nothing.</summary>
public static class Franchises
{
    private const int RollingMonths = 12;

    /// <summary>The last unpaid day; null while the stop's first day or the contract's franchise is not known.</summary>
    /// <param name="answers">Of a form with <c>premier_jour</c>, <c>fin</c>, <c>sub_au</c>.</param>
    /// <param name="facts"><c>contract.ij.kind</c> and <c>contract.ij.franchise</c>.</param>
    public static DateOnly? EndOf(
        IReadOnlyDictionary<string, string> answers, IReadOnlyDictionary<string, object> facts, IReadOnlyList<DeclaredStop> earlier)
    {
        if (Day("premier_jour") is not { } first || facts.GetValueOrDefault("contract.ij.franchise") is not decimal days)
            return null;
        return facts.GetValueOrDefault("contract.ij.kind") switch
        {
            "relais" => answers.GetValueOrDefault("maintien") == FieldKinds.Yes ? Day("sub_au") ?? Day("fin") : first.AddDays(-1),
            "cumulee" => first.AddDays(Math.Max(0, (int)days - Used(first, earlier)) - 1),
            _ => first.AddDays((int)days - 1),
        };

        DateOnly? Day(string field) => TypedNumbers.Day(answers.GetValueOrDefault(field, ""));
    }

    // Days of other stops in the twelve months before.
    private static int Used(DateOnly first, IReadOnlyList<DeclaredStop> earlier) => earlier
        .Select(s => (
            From: s.First > first.AddMonths(-RollingMonths) ? s.First : first.AddMonths(-RollingMonths), To: s.Last < first ? s.Last : first.AddDays(-1)))
        .Sum(s => Math.Max(0, s.To.DayNumber - s.From.DayNumber + 1));
}
