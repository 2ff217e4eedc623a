namespace Grains.Contracts;

/// <summary>What a population pays for an option, from a day on. A later one of the same series ends it; nothing is overwritten.</summary>
/// <param name="Structure"><c>famille</c> (one price), <c>isole-famille</c>, <c>isole-duo-famille</c> or <c>adulte-enfant</c>; empty for provident.</param>
/// <param name="Value">Euros a month, or percent.</param>
/// <param name="EmployerShare">Percent of the amount, 0–100.</param>
/// <param name="Band">Of the structure: <c>isole</c>, <c>duo</c>, <c>famille</c>, <c>adulte</c>, <c>enfant</c>; empty where there is one price.</param>
public sealed record Contribution(
    string Population, string Option, ContributionUnit Unit, decimal Value, decimal EmployerShare, DateOnly From, string Structure = "", string Band = "",
        DateOnly? To = null)
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Bands = new Dictionary<string, IReadOnlyList<string>>
    {
        [""] = [""],
        ["famille"] = [""],
        ["isole-famille"] = ["isole", "famille"],
        ["isole-duo-famille"] = ["isole", "duo", "famille"],
        ["adulte-enfant"] = ["adulte", "enfant"],
    };

    /// <summary>Whoever it is paid for must have it, not a dependant of theirs who may.</summary>
    public bool IsOfTheEmployee => Band is "" or "isole" or "adulte";

    public bool IsSeriesOf(Contribution other) =>
        (Population, Option, Structure, Band) == (other.Population, other.Option, other.Structure, other.Band);
}

public enum ContributionUnit
{
    Eur,
    Pmss,
    /// <summary>Of pay up to one ceiling.</summary>
    T1,
    /// <summary>Of pay from one ceiling to eight.</summary>
    T2,
}

/// <summary>Euros and cents of a month.</summary>
public sealed record ContributionAmount(decimal Total, decimal Employer)
{
    public decimal Employee => Total - Employer;
}
