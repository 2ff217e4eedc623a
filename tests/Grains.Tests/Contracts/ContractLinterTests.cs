using Grains.Contracts;
using static Grains.Tests.Contracts.Sample;

namespace Grains.Tests.Contracts;

public sealed class ContractLinterTests
{
    [Theory]
    [InlineData(GuaranteeKind.ForfaitJournalier, "FR", "")]
    [InlineData(GuaranteeKind.ForfaitJournalier, "20 €/jour", "ForfaitJournalier")]
    [InlineData(GuaranteeKind.None, "100 %BR", "")]
    [InlineData(GuaranteeKind.None, "99.5 %BR", "SousTarif")]
    [InlineData(GuaranteeKind.None, "50 €/an", "")]
    [InlineData(GuaranteeKind.None, "RAC0", "")]
    // Beside 200 % with Optam.
    [InlineData(GuaranteeKind.HorsOptam, "100 %BR", "")]
    [InlineData(GuaranteeKind.HorsOptam, "180 %BR", "")]
    [InlineData(GuaranteeKind.HorsOptam, "181 %BR", "HorsOptam")]
    [InlineData(GuaranteeKind.HorsOptam, "201 %BR", "HorsOptam")]
    public void Line_that_the_law_would_not_have_is_warned_of(GuaranteeKind kind, string value, string warnings) => Assert.Equal(warnings, Found(new("t", [
        new("Soins courants", "médecins Optam", Values("200 %BR"), GuaranteeKind.Optam), new("Soins courants", "ligne", Values(value), kind)])));

    [Fact]
    public void Tariff_itself_is_never_too_near() => Assert.Equal("", Found(new("t", [
        new("Soins courants", "médecins Optam", Values("100 %BR"), GuaranteeKind.Optam),
            new("Soins courants", "hors Optam", Values("100 %BR"), GuaranteeKind.HorsOptam)])));

    [Theory]
    [InlineData("150 %BR", GuaranteeUnit.PercentOfTariff, 150)]
    [InlineData("300.5 €/équipement", GuaranteeUnit.EurosAnItem, 300.5)]
    [InlineData("FR", GuaranteeUnit.RealCost, 0)]
    public void Value_is_read(string text, GuaranteeUnit unit, double amount) =>
        Assert.Equal(new GuaranteeValue(unit, (decimal)amount), GuaranteeValue.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("–")]
    [InlineData("150")]
    [InlineData("150 %")]
    [InlineData("-1 %BR")]
    [InlineData("1 000 €/an")]
    public void What_is_no_value_is_none(string text) => Assert.Null(GuaranteeValue.Parse(text));

    [Fact]
    public void Managers_share_and_common_populations_are_warned_of()
    {
        var contract = Provident with
        {
            Contributions = [new("CAD", "BASE", ContributionUnit.T1, 1.1m, 100, new(2026, 1, 1))],
            Populations = [.. Provident.Populations, new("ASS", "Assimilés", ["02"])],
        };

        Assert.Equal([new(ContractWarning.Cadres150, "CAD"), new(ContractWarning.PopulationsCommunes, "CAD, ASS")],
            ContractLinter.Check(contract, new(2026, 11, 28)));
    }

    private static string Found(GuaranteeTable table) => string.Join(' ', ContractLinter.Check(table).Select(f => f.Warning));

    private static Dictionary<string, string> Values(string value) => new() { ["BASE"] = value };
}
