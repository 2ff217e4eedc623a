using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Grains.Commits;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Silo.Clustering;

/// <summary>
/// Declares silos dead sooner than Orleans' probes would: one of this machine whose connection has closed and whose port then refuses twice, and one
/// that does not speak through the database any more while this one does. Everything else is the probes' to find out.
/// </summary>
internal sealed partial class SiloWatch(IClusterMembershipService membership, ILocalSiloDetails self, SiloLease lease, ILogger<SiloWatch> log) : BackgroundService
{
    private static readonly TimeSpan BetweenKnocks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly Counter<long> Declared = new Meter(CommitMeters.Name).CreateCounter<long>("guichet.silos.declared_dead");
    private readonly Channel<EndPoint> _closed = Channel.CreateBounded<EndPoint>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A connection to a silo has ended, whoever ended it.</summary>
    public void Closed(EndPoint? silo)
    {
        if (silo is not null)
            _closed.Writer.TryWrite(silo);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Insist(async () => await Knocked(await _closed.Reader.ReadAsync(stoppingToken), stoppingToken), stoppingToken),
        Insist(async () =>
        {
            await Task.Delay(BetweenLooks, stoppingToken);
            await Silent();
        }, stoppingToken));

    private async Task Insist(Func<Task> once, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await once();
            }
            catch (Exception e)
            {
                // The table is away: then nobody can be declared dead, nor need be.
                if (!stopping.IsCancellationRequested)
                    LogFailed(e.GetType().Name);
            }
        }
    }

    private async Task Knocked(EndPoint closed, CancellationToken stopping)
    {
        if (Others().FirstOrDefault(s => s.Endpoint.Equals(closed)) is not { } silo || !Knock.IsOwn(silo.Endpoint.Address))
            return;
        for (var refusals = 0; refusals < 2; refusals++)
        {
            if (await Knock.At(silo.Endpoint, Knock.Nearby, stopping) is not SocketError.ConnectionRefused)
                return;
            if (refusals == 0)
                await Task.Delay(BetweenKnocks, stopping);
        }
        // One that stops in good order says so first.
        await membership.Refresh(default, stopping);
        if (Others().Contains(silo))
            await Declare(silo, "knock");
    }

    private async Task Silent()
    {
        var others = Others();
        lease.Heartbeats.Keep(others.Select(SiloLease.NameOf).ToHashSet(StringComparer.Ordinal));
        foreach (var silo in others.Where(s => lease.Heartbeats.IsSilent(SiloLease.NameOf(s))))
            await Declare(silo, "silence");
    }

    private List<SiloAddress> Others() =>
        [.. membership.CurrentSnapshot.Members.Values.Where(m => m.Status is SiloStatus.Active && !m.SiloAddress.Equals(self.SiloAddress)).Select(m => m.SiloAddress)];

    private async Task Declare(SiloAddress silo, string cause)
    {
        LogDeclared(silo, cause);
        if (await membership.TryKill(silo))
            Declared.Add(1, new KeyValuePair<string, object?>("cause", cause));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} is declared dead ({Cause})")]
    private partial void LogDeclared(SiloAddress silo, string cause);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silos could not be watched: {Reason}")]
    private partial void LogFailed(string reason);
}
