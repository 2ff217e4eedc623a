using Grains.Contracts;
using static Grains.Tests.Contracts.Sample;

namespace Grains.Tests.Contracts;

public sealed class InsuredCoverTests
{
    private static readonly DateOnly Today = new(2026, 11, 28);

    [Theory]
    [InlineData("2021-03-01 BASE", "BASE")]
    [InlineData("2021-03-01 BASE, 2026-01-01 OPT2", "OPT2")]
    [InlineData("2021-03-01 BASE, 2027-01-01 OPT2", "BASE")]
    [InlineData("2027-01-01 OPT2", "OPT2")]
    [InlineData("2021-03-01 BASE 2026-11-28", "BASE")]
    [InlineData("2021-03-01 BASE 2026-11-27", "")]
    public void Of_each_contract_the_adhesion_begun_last_holds(string adhesions, string options)
    {
        var cover =
            new InsuredCover(
                [.. adhesions.Split(", ").Select(a => a.Split(' '))
                    .Select(a => Of(Health, new("SA2019000", Day(a[0]), "812345676", "ENS", a[1], To: a.Length > 2 ? Day(a[2]) : null)))], []);

        Assert.Equal(options, string.Join(' ', cover.On(Today).Select(c => c.Adhesion.Option)));
    }

    [Fact]
    public void Contract_that_has_ended_covers_nobody() =>
        Assert.Empty(new InsuredCover([Of(Health with { End = new(2025, 12, 31) }, new("SA2019000", new(2021, 3, 1), "812345676"))], []).On(Today));

    [Fact]
    public void Same_number_under_two_companies_is_two_contracts() => Assert.Equal(
        2, new InsuredCover([Of(Health, new("SA2019000", new(2021, 3, 1), "812345676")), Of(Health, new("SA2019000", new(2021, 3, 1), "437201957"))], [])
            .On(Today).Count);

    [Theory]
    [InlineData("", "", true)]
    [InlineData("2026-11-28", "", true)]
    [InlineData("2026-11-27", "", false)]
    [InlineData("", "2026-11-28", true)]
    [InlineData("", "2026-11-27", false)]
    public void Beneficiary_is_covered_until_the_end_or_the_limit(string to, string limit, bool covered)
    {
        var child =
            new Beneficiary(1, "enfant", "Benmarouk", "Adam", new(2008, 11, 28), new(2021, 3, 1), to.Length == 0 ? null : Day(to), limit.Length == 0 ? null
                : Day(limit));

        Assert.Equal(covered, new InsuredCover([], [child]).BeneficiariesOn(Today).Count == 1);
        Assert.True(child.IsAdultOn(Today));
        Assert.False(child.IsAdultOn(Today.AddDays(-1)));
    }

    private static InsuredContract Of(Contract contract, Adhesion adhesion) => new(adhesion, contract, "Ateliers Brumont", []);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "O");
}
