using System.Globalization;

namespace Grains.Contracts;

/// <summary>Health guarantees as the branch of insurers has agreed to print them (14 February 2019): the same headings everywhere, ten at most.</summary>
public sealed record GuaranteeTable(string Id, IReadOnlyList<GuaranteeLine> Lines);

/// <param name="Line">« nature » of what is paid for, unique in its table.</param>
/// <param name="Values">By option code, as <see cref="GuaranteeValue"/> spells them; an option that is missing pays nothing.</param>
/// <param name="Kind">What the law asks of the line, if anything.</param>
public sealed record GuaranteeLine(string Heading, string Line, IReadOnlyDictionary<string, string> Values, GuaranteeKind Kind = GuaranteeKind.None)
{
    public const int MostHeadings = 10;

    public GuaranteeValue? For(string option) => Values.TryGetValue(option, out var value) ? GuaranteeValue.Parse(value) : null;
}

public enum GuaranteeKind
{
    None = 0,
    /// <summary>The daily hospital charge.</summary>
    ForfaitJournalier,
    /// <summary>Fees of doctors who keep to the agreed tariffs, and of those who do not.</summary>
    Optam,
    HorsOptam,
}

/// <summary>« 150 %BR », « 50 €/jour », « FR » (frais réels), « RAC0 » (nothing is left to pay).</summary>
public sealed record GuaranteeValue(GuaranteeUnit Unit, decimal Amount = 0)
{
    private static readonly IReadOnlyDictionary<string, GuaranteeUnit> Units = new Dictionary<string, GuaranteeUnit>
    {
        ["%BR"] = GuaranteeUnit.PercentOfTariff, ["€"] = GuaranteeUnit.Euros, ["€/an"] = GuaranteeUnit.EurosAYear,
        ["€/jour"] = GuaranteeUnit.EurosADay, ["€/équipement"] = GuaranteeUnit.EurosAnItem,
    };

    /// <summary>Null when it is none of them.</summary>
    public static GuaranteeValue? Parse(string text) => text.Split(' ') switch
    {
        ["FR"] => new(GuaranteeUnit.RealCost),
        ["RAC0"] => new(GuaranteeUnit.NothingLeft),
        [var amount, var unit] when Units.TryGetValue(unit, out var known)
            && decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) => new(known, value),
        _ => null,
    };
}

public enum GuaranteeUnit
{
    /// <summary>Of the social security's tariff (base de remboursement), its own part included.</summary>
    PercentOfTariff,
    RealCost,
    NothingLeft,
    Euros,
    EurosAYear,
    EurosADay,
    EurosAnItem,
}
