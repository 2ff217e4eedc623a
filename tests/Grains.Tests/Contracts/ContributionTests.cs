using Grains.Contracts;
using static Grains.Tests.Contracts.Sample;

namespace Grains.Tests.Contracts;

public sealed class ContributionTests
{
    [Theory]
    [InlineData(ContributionUnit.Pmss, 2.90, 60, null, 116.15, 69.69, 46.46)]
    [InlineData(ContributionUnit.Pmss, 1.20, 60, null, 48.06, 28.84, 19.22)]
    [InlineData(ContributionUnit.Eur, 19.40, 0, null, 19.40, 0, 19.40)]
    [InlineData(ContributionUnit.Eur, 0.05, 50, null, 0.05, 0.03, 0.02)]
    // Pay below the ceiling, above it, above eight.
    [InlineData(ContributionUnit.T1, 1.50, 100, 2000.0, 30, 30, 0)]
    [InlineData(ContributionUnit.T1, 1.50, 100, 6000.0, 60.08, 60.08, 0)]
    [InlineData(ContributionUnit.T2, 1.00, 50, 2000.0, 0, 0, 0)]
    [InlineData(ContributionUnit.T2, 1.00, 50, 6005.0, 20, 10, 10)]
    [InlineData(ContributionUnit.T2, 1.00, 50, 99999.0, 280.35, 140.18, 140.17)]
    public void Amount_is_rounded_half_up_and_the_employee_pays_the_rest(ContributionUnit unit, double value, double share, double? pay, double total,
        double employer, double employee)
    {
        var amount = Pays("BASE", (decimal)value, (decimal)share, unit).Monthly(new(2026, 11, 28), (decimal?)pay)!;

        Assert.Equal(((decimal)total, (decimal)employer, (decimal)employee), (amount.Total, amount.Employer, amount.Employee));
    }

    [Fact]
    public void Amount_of_an_unknown_pay_or_ceiling_is_not_guessed()
    {
        Assert.Null(Pays("BASE", 1.5m, 100, ContributionUnit.T1).Monthly(new(2026, 11, 28)));
        Assert.Null(Pays("BASE", 2.9m, 60).Monthly(new(2031, 1, 1)));
    }

    [Theory]
    [InlineData("BASE", 49.9, "", false)]
    [InlineData("BASE", 50, "", true)]
    [InlineData("BASE", 60, "", true)]
    [InlineData("OPT2", 0, "", true)]
    [InlineData("BASE", 49.9, "isole", false)]
    [InlineData("BASE", 49.9, "adulte", false)]
    [InlineData("BASE", 0, "famille", true)]
    [InlineData("BASE", 0, "enfant", true)]
    public void Employer_pays_half_of_the_compulsory_health_cover_of_the_employee(string option, double share, string band, bool kept)
    {
        var contribution = Pays(option, 2.9m, (decimal)share) with { Band = band };

        Assert.Equal(kept, Contributions.KeepsEmployerShare(Health, contribution));
        Assert.True(Contributions.KeepsEmployerShare(Provident, contribution));
    }

    [Theory]
    [InlineData(1.5, 100, true)]
    [InlineData(1.5, 99, false)]
    [InlineData(3, 50, true)]
    [InlineData(1.1, 100, false)]
    public void Of_managers_the_employer_alone_pays_one_and_a_half_percent(double value, double share, bool kept)
    {
        var contract = Provident with { Contributions = [new("CAD", "BASE", ContributionUnit.T1, (decimal)value, (decimal)share, new(2026, 1, 1))] };

        Assert.Equal(kept, Contributions.KeepsManagersShare(contract, contract.Populations[0], new(2026, 11, 28)));
        Assert.True(Contributions.KeepsManagersShare(contract, contract.Populations[1], new(2026, 11, 28)));
    }

    [Theory]
    [InlineData("2025-12-31", "")]
    [InlineData("2026-01-01", "2.9")]
    [InlineData("2026-12-31", "2.9")]
    [InlineData("2027-01-01", "3.1")]
    [InlineData("2027-07-01", "")]
    public void Later_contribution_ends_the_earlier_one_of_its_series(string day, string values)
    {
        Contribution[] rows = [Pays("BASE", 2.9m, 60), Pays("BASE", 3.1m, 60) with { From = new(2027, 1, 1), To = new(2027, 6, 30) }];

        Assert.Equal(values,
            string.Join(' ', rows.On(DateOnly.ParseExact(day, "O")).Select(c => c.Value.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }
}
