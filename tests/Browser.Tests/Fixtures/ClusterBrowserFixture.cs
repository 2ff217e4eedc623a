using Tests.Fixtures.Cluster;

namespace Browser.Tests.Fixtures;

/// <summary>Two nodes with fresh demo data, both balancers in front, and Chromium.</summary>
public sealed class ClusterBrowserFixture : IAsyncLifetime
{
    private Chromium _chromium = null!;

    public NodeCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Cluster = await NodeCluster.Start(2, settings: Balancer.Trusted);
        _chromium = await Chromium.Start();
    }

    /// <summary>Somebody signed in, whose browser finds the product at this address.</summary>
    public async Task<Guest> Invite(DemoPerson person, Uri address)
    {
        // The mailbox is read at the second node: it is the first that is killed.
        var guest = await _chromium.Invite(address, Cluster[1].Address);
        await guest.SignIn(person);
        return guest;
    }

    public async Task DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await Cluster.DisposeAsync();
    }
}
