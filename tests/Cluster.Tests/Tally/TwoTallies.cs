namespace Cluster.Tests.Tally;

/// <summary>Two nodes that all tests of this collection share; each leaves them running.</summary>
[CollectionDefinition(Name)]
public sealed class TwoTallies : IAsyncLifetime, ICollectionFixture<TwoTallies>
{
    public const string Name = "two tallies";

    public TallyCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync() => Cluster = await TallyCluster.Start(2);

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
