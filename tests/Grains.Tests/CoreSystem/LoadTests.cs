using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grains.Access;
using Grains.Contracts;
using Grains.Interfaces;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;

namespace Grains.Tests.CoreSystem;

public sealed class LoadTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task File_of_the_core_system_is_taken_whole()
    {
        var report = await Load(Samples.Brumont());

        Assert.Equal((2, 1), (report.Companies, report.Insured));
        Assert.Empty(report.Refused);
        var read = await Read("812345676");
        Assert.Equal("SA2019000 PR3019000", string.Join(' ', read.Contracts.Select(c => c.Number)));
        var health = read.Contracts[0];
        Assert.Equal((ActKind.Due, new DateOnly(2018, 11, 30)), (health.Act!.Kind, health.Act.Date));
        Assert.Equal(["01", "02", "04"], health.Populations.Single().Colleges);
        Assert.Equal((2.9m, 60m, ContributionUnit.Pmss), (health.Contributions[0].Value, health.Contributions[0].EmployerShare, health.Contributions[0].Unit));
        Assert.Equal(["W6", "W7", "W8"], health.Waivers);
        Assert.Equal(("livret", 3, "EA"), (health.Documents.Single().Kind, health.Documents.Single().Version, health.Documents.Single().ReadBy));
        var provident = read.Contracts[1];
        Assert.Equal((80m, 90, FranchiseKind.Fixe), (provident.Ij!.Percent, provident.Ij.Franchise.Days, provident.Ij.Franchise.Kind));
        Assert.Equal(new DeathBenefit(300, 50), provident.Capital);
    }

    [Fact]
    public async Task Coverage_follows_from_what_was_loaded()
    {
        await Load(Samples.Brumont());

        Assert.Equal(new Coverage(new(CoverState.Current), new(CoverState.Current), true, true), (await Read("812345676")).CoverageOn(Samples.Today));
        Assert.Equal(new Coverage(new(CoverState.Current), new(CoverState.Ended, Until: new(2027, 12, 31)), true, true),
            (await Read("437201957")).CoverageOn(Samples.Today));
    }

    [Fact]
    public async Task Loading_the_same_again_writes_nothing()
    {
        var first = await Load(Samples.Brumont(batch: ""));
        var second = await Load(Samples.Brumont(batch: ""));

        Assert.True(first.Written > 20);
        Assert.Equal(0, second.Written);
        Assert.Empty(second.Changed);
    }

    [Fact]
    public async Task Batch_that_was_carried_out_is_not_looked_at_again_and_other_content_under_its_name_is()
    {
        await Load(Samples.Brumont());

        Assert.True((await Load(Samples.Brumont())).Repeated);
        var changed = Samples.Brumont();
        changed["companies"]![0]!["headcount"] = 413;
        var report = await Load(changed);
        Assert.Equal((false, 1), (report.Repeated, report.Written));
    }

    [Fact]
    public async Task Order_of_records_is_free()
    {
        var turned = Samples.Brumont();
        var (cards, companies, insured) = (turned["cards"]!.DeepClone(), turned["companies"]!.DeepClone(), turned["insured"]!.DeepClone());

        var report = await Load(new JsonObject { ["insured"] = insured, ["cards"] = cards, ["companies"] = companies });

        Assert.Empty(report.Refused);
    }

    [Fact]
    public async Task Adhesion_to_a_contract_of_an_earlier_file_is_taken()
    {
        var all = Samples.Brumont();
        await Load(new JsonObject { ["companies"] = all["companies"]!.DeepClone(), ["cards"] = all["cards"]!.DeepClone() });

        Assert.Empty((await Load(new JsonObject { ["insured"] = all["insured"]!.DeepClone() })).Refused);
    }

    [Fact]
    public async Task Full_file_lists_what_is_missing_and_removes_nothing()
    {
        await Load(Samples.Brumont());
        var part = Samples.Brumont();
        part["mode"] = "full";
        part["companies"]!.AsArray().RemoveAt(1);
        part["insured"] = new JsonArray();

        var report = await Load(part);

        Assert.Equal(
            ["company 437201957", "establishment 43720195700010", "contract SA2019053 437201957", "insured 10482271"],
            report.Absent);
        Assert.Equal(2, (await Read("437201957")).Contracts.Count);
        Assert.Contains("; 4 absent du fichier: company 437201957, ", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Title_of_another_company_is_worth_a_second_look()
    {
        var twice = Samples.Brumont();
        twice["companies"]![1]!["contracts"]![0]!["title"] = "Prévoyance";

        var report = await Load(twice);

        Assert.Equal(
            [("$.companies[0].contracts[1].title", ContractWarning.TitreAutreSociete),
                ("$.companies[1].contracts[0].title", ContractWarning.TitreAutreSociete)],
            report.Warned.Select(w => (w.Path, w.Finding.Warning)));
    }

    [Fact]
    public async Task Numbers_of_the_social_security_are_sealed()
    {
        await Load(Samples.Brumont(batch: "", nir: "185057800608491"));

        await using var reading = await _host.Store.OpenRead();
        var row = string.Join(' ', await Dapper.SqlMapper.QuerySingleAsync<(string, string)>(reading, "SELECT nir_mac, nir_sealed FROM ref_insured"));
        Assert.DoesNotContain("1850578006084", row, StringComparison.Ordinal);
        Assert.Equal(0, (await Load(Samples.Brumont(batch: "", nir: "185057800608491"))).Written);
        Assert.Equal(1, (await Load(Samples.Brumont(batch: "", nir: "269054958815780"))).Written);
    }

    private Task<CompanyContracts> Read(string siren) =>
        _host.Get<ContractQueries>()
            .Of(_host.Get<Rights>().ScopeOf(new Caller("a", CallerKind.Staff, Caller.StaffPortal, "", "")), $"{GrainHost.Portal}/{siren}");

    private async Task<LoadReport> Load(JsonObject file) =>
        await _host.Get<CoreSystemImport>()
            .Load(await CoreSystemFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(file.ToJsonString())), CancellationToken.None), CancellationToken.None);
}
