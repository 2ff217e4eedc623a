using Grains.Accounts;
using Grains.Contracts;
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
        var file = new CoreSystemFile
        {
            Companies = [.. lines.Select(l => new Entry<CompanyEntry>($"$.{l.Siren}", "", new(l.Siren, l.Name, l.City, $"N{l.Siren}")))],
            Contracts =
                [.. lines.Select(l => new Entry<Contract>($"$.{l.Siren}.contract", l.Siren, new() { Number = $"SA{l.Siren}", Universe = Universe.Health }))],
            Establishments =
                [.. lines.Select(l => new Entry<EstablishmentEntry>($"$.{l.Siren}.place", l.Siren, new(l.Siret, l.Name, l.Address, l.HeadOffice, Main: true)))],
        };

        await host.Get<CoreSystemImport>().Load(file, CancellationToken.None);

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
