using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Threading.Channels;
using Grains.Commits;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Silo.Clustering;

/// <summary>
/// Declares silos dead sooner than Orleans' probes would: one of this machine whose port refuses twice after a connection has closed or could not be
/// made, and one that does not speak through the database any more while this one does. Everything else is the probes' to find out.
/// </summary>
internal sealed partial class SiloWatch(IClusterMembershipService membership, IMembershipTable table, ILocalSiloDetails self, SiloLease lease,
    ILogger<SiloWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan BetweenKnocks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly Counter<long> Declared = new Meter(CommitMeters.Name).CreateCounter<long>("guichet.silos.declared_dead");
    private readonly Channel<bool> _suspicion = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<EndPoint, int> _open = new();
    private readonly ConcurrentDictionary<SiloAddress, bool> _declared = new();
    private HashSet<SiloAddress>? _dead;

    /// <summary>Runs a connection that this silo has opened to another.</summary>
    public async Task Outbound(EndPoint? silo, Func<Task> connection)
    {
        if (silo is not null)
            _open.AddOrUpdate(silo, 1, (_, open) => open + 1);
        try
        {
            await connection();
        }
        finally
        {
            if (silo is not null)
                _open.AddOrUpdate(silo, 0, (_, open) => open - 1);
            Suspect();
        }
    }

    /// <summary>Runs a connection that another silo has opened to this one. Which one is not known.</summary>
    public async Task Inbound(Func<Task> connection)
    {
        try
        {
            await connection();
        }
        finally
        {
            Suspect();
        }
    }

    /// <summary>Some silo may be gone: all of this machine that no open connection leads to are looked at soon.</summary>
    public void Suspect() => _suspicion.Writer.TryWrite(true);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Insist(async () =>
        {
            await _suspicion.Reader.ReadAsync(stoppingToken);
            await Task.WhenAll(Others().Where(s => _open.GetValueOrDefault(s.Endpoint) == 0).Select(s => Refusing(s, stoppingToken)));
        }, stoppingToken),
        Insist(async () =>
        {
            await Task.Delay(BetweenLooks, stoppingToken);
            await Silent();
            await CountProbed();
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

    private async Task Refusing(SiloAddress silo, CancellationToken stopping)
    {
        for (var refusals = 0; refusals < 2; refusals++)
        {
            if (!await Knock.IsRefused(silo.Endpoint, stopping))
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
        foreach (var gone in _open.Where(o => o.Value == 0 && !others.Exists(s => s.Endpoint.Equals(o.Key))))
            _open.TryRemove(gone);
        lease.Heartbeats.Keep(others.Select(SiloLease.NameOf).ToHashSet(StringComparer.Ordinal));
        foreach (var silo in others.Where(s => lease.Heartbeats.IsSilent(SiloLease.NameOf(s))))
            await Declare(silo, "silence");
    }

    /// <summary>What this silo's probes have found dead: its vote was the last, and neither knock nor silence made it.</summary>
    private async Task CountProbed()
    {
        var dead = membership.CurrentSnapshot.Members.Values.Where(m => m.Status is SiloStatus.Dead).Select(m => m.SiloAddress).ToHashSet();
        foreach (var silo in _dead is null ? [] : dead.Except(_dead).Where(s => !_declared.ContainsKey(s)))
        {
            var row = (await table.ReadRowAsync(silo, CancellationToken.None)).Members.Select(m => m.Item1).FirstOrDefault();
            if (row?.SuspectTimes?.LastOrDefault()?.Item1.Equals(self.SiloAddress) is true)
                Declared.Add(1, new KeyValuePair<string, object?>("cause", "probe"));
        }
        _dead = dead;
        foreach (var forgotten in _declared.Keys.Where(s => !membership.CurrentSnapshot.Members.ContainsKey(s)))
            _declared.TryRemove(forgotten, out _);
    }

    private List<SiloAddress> Others() =>
        [.. membership.CurrentSnapshot.Members.Values.Where(m => m.Status is SiloStatus.Active && !m.SiloAddress.Equals(self.SiloAddress))
            .Select(m => m.SiloAddress)];

    private async Task Declare(SiloAddress silo, string cause)
    {
        LogDeclared(silo, cause);
        _declared[silo] = true;
        if (await membership.TryKill(silo))
            Declared.Add(1, new KeyValuePair<string, object?>("cause", cause));
        else
            _declared.TryRemove(silo, out _);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} is declared dead ({Cause})")]
    private partial void LogDeclared(SiloAddress silo, string cause);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silos could not be watched: {Reason}")]
    private partial void LogFailed(string reason);
}
