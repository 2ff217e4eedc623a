using Grains.Contracts;
using Grains.Text;
using Microsoft.AspNetCore.Html;
using Web.Display;

namespace Web.Spaces;

/// <summary>An insured person's own contracts and who is covered with them, in words.</summary>
public sealed record InsuredCoverView(IReadOnlyList<CoverContract> Contracts, IReadOnlyList<CoverBeneficiary> Beneficiaries)
{
    public static InsuredCoverView Of(InsuredCover cover, DateOnly day) => new(
        [.. cover.On(day).Select(c => Of(c, day))],
        [.. cover.BeneficiariesOn(day).Select(b => new CoverBeneficiary(
            b.IsAdultOn(day) ? b.FirstName : $"{b.FirstName} {b.LastName}",
            string.Join(", ", Details(b, day))))]);

    private static IEnumerable<string> Details(Beneficiary person, DateOnly day)
    {
        yield return Link(person.Link);
        if (!person.IsAdultOn(day))
            yield return string.Format(CoverTexts.BornOn, FrenchDates.Day(person.BirthDate));
        if (person.Limit is { } limit)
            yield return string.Format(CoverTexts.Until, FrenchDates.Day(limit));
    }

    private static CoverContract Of(InsuredContract of, DateOnly day)
    {
        var health = of.Contract.Universe is Universe.Health;
        var detail = health ? of.Option?.Label : of.Population?.Label;
        var since = FrenchDates.Day(of.Adhesion.From);
        return new(
            health ? "care" : "umbrella",
            $"{(health ? CoverTexts.Health : CoverTexts.Provident)}{(detail is null ? "" : $", {Lower(detail)}")}",
            of.Company.Length > 0 ? Named.In(CoverTexts.Since, Named.Of(of.Company), since) : Named.In(CoverTexts.SinceAlone, since),
            of.Contract.Number,
            State(of, day),
            of.Option?.Label ?? "",
            [.. of.Guarantees.GroupBy(g => g.Heading).Select(h => new CoverHeading(h.Key, [.. h.Select(g => new CoverLine(g.Line, InWords(g.Value)))]))],
            health ? [] : GuaranteeWords.Of(of.Provident));
    }

    private static string State(InsuredContract of, DateOnly day) =>
        of.Adhesion.From > day ? string.Format(CoverTexts.FromDay, FrenchDates.Day(of.Adhesion.From))
        : of.Contract.StatusOn(day) is ContractStatus.Suspended ? CoverTexts.Suspended : "";

    private static string InWords(GuaranteeValue value) => value.Unit switch
    {
        GuaranteeUnit.RealCost => CoverTexts.RealCost,
        GuaranteeUnit.NothingLeft => CoverTexts.NothingLeft,
        GuaranteeUnit.PercentOfTariff => string.Format(CoverTexts.PercentBr, French.Decimal(value.Amount)),
        GuaranteeUnit.EurosAYear => string.Format(CoverTexts.EurosAYear, French.Decimal(value.Amount)),
        GuaranteeUnit.EurosADay => string.Format(CoverTexts.EurosADay, French.Decimal(value.Amount)),
        GuaranteeUnit.EurosAnItem => string.Format(CoverTexts.EurosAnItem, French.Decimal(value.Amount)),
        _ => string.Format(CoverTexts.Euros, French.Decimal(value.Amount)),
    };

    private static string Link(string link) => link switch
    {
        "conjoint" => CoverTexts.LinkConjoint,
        "concubin" => CoverTexts.LinkConcubin,
        "pacs" => CoverTexts.LinkPacs,
        "enfant" => CoverTexts.LinkEnfant,
        "autre" => CoverTexts.LinkAutre,
        _ => CoverTexts.LinkAscendant,
    };

    private static string Lower(string label) => label.Length == 0 ? "" : char.ToLowerInvariant(label[0]) + label[1..];
}

/// <param name="State">Where it is not simply in force.</param>
/// <param name="Headings">Of health: what is paid for each kind of care.</param>
/// <param name="Sentences">Of provident: the guarantees in words.</param>
public sealed record CoverContract(
    string Icon, string Title, IHtmlContent Since, string Number, string State, string Option, IReadOnlyList<CoverHeading> Headings,
        IReadOnlyList<string> Sentences);

public sealed record CoverHeading(string Name, IReadOnlyList<CoverLine> Lines);

public sealed record CoverLine(string Care, string Paid);

public sealed record CoverBeneficiary(string Name, string Detail);
