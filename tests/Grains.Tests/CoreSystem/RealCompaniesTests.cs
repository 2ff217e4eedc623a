using Grains.Accounts;
using Grains.CoreSystem;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;
using Tests.Fixtures;

namespace Grains.Tests.CoreSystem;

public sealed class RealCompaniesTests
{
    [RealCompaniesFact]
    public async Task A_thousand_real_establishments_are_loaded_and_proven()
    {
        await using var host = new GrainHost();
        // The extracts often hold a branch without its head office: here the first one of a company counts as the main one.
        var lines = RealCompanies.Lines().DistinctBy(l => l.Siren).Take(1000).ToList();
        Assert.Equal(1000, lines.Count);
        Assert.All(lines, l => Assert.Equal(l.Siret, BusinessNumber.Siret(l.Siret)));
        var companies = lines.Select(l => new CompanyEntry(
            l.Siren, l.Name, l.City, $"N{l.Siren}", [], [new ContractEntry($"SA{l.Siren}", Universe.Health)], [new EstablishmentEntry(l.Siret, l.Name, l.Address, l.HeadOffice, Main: true)]));

        await host.Get<CoreSystemImport>().Load(new CoreSystemFile([.. companies], []), CancellationToken.None);

        var referential = host.Get<Grains.CoreSystem.CoreSystemProofs>();
        foreach (var line in lines)
        {
            var right = await referential.Prove(ProofKind.SiretAndContract, Said(line.Siret, $"SA{line.Siren}"));

            Assert.Equal((line.Siren, line.Name), (right?.Siren, right?.CompanyName));
            Assert.Null(await referential.Prove(ProofKind.SiretAndContract, Said(line.Siret, $"SA{line.Siren}9")));
        }
    }

    private static Dictionary<string, string> Said(string siret, string contract) => new() { ["siret"] = siret, ["contrat"] = contract };
}
