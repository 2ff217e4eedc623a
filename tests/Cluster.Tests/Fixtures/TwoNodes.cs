[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Cluster.Tests.Fixtures;

/// <summary>Two nodes that the tests of one class share, and a worker in this process.</summary>
public class TwoNodes : IAsyncLifetime
{
    public NodeCluster Cluster { get; private set; } = null!;

    public Office Office { get; private set; } = null!;

    protected virtual bool Faults => false;

    public async Task InitializeAsync()
    {
        Cluster = await NodeCluster.Start(2, Faults);
        Office = await Cluster.Office();
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}

/// <summary>The same; what lies between each node and PostgreSQL can fail.</summary>
public sealed class TwoNodesApart : TwoNodes
{
    protected override bool Faults => true;
}
