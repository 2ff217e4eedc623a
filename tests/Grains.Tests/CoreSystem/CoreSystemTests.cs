using Grains.Accounts;
using Grains.CoreSystem;
using Grains.Tests.Fixtures;
using Silo.Admin;
using Silo.CoreSystem;
using Silo.Demo;

namespace Grains.Tests.CoreSystem;

public sealed class CoreSystemTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();

    private Grains.CoreSystem.CoreSystemProofs Referential => _host.Get<Grains.CoreSystem.CoreSystemProofs>();

    public Task InitializeAsync() => _host.Get<CoreSystemImport>().Demo(CancellationToken.None);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(ProofKind.SiretAndContract, "81234567600017", "SA2019000", "", "", "812345676", 14)]
    [InlineData(ProofKind.SiretAndContract, "812 345 676 00017", " pr 3019000 ", "", "", "812345676", 14)]
    [InlineData(ProofKind.SirenAndContract, "437 201 957", "PR3019053", "", "", "437201957", 3)]
    [InlineData(ProofKind.SirenAndInsurerNumber, "523880144", "700374", "", "", "523880144", 1)]
    [InlineData(ProofKind.PersonNumber, "p 4400303", "", "", "", "390114825", 2)]
    public async Task Company_is_proven(ProofKind kind, string first, string second, string third, string fourth, string siren, int establishments)
    {
        var proven = await Prove(kind, first, second, third, fourth);

        Assert.Equal(siren, proven?.Siren);
        Assert.Equal(establishments, proven!.Establishments.Count);
        Assert.Single(proven.Establishments, e => e.HeadOffice);
        Assert.Null(proven.Person);
    }

    [Fact]
    public async Task What_the_demo_offers_to_type_is_a_proof()
    {
        foreach (var proof in DemoProof.All)
            Assert.NotNull(await Referential.Prove(proof.Kind, proof.Said));
    }

    [Theory]
    [InlineData("10482213", "Delorvaine", "Maïté", "17/03/1984")]
    [InlineData("1048 2213", "DELORVAINE", "maite", "1984-03-17")]
    [InlineData("10482221", "LEVEQUE D ARZAY", "Jean baptiste", "02/11/1971")]
    [InlineData("10482255", "OEUVRARD", "Loic", "29/02/2000")]
    public async Task Insured_person_is_proven(string number, string last, string first, string birth)
    {
        var proven = await Prove(ProofKind.InsuredPerson, number, last, first, birth);

        Assert.NotNull(proven?.Person);
        Assert.Null(proven.Siren);
    }

    [Fact]
    public async Task Insured_person_without_an_address_has_none()
    {
        var proven = await Prove(ProofKind.InsuredPerson, "10482247", "Trévignac", "Odile", "05/01/1949");

        Assert.Null(proven!.Person!.Email);
        Assert.Equal("0639980064", proven.Person.Phone);
    }

    [Theory]
    // A branch, not the head office; another company's contract; a wrong check digit; nothing at all.
    [InlineData(ProofKind.SiretAndContract, "81234567600025", "SA2019000", "", "")]
    [InlineData(ProofKind.SiretAndContract, "81234567600017", "SA2019053", "", "")]
    [InlineData(ProofKind.SiretAndContract, "81234567600019", "SA2019000", "", "")]
    [InlineData(ProofKind.SiretAndContract, "", "", "", "")]
    [InlineData(ProofKind.SirenAndContract, "437201957", "PR3019000", "", "")]
    [InlineData(ProofKind.SirenAndContract, "' OR 1=1 --", "PR3019000", "", "")]
    [InlineData(ProofKind.SirenAndInsurerNumber, "523880144", "700100", "", "")]
    [InlineData(ProofKind.SirenAndInsurerNumber, "523880144", "", "", "")]
    [InlineData(ProofKind.PersonNumber, "P4400304X", "", "", "")]
    [InlineData(ProofKind.PersonNumber, "", "", "", "")]
    [InlineData(ProofKind.InsuredPerson, "10482213", "Delorvaine", "Maïté", "18/03/1984")]
    [InlineData(ProofKind.InsuredPerson, "10482213", "Delorvaine", "Marie", "17/03/1984")]
    [InlineData(ProofKind.InsuredPerson, "10482213", "Delorvaine", "Maïté", "")]
    [InlineData(ProofKind.InsuredPerson, "10482221", "Delorvaine", "Maïté", "17/03/1984")]
    public async Task Any_wrong_part_is_the_same_nothing(ProofKind kind, string first, string second, string third, string fourth) =>
        Assert.Null(await Prove(kind, first, second, third, fourth));

    [Fact]
    public async Task Main_establishment_proves_and_a_closed_one_does_not()
    {
        var distribution = await Prove(ProofKind.SirenAndInsurerNumber, Siren("85206419"), "700922");
        var main = distribution!.Establishments[1];
        Assert.False(main.HeadOffice);

        Assert.NotNull(await Prove(ProofKind.SiretAndContract, main.Siret, "SA2019318"));
        Assert.Null(await Prove(ProofKind.SiretAndContract, distribution.Establishments[2].Siret, "SA2019318"));
    }

    [Fact]
    public async Task Loading_again_replaces_and_removes_nothing()
    {
        var before = await Prove(ProofKind.SirenAndContract, "812345676", "SA2019000");
        var renamed = new CompanyEntry("812345676", "Brumont & associés", "Bellerive", "1");

        await _host.Get<CoreSystemImport>().Load(new CoreSystemFile { Companies = [new("$", "", renamed)] }, CancellationToken.None);

        var after = await Prove(ProofKind.SirenAndContract, "812345676", "SA2019000");
        Assert.Equal("Brumont & associés", after!.CompanyName);
        Assert.Equal(before!.Establishments, after.Establishments);
    }

    [Fact]
    public async Task Demo_companies_are_known_as_the_demo_tells_them()
    {
        foreach (var company in DemoPeople.Companies)
        {
            var proven = await Prove(ProofKind.SirenAndContract, company.Siren, $"SA{2019000 + 53 * DemoPeople.Companies.ToList().IndexOf(company)}");

            Assert.Equal((company.Name, company.City, company.Establishments), (proven!.CompanyName, proven.City, proven.Establishments.Count));
        }
    }

    [Theory]
    [InlineData("""{ "companies": [], "insured": [] }""", "ok 0 companies, 0 insured people")]
    [InlineData(
        """{ "companies": [{ "siren": "123456789", "name": "", "city": "", "insurerNumber": "", "personNumbers": [], "contracts": [], "establishments": [] }], "insured": [] }""", "ok 0 companies, 0 insured people; 1 refused: $.companies[0].siren SIREN")]
    [InlineData("""{ "companies": [], "insured": [], "other": 1 }""", "error The file is no referential, see $.other, line 1.")]
    [InlineData("""{ "companies": [null], "insured": [] }""", "ok 0 companies, 0 insured people; 1 refused: $.companies[0] FORMAT")]
    [InlineData("siren;siret", "error The file is no referential, see $, line 1.")]
    public async Task Command_loads_a_file_or_says_what_is_wrong(string content, string answer)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, content);

        Assert.Equal(answer, await _host.Get<AdminCommands>().Do($"referential import {file}"));
        File.Delete(file);
    }

    private static string Siren(string eight) => Enumerable.Range(0, 10).Select(k => $"{eight}{k}").Single(s => BusinessNumber.Siren(s) is not null);

    private ValueTask<Proven?> Prove(ProofKind kind, params string[] typed) =>
        Referential.Prove(kind, CoreSystemProofs.Fields(kind).Zip(typed).ToDictionary(p => p.First, p => p.Second));
}
