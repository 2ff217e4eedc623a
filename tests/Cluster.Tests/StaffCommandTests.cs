using Microsoft.Extensions.Configuration;
using Silo;
using Silo.Admin;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>A command beside running nodes goes to one of them; it never becomes one more silo of their cluster.</summary>
public sealed class StaffCommandTests : IDisposable
{
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("guichet-elsewhere-").FullName;

    [Fact]
    public async Task Command_reaches_a_node_by_its_folder_and_is_refused_from_another()
    {
        await using var cluster = await NodeCluster.Start(1);

        Assert.Equal(1, await CommandLine.TryRun(["staff", "add", "jeanne.martin@example.fr", "superviseur"], Settings(cluster.Store, _elsewhere)));
        Assert.Equal(0L, await Silos(cluster));
        Assert.Equal(0,
            await CommandLine.TryRun(["staff", "add", "jeanne.martin@example.fr", "superviseur"], Settings(cluster.Store, cluster[0].DataDirectory)));
        Assert.Equal(0L, await Silos(cluster));
    }

    public void Dispose() => Directory.Delete(_elsewhere, recursive: true);

    /// <summary>How many silos but the node's own were ever listed.</summary>
    private static async Task<object?> Silos(NodeCluster cluster) => await cluster.Sql("SELECT count(*) - 1 FROM orleans_silo");

    private static IConfiguration Settings(string store, string folder) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["DATA_DIR"] = folder, ["STORE"] = store, ["DEMO"] = "1" }).Build();
}
