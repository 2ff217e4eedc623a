using Grains.Contracts;
using static Grains.Tests.Contracts.Sample;

namespace Grains.Tests.Contracts;

public sealed class PopulationTests
{
    private const string Head = "81234567600017";
    private const string Branch = "81234567600025";
    private static readonly Contract OfSites = Provident with
    {
        Populations =
            [new("CAD", "Cadres", ["01", "02"]), new("NC1", "Non cadres du siège", ["04"]) { Sirets = [Head] },
                new("NC2", "Non cadres", ["04", "98"]) { Sirets = [Branch] }],
    };

    [Theory]
    [InlineData("01", Head, "CAD")]
    [InlineData("02", Branch, "CAD")]
    [InlineData("04", Head, "NC1")]
    [InlineData("04", Branch, "NC2")]
    [InlineData("98", Branch, "NC2")]
    public void Employee_is_of_the_population_of_their_college_and_establishment(string college, string siret, string code) =>
        Assert.Equal(code, Populations.Of(OfSites, college, siret).Value?.Code);

    [Theory]
    [InlineData("99", Head)]
    [InlineData("98", Head)]
    [InlineData("", "")]
    public void No_population_is_ambiguous(string college, string siret) =>
        Assert.Equal(ContractFault.PopulationAmbigue, Populations.Of(OfSites, college, siret).Refusal);

    [Fact]
    public void Two_populations_are_never_guessed_between()
    {
        var twice = Health with { Populations = [.. Health.Populations, new("CAD", "Cadres", ["01"])] };

        Assert.Equal(ContractFault.PopulationAmbigue, Populations.Of(twice, "01", Head).Refusal);
        Assert.Equal("ENS", Populations.Of(twice, "04", Head).Value?.Code);
    }

    [Fact]
    public void Guarantee_of_a_population_wins_over_its_contract_s()
    {
        var contract = Provident with { Capital = new(300, 50), Ij = new(80, new(FranchiseKind.Fixe, 90)), RenteConjoint = 10 };
        var managers = contract.Populations[0] with { Capital = new(400) };

        Assert.Equal((400m, 90, 10m), Of(ProvidentGuarantees.Of(contract, managers)));
        Assert.Equal((300m, 90, 10m), Of(ProvidentGuarantees.Of(contract, contract.Populations[1])));

        static (decimal, int, decimal?) Of(ProvidentGuarantees of) => (of.Capital!.Percent, of.Ij!.Franchise.Days, of.RenteConjoint);
    }
}
