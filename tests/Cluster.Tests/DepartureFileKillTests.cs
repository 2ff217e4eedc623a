using System.Globalization;
using System.Net;
using Grains.Interfaces.Employees;
using Silo.Demo;
using Tests.Fixtures.Cluster;
using Employee = Grains.Interfaces.Employees.Person;

namespace Cluster.Tests;

/// <summary>A file of departures is a promise to the employer and to each leaver: a node that dies among them leaves nobody in, and tells nobody twice.</summary>
public sealed class DepartureFileKillTests
{
    // More than a chunk has: the other node finishes one and does the next.
    private const int People = 220;
    private const string Start = $"/{DemoPeople.Portal}/salaries/importer/departs?entreprise=812345676";
    private const string Left = "count(*) FROM employee_departure WHERE employee LIKE '%/kill-%'";
    private static readonly string Key = $"{DemoPeople.Portal}/kill-";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task File_goes_on_after_its_node_is_killed_and_each_leaves_once_and_is_told_once()
    {
        await using var cluster = await NodeCluster.Start(2);
        await Cover(cluster);
        var nora = await cluster.SignIn(0, DemoPeople.Nora);
        var page = await Import(nora.Tab);
        using (var confirmed = await nora.Tab.Send($"{page}?handler=confirmer", await nora.Tab.Form(page)))
            Assert.Equal(HttpStatusCode.SeeOther, confirmed.StatusCode);

        await Eventually.True(async () => await Count(cluster, Left) > People / 8, Patience);
        cluster[0].Kill();
        Assert.InRange(await Count(cluster, Left), People / 8, People - 1);

        await Eventually.True(async () => await Count(cluster, "count(*) FROM import_list WHERE kind = 2 AND stage = 5") == 1, Patience);
        Assert.Equal((People, People), (await Count(cluster, Left), await Count(cluster, Left.Replace("*", "DISTINCT employee", StringComparison.Ordinal))));
        Assert.Equal((People, People), (
            await Count(cluster, "max(invited) FROM import_list WHERE kind = 2"), await Count(cluster, "max(to_prove) FROM import_list WHERE kind = 2 AND stage = 5")));
        await Eventually.True(async () => await Told(cluster, "count(*)") >= People, Patience);
        Assert.Equal((People, People), (await Told(cluster, "count(*)"), await Told(cluster, "count(DISTINCT split_part(job, '/', 3))")));
    }

    private static async Task Cover(NodeCluster cluster)
    {
        // Gone before the file is brought: the nodes alone do it.
        await using var office = await Office.Open(cluster.Store);
        await Parallel.ForEachAsync(Enumerable.Range(0, People), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var known = new EmployeeFacts(
                DemoPeople.Brumont.Key, new Employee($"Vernoy{ImportFiles.Letters(i)}", "Odile", new DateOnly(1990, 1, 1)), "", new Employment("81234567600017", new DateOnly(2020, 1, 6), "04"),
                [new CoverInterval("SA2019000", CoverKind.Covered, new DateOnly(2020, 1, 6))], $"odile{i}@courrier.example");
            Assert.True((await office.Grains.GetGrain<IEmployeeGrain>($"{Key}{i}").Describe(Office.Fresh(), known)).Ok);
        });
    }

    // The page of a file whose dry run is over.
    private static async Task<string> Import(Tab tab)
    {
        var day = DateTime.UtcNow.AddDays(1).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        var lines = Enumerable.Range(0, People).Select(i => $"Vernoy{ImportFiles.Letters(i)};Odile;01/01/1990;{day};démission").Prepend("Nom;Prénom;Date de naissance;Date de sortie;Motif");
        return await tab.BringFile(Start, lines, Patience);
    }

    private static Task<long> Told(NodeCluster cluster, string what) => Count(cluster, $"{what} FROM outbox WHERE job LIKE 'departure-to-prove/{Key}%'");

    private static async Task<long> Count(NodeCluster cluster, string what) => (long)(await cluster.Sql($"SELECT {what}"))!;
}
