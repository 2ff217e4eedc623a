using Tests.Fixtures.Cluster;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Cluster.Tests.Fixtures;

/// <summary>
/// Two nodes that all tests of this collection share, and a worker in this process. What lies between each and PostgreSQL can fail. A test leaves
/// both running and the clock right.
/// </summary>
[CollectionDefinition(Name)]
public sealed class TwoNodes : IAsyncLifetime, ICollectionFixture<TwoNodes>
{
    public const string Name = "two nodes";

    public NodeCluster Cluster { get; private set; } = null!;

    public Office Office { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Cluster = await NodeCluster.Start(2, faults: true);
        Office = await Cluster.Office();
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
