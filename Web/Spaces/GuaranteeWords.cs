using Grains.Contracts;
using Web.Display;

namespace Web.Spaces;

/// <summary>Provident guarantees as people read them: « Décès : 300 % de votre salaire annuel brut ».</summary>
public static class GuaranteeWords
{
    public static IReadOnlyList<string> Of(ProvidentGuarantees of) =>
    [
        .. of.Capital is { } capital ? [Capital(capital)] : Array.Empty<string>(),
        .. of.Ij is { } ij ? [DailyBenefit(ij)] : Array.Empty<string>(),
        .. of.Invalidite.Index().Select(i => string.Format(CoverTexts.Invalidite, French.Decimal(i.Item), i.Index + 1)),
        .. of.RenteConjoint is { } rente ? [string.Format(CoverTexts.RenteConjoint, French.Decimal(rente))] : Array.Empty<string>(),
        .. of.RenteEducation.Select(b => string.Format(CoverTexts.RenteEducation, French.Decimal(b.Percent), b.UntilAge)),
        .. of.Obseques is { } funeral ? [string.Format(CoverTexts.Obseques, French.Decimal(funeral))] : Array.Empty<string>(),
    ];

    private static string Capital(DeathBenefit of) =>
        string.Format(CoverTexts.Capital, French.Decimal(of.Percent))
            + (of.PerChild > 0 ? ", " + string.Format(CoverTexts.CapitalChild, French.Decimal(of.PerChild)) : "");

    // The days of the franchise are not paid: the first paid one is the day after.
    private static string DailyBenefit(DailyBenefit of) => of.Franchise.Kind is FranchiseKind.Relais
        ? string.Format(CoverTexts.DailyBenefitRelay, French.Decimal(of.Percent))
        : string.Format(CoverTexts.DailyBenefit, French.Decimal(of.Percent), Ordinal(of.Franchise.Days + 1), Ordinal(of.MaxDay));

    private static string Ordinal(int day) => day == 1 ? "1er" : $"{French.Number(day)}e";
}
