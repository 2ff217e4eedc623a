namespace Grains.Contracts;

/// <summary>Which contributions hold on a day, and what they come to.</summary>
public static class Contributions
{
    private const decimal CompulsoryShare = 50;
    private const decimal ManagersShare = 1.5m;
    private const int CeilingsOfT2 = 8;

    /// <summary>Those that hold on the day: of each series the latest begun, unless it has ended.</summary>
    public static IEnumerable<Contribution> On(this IEnumerable<Contribution> all, DateOnly day) => all
        .Where(c => c.From <= day)
        .GroupBy(c => (c.Population, c.Option, c.Structure, c.Band))
        .Select(series => series.MaxBy(c => c.From)!)
        .Where(c => new Period(c.From, c.To).Holds(day));

    /// <summary>Half a cent counts up. Null where the pay, or the year's ceiling, that it is a part of is unknown.</summary>
    /// <param name="pay">Gross, of the month.</param>
    public static ContributionAmount? Monthly(this Contribution contribution, DateOnly day, decimal? pay = null)
    {
        var ceiling = SocialSecurityCeiling.Monthly(day.Year);
        decimal? of = contribution.Unit switch
        {
            ContributionUnit.Eur => 100,
            ContributionUnit.Pmss => ceiling,
            ContributionUnit.T1 => pay is { } gross && ceiling is { } one ? Math.Min(gross, one) : null,
            _ => pay is { } gross && ceiling is { } one ? Math.Max(0, Math.Min(gross, CeilingsOfT2 * one) - one) : null,
        };
        if (of is not { } amount)
            return null;
        var total = Cents(contribution.Value * amount / 100);
        return new ContributionAmount(total, Cents(total * contribution.EmployerShare / 100));
    }

    /// <summary>
    /// Does the employer pay half at least of the cover that employees must have? (CSS L. 911-7 III.) Dependants' and optional cover is free.
    /// </summary>
    public static bool KeepsEmployerShare(Contract contract, Contribution contribution) =>
        contract.Universe is not Universe.Health || !contribution.IsOfTheEmployee || !IsCompulsory(contract, contribution.Option)
        || contribution.EmployerShare >= CompulsoryShare;

    /// <summary>Of managers, does the employer alone pay 1.50 % of T1? The rule on how much of it goes to death cover is the insurer's to know.</summary>
    public static bool KeepsManagersShare(Contract contract, Population population, DateOnly day) =>
        contract.Universe is not Universe.Provident || !population.Colleges.Contains("01")
        || contract.Contributions.On(day)
            .Where(c => c.Population == population.Code && c.Unit is ContributionUnit.T1).Sum(c => c.Value * c.EmployerShare / 100) >= ManagersShare;

    // A contract that names no options has one alone.
    private static bool IsCompulsory(Contract contract, string option) => contract.Options.Count == 0 || contract.Options.Any(o => o.Code == option && o.Base);

    private static decimal Cents(decimal euros) => Math.Round(euros, 2, MidpointRounding.AwayFromZero);
}
