using System.Text;
using System.Text.Json.Nodes;
using Grains.Contracts;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;

namespace Grains.Tests.CoreSystem;

public sealed class LoadRefusalTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("companies[0].siren", "\"812345670\"", "$.companies[0].siren SIREN")]
    [InlineData("companies[0].establishments[0].siret", "\"81234567600018\"", "$.companies[0].establishments[0].siret SIRET")]
    [InlineData("companies[0].establishments[0].siret", "\"43720195700028\"", "$.companies[0].establishments[0].siret SIRET_AUTRE_SIREN")]
    [InlineData("companies[0].establishments[0].zone", "\"975\"", "$.companies[0].establishments[0].zone FORMAT")]
    [InlineData("companies[0].contacts[0].card", "\"paul\"", "$.companies[0].contacts[0].card CARTE_INCONNUE")]
    [InlineData("companies[0].contacts[0].universe", "\"sante\"", "$.companies[0].contacts[0].universe FORMAT")]
    [InlineData("companies[0].contracts[0].contributions[0].employerShare", "49.9",
        "$.companies[0].contracts[0].contributions[0].employerShare PART_EMPLOYEUR")]
    [InlineData("companies[1].contracts[1].end", "\"2019-12-31\"", "$.companies[1].contracts[1].end DATES")]
    [InlineData("companies[1].contracts[1].number", "\"SA2019053\"", "$.companies[1].contracts[1] DOUBLON")]
    [InlineData("companies[0].contracts[0].universe", "\"pension\"", "$.companies[0].contracts[0].universe FORMAT")]
    [InlineData("companies[0].contracts[0].colour", "1", "$.companies[0].contracts[0].colour FORMAT")]
    [InlineData("companies[0].contracts[0].act.kind", "\"vote\"", "$.companies[0].contracts[0].act.kind FORMAT")]
    [InlineData("companies[0].colour", "1", "$.companies[0].colour FORMAT")]
    [InlineData("insured[0].nir", "\"185057800608490\"", "$.insured[0].nir NIR")]
    [InlineData("insured[0].adhesions[0].contract", "\"SA9\"", "$.insured[0].adhesions[0].contract CONTRAT_INCONNU")]
    [InlineData("insured[0].adhesions[1].population", "\"\"", "$.insured[0].adhesions[1].population POPULATION_AMBIGUE")]
    [InlineData("insured[0].adhesions[1].population", "\"ENS\"", "$.insured[0].adhesions[1].population POPULATION_AMBIGUE")]
    [InlineData("insured[0].adhesions[0].population", "\"\"", "")]
    [InlineData("insured[0].adhesions[0].to", "\"2021-02-28\"", "$.insured[0].adhesions[0].to DATES")]
    [InlineData("insured[0].beneficiaries[0].link", "\"voisin\"", "$.insured[0].beneficiaries[0].link FORMAT")]
    [InlineData("insured[0].birthDate", "\"1988-05-32\"", "$.insured[0].birthDate FORMAT")]
    [InlineData("cards[0].team", "\"medical\"", "$.cards[0].team FORMAT")]
    public async Task Bad_record_is_refused_alone_with_its_place_and_code(string path, string value, string refused)
    {
        var file = Samples.Brumont(batch: "");
        Set(file, path, JsonNode.Parse(value));

        // What names the contract of a record that was refused finds none.
        var all = (await Load(file)).Refused.Where(r => r.Fault is not ContractFault.ContratInconnu || !path.StartsWith("companies", StringComparison.Ordinal));
        Assert.Equal(refused, string.Join(", ", all.Select(r => $"{r.Path} {LoadReport.Code(r.Fault)}")));
    }

    [Fact]
    public async Task What_stands_under_a_refused_record_is_refused_with_it()
    {
        var file = Samples.Brumont(batch: "");
        file["companies"]![0]!["siren"] = "812345670";

        var report = await Load(file);

        Assert.Equal((1, 1), (report.Companies, report.Insured));
        Assert.Equal(
            "$.companies[0].siren SIREN, $.insured[0].adhesions[0].contract CONTRAT_INCONNU, $.insured[0].adhesions[1].contract CONTRAT_INCONNU",
            string.Join(", ", report.Refused.Select(r => $"{r.Path} {LoadReport.Code(r.Fault)}")));
    }

    [Fact]
    public async Task Same_record_twice_is_refused_the_second_time()
    {
        var file = Samples.Brumont(batch: "");
        foreach (var list in new[] { "companies", "insured", "cards" })
            file[list]!.AsArray().Add(file[list]![0]!.DeepClone());

        Assert.Equal("$.companies[2] DOUBLON, $.insured[1] DOUBLON, $.cards[1] DOUBLON",
            string.Join(", ", (await Load(file)).Refused.Select(r => $"{r.Path} {LoadReport.Code(r.Fault)}")));
    }

    [Theory]
    [InlineData("""{"id": "c", "week": ["", "08:30-18:00", "", "", "", "", ""]}""", "")]
    [InlineData("""{"id": "c", "week": ["", "", "", "", "", "", ""]}""", ".week FORMAT")]
    [InlineData("""{"id": "c", "week": ["", "18:00-08:30", "", "", "", "", ""]}""", ".week FORMAT")]
    [InlineData("""{"id": "c", "week": ["", "08:30-12:00+11:00-18:00", "", "", "", "", ""]}""", ".week FORMAT")]
    [InlineData("""{"id": "c", "week": ["08:30-18:00"]}""", ".week FORMAT")]
    [InlineData("""{"id": "c", "week": ["", "08:30-18:00", "", "", "", "", ""], "zone": "Europe/Ys"}""", ".zone FORMAT")]
    [InlineData("""{"id": "c", "week": ["", "08:30-18:00", "", "", "", "", ""], "holidays": "UK"}""", ".holidays FORMAT")]
    [InlineData("""{"id": "c", "week": ["", "08:30-18:00", "", "", "", "", ""], "exceptions": [{"date": "2026-12-24", "slots": "8-12"}]}""",
        ".exceptions FORMAT")]
    public async Task Calendar_that_could_not_be_counted_by_is_refused(string calendar, string refused)
    {
        var report = await Load(new JsonObject { ["calendars"] = new JsonArray(JsonNode.Parse(calendar)) });

        Assert.Equal(refused.Length == 0 ? "" : "$.calendars[0]" + refused,
            string.Join(", ", report.Refused.Select(r => $"{r.Path} {LoadReport.Code(r.Fault)}")));
    }

    private static void Set(JsonNode file, string path, JsonNode? value)
    {
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        var at = steps[..^1].Aggregate(file, (node, step) => step[0] == '[' ? node[int.Parse(step[1..^1], null)]! : node[step]!);
        at[steps[^1]] = value;
    }

    private async Task<LoadReport> Load(JsonObject file) =>
        await _host.Get<CoreSystemImport>()
            .Load(await CoreSystemFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(file.ToJsonString())), CancellationToken.None), CancellationToken.None);
}
