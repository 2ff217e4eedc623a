namespace Grains.Contracts;

/// <summary>The monthly ceiling of the social security (PMSS), in euros, as decreed for each year.</summary>
public static class SocialSecurityCeiling
{
    private static readonly IReadOnlyDictionary<int, decimal> Years = new Dictionary<int, decimal> { [2024] = 3864, [2025] = 3925, [2026] = 4005 };

    /// <summary>Null for a year that is not decreed, or long past.</summary>
    public static decimal? Monthly(int year) => Years.TryGetValue(year, out var euros) ? euros : null;
}
