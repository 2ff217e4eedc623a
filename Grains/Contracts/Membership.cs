using System.Globalization;
namespace Grains.Contracts;

/// <summary>An insured person's part in a contract, from a day on.</summary>
/// <param name="Siren">Empty for a contract of their own.</param>
/// <param name="Band">Of the contribution's structure.</param>
public sealed record Adhesion(
    string Contract, DateOnly From, string Siren = "", string Population = "", string Option = "", string Band = "", DateOnly? To = null, string EndCause = "");

/// <param name="Link"><c>conjoint</c>, <c>concubin</c>, <c>pacs</c>, <c>enfant</c>, <c>ascendant</c>.</param>
/// <param name="Limit">The day on which the right ends by age or schooling.</param>
/// <param name="SecondCover">Covered elsewhere, too.</param>
public sealed record Beneficiary(
    int Rank, string Link, string LastName, string FirstName, DateOnly BirthDate, DateOnly From, DateOnly? To = null, DateOnly? Limit = null,
    bool Handicap = false, bool SecondCover = false)
{
    public static readonly IReadOnlyList<string> Links = ["conjoint", "concubin", "pacs", "enfant", "ascendant"];

    private const int Majority = 18;

    /// <summary>Digits and key; kept sealed.</summary>
    public string Nir { get; init; } = "";

    /// <summary>Of an adult the insured person reads the first name and the rights alone.</summary>
    public bool IsAdultOn(DateOnly day) => BirthDate.AddYears(Majority) <= day;
}

/// <summary>The number of a person at the social security: 13 signs and a key of two.</summary>
public static class Nir
{
    /// <summary>
    /// Does a valid number tell of somebody born that day? A temporary number tells of nobody, and months beyond 12 of no month.
    /// </summary>
    public static bool Fits(string nir, DateOnly born) => nir[0] is not ('1' or '2')
        || (nir[1..3] == born.ToString("yy", CultureInfo.InvariantCulture)
            && (int.Parse(nir[3..5], CultureInfo.InvariantCulture) is var month && (month is < 1 or > 12 || month == born.Month)));

    /// <summary>Does a valid number tell of such a person? Temporary numbers tell of them, too.</summary>
    /// <param name="civility"><c>monsieur</c> or <c>madame</c>; others are told of by no number.</param>
    public static bool Fits(string nir, string civility) => civility switch
    {
        "monsieur" => nir[0] is not ('2' or '4' or '8'),
        "madame" => nir[0] is not ('1' or '3' or '7'),
        _ => true,
    };

    /// <summary>Corsica's departments are letters, which count as 19 and 18. A temporary number is checked alike.</summary>
    public static bool IsValid(string nir) =>
        nir.Length == 15 && long.TryParse(nir[..13].Replace("2A", "19", StringComparison.Ordinal).Replace("2B", "18", StringComparison.Ordinal), out var number)
        && nir[..13].All(c => char.IsAsciiDigit(c) || c is 'A' or 'B') && int.TryParse(nir[13..], out var key) && key == 97 - number % 97;
}
