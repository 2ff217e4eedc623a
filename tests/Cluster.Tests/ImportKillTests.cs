using System.Globalization;
using System.Net;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>A file of employees is a promise to each of them: a node that dies while they are invited leaves nobody out and tells nobody twice.</summary>
public sealed class ImportKillTests
{
    private const int People = 500;
    private const string Start = $"/{DemoPeople.Portal}/salaries/importer?entreprise=812345676";
    private const string Head = "Nom;Prénom;Date de naissance;Collège;Date d'embauche;Date d'effet;E-mail;SIRET;Contrat";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task File_goes_on_after_its_node_is_killed_and_invites_each_once_and_the_same_file_again_nobody()
    {
        await using var cluster = await NodeCluster.Start(2);
        var nora = await cluster.SignIn(0, DemoPeople.Nora);
        var page = await Import(cluster, nora.Tab);
        using (var confirmed = await nora.Tab.Send($"{page}?handler=confirmer", await nora.Tab.Form(page)))
            Assert.Equal(HttpStatusCode.SeeOther, confirmed.StatusCode);

        await Eventually.True(async () => await Invited(cluster) > People / 4, Patience);
        cluster[0].Kill();
        Assert.InRange(await Invited(cluster), People / 4, People - 1);

        await Eventually.True(async () => await Ended(cluster) == 1, Patience);
        Assert.Equal((People, People), (await Invited(cluster), await Count(cluster, "count(DISTINCT last_name) FROM employee_list WHERE last_name LIKE 'Vernoy%'")));
        Assert.Equal(People, await Count(cluster, "coalesce(sum(invited), 0)::bigint FROM import_list"));
        await Eventually.True(async () => await Told(cluster) >= People, Patience);
        Assert.Equal(People, await Told(cluster));

        using var other = nora.Tab.On(cluster[1].Address);
        await Import(cluster, other);
        Assert.Equal(People, await Count(cluster, "max(skipped) FROM import_list"));
        Assert.Equal(People, await Told(cluster));
    }

    // The page of a file whose dry run is over.
    private static async Task<string> Import(NodeCluster cluster, Tab tab)
    {
        var hired = DateTime.UtcNow.AddDays(1).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        var lines = Enumerable.Range(0, People).Select(i =>
            $"Vernoy{ImportFiles.Letters(i)};Odile;01/01/1990;04;{hired};{hired};odile{i}@courrier.example;81234567600017;SA2019000");
        return await tab.BringFile(Start, lines.Prepend(Head), Patience);
    }

    private static Task<long> Invited(NodeCluster cluster) => Count(cluster, "count(*) FROM employee_list WHERE last_name LIKE 'Vernoy%'");

    private static Task<long> Ended(NodeCluster cluster) => Count(cluster, "count(*) FROM import_list WHERE stage = 5");

    // However many mails somebody got.
    private static Task<long> Told(NodeCluster cluster) => Count(
        cluster,
        $"""
        count(*) FROM outbox WHERE job LIKE 'affiliation-invitation/{DemoPeople.Portal}/%'
        AND split_part(job, '/', 3) IN (SELECT split_part(employee, '/', 2) FROM employee_list WHERE last_name LIKE 'Vernoy%')
        """);

    private static async Task<long> Count(NodeCluster cluster, string what) => (long)(await cluster.Sql($"SELECT {what}"))!;
}
