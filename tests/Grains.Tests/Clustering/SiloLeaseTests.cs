using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Silo.Clustering;

namespace Grains.Tests.Clustering;

public sealed class SiloLeaseTests : IDisposable
{
    private readonly SiloLease _lease = new(new LocalSilo(Silo(11111, 1)), new ServiceCollection().BuildServiceProvider());

    [Fact]
    public void Nobody_holds_it_before_the_table_was_asked() => Assert.False(_lease.IsHeld);

    [Fact]
    public void It_counts_from_before_the_table_was_asked()
    {
        _lease.Renew(SiloLease.Now());
        Assert.True(_lease.IsHeld);

        _lease.Renew(Ago(TimeSpan.FromSeconds(1.01)));
        Assert.False(_lease.IsHeld);
    }

    /// <summary>The steady clock stands still while a machine is suspended; the wall clock may be set.</summary>
    [Theory]
    [InlineData(-1100)]
    [InlineData(1100)]
    public void Both_clocks_must_call_it_fresh(int milliseconds)
    {
        var now = SiloLease.Now();
        _lease.Renew(now with { Wall = now.Wall + milliseconds });

        Assert.False(_lease.IsHeld);
    }

    [Fact]
    public void Dropped_it_is_held_again_only_by_a_heartbeat_sent_since()
    {
        var before = SiloLease.Now();
        _lease.Drop();
        _lease.Renew(before);
        Assert.False(_lease.IsHeld);

        _lease.Renew(SiloLease.Now());
        Assert.True(_lease.IsHeld);
    }

    [Fact]
    public void Nobody_holds_one_while_a_node_from_before_the_lease_is_heard()
    {
        _lease.Renew(SiloLease.Now());
        _lease.Hear(SiloLease.NameOf(Silo(11112, 1)));
        Assert.True(_lease.IsHeld);

        _lease.Hear("0123456789ab");
        Assert.False(_lease.IsHeld);
    }

    [Fact]
    public async Task Death_is_waited_out_unless_nothing_listens_there_any_more()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var alive = ((IPEndPoint)listener.LocalEndpoint).Port;
        var deaths = new Deaths();

        await deaths.Learn(Members(1, (Silo(Free(), 1), SiloStatus.Dead), (Silo(alive, 1), SiloStatus.Active)));
        Assert.True(deaths.Remaining <= TimeSpan.Zero);

        await deaths.Learn(Members(2, (Silo(alive, 1), SiloStatus.Dead)));
        Assert.InRange(deaths.Remaining, TimeSpan.FromSeconds(0.5), SiloLease.AfterDeath);
    }

    [Fact]
    public void Silence_is_told_only_by_one_that_hears_itself()
    {
        var heartbeats = new Heartbeats("a@1");
        heartbeats.Hear("a@1");

        Assert.False(heartbeats.IsSilent("b@1"));
        Assert.False(heartbeats.IsSilent("b@1"));
    }

    public void Dispose() => _lease.Dispose();

    private static SiloAddress Silo(int port, int generation) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), generation);

    private static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static TwoClocks Ago(TimeSpan time) =>
        new(SiloLease.Now().Steady - (long)(time.TotalSeconds * TimeProvider.System.TimestampFrequency), SiloLease.Now().Wall - (long)time.TotalMilliseconds);

    private static ClusterMembershipSnapshot Members(long version, params (SiloAddress Silo, SiloStatus Status)[] members) =>
        new(members.ToImmutableDictionary(m => m.Silo, m => new ClusterMember(m.Silo, m.Status, $"{m.Silo}")), new MembershipVersion(version));
}
