using System.Diagnostics.Metrics;
using System.Globalization;
using Grains.Commits;
using Microsoft.Extensions.DependencyInjection;

namespace Silo.Clustering;

/// <summary>An instant by two clocks: the steady one stands still while a machine is suspended, the wall clock may be set.</summary>
/// <param name="Steady">Ticks of the process's own clock.</param>
/// <param name="Wall">Milliseconds since 1970.</param>
internal readonly record struct TwoClocks(long Steady, long Wall);

/// <summary>
/// A second in which this silo may believe its memory, renewed by the feed's heartbeat while the membership table calls it active. It counts from
/// before the table was asked, so who declares this silo dead and waits a second longer meets no answer of its.
/// </summary>
public sealed class SiloLease : ILease, IDisposable
{
    /// <summary>How a listener that runs no silo names itself in the feed.</summary>
    internal const string NameOfNoSilo = "@";

    /// <summary>How long a new activation waits after a death: the lease, and what clocks may differ by.</summary>
    internal static readonly TimeSpan AfterDeath = TimeSpan.FromSeconds(1.1);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1);
    // Four heartbeats: a node from before the lease is gone when it has not been heard for so long.
    private static readonly TimeSpan FormerSilence = TimeSpan.FromSeconds(2);
    private readonly Meter _meter = new(CommitMeters.Name);
    private readonly Counter<long> _holds;
    private readonly IServiceProvider _services;
    private readonly SiloAddress _silo;
    private readonly Heartbeats _heartbeats;
    private readonly Deaths _deaths = new();
    private volatile Held _held = new(default, IsSet: false);
    private long _dropped = long.MinValue;
    private long _formerHeard = long.MinValue / 2;

    public SiloLease(ILocalSiloDetails silo, IServiceProvider services)
    {
        (_silo, _services) = (silo.SiloAddress, services);
        _heartbeats = new Heartbeats(Name);
        _holds = _meter.CreateCounter<long>("guichet.activations.held_after_death");
        // A gauge of 0 and 1: its mean is the share of time with the lease.
        _meter.CreateObservableGauge("guichet.lease.held", () => IsHeld ? 1 : 0);
    }

    public bool IsHeld =>
        _held is { IsSet: true } held && IsWithin(held.Since, Length) && TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _formerHeard)) > FormerSilence;

    internal string Name => NameOf(_silo);

    internal string Address => _silo.Endpoint.Address.ToString();

    internal int Port => _silo.Endpoint.Port;

    internal int Generation => _silo.Generation;

    /// <summary>The table has called it active once: from then on it may write only while the table does not call it dead.</summary>
    internal bool WasMember { get; private set; }

    internal Heartbeats Heartbeats => _heartbeats;

    public async ValueTask AwaitFormerHolders(CancellationToken cancel)
    {
        await _deaths.Learn(_services.GetRequiredService<IClusterMembershipService>().CurrentSnapshot);
        if (_deaths.Remaining is not { Ticks: > 0 } remaining)
            return;
        _holds.Add(1);
        await Task.Delay(remaining, cancel);
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>As the feed names a silo; nodes from before the lease have names without an "@".</summary>
    internal static string NameOf(SiloAddress silo) => string.Create(CultureInfo.InvariantCulture, $"{silo.Endpoint}@{silo.Generation}");

    internal static TwoClocks Now() => new(TimeProvider.System.GetTimestamp(), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The table called this silo active.</summary>
    /// <param name="asked">Before it was asked.</param>
    internal void Renew(TwoClocks asked)
    {
        WasMember = true;
        if (asked.Steady > Interlocked.Read(ref _dropped))
            _held = new Held(asked, IsSet: true);
    }

    /// <summary>Until a heartbeat that is sent from here on.</summary>
    internal void Drop()
    {
        Interlocked.Exchange(ref _dropped, TimeProvider.System.GetTimestamp());
        _held = new Held(default, IsSet: false);
    }

    internal void Hear(string name)
    {
        if (name.Contains('@', StringComparison.Ordinal))
            _heartbeats.Hear(name);
        else
            Interlocked.Exchange(ref _formerHeard, TimeProvider.System.GetTimestamp());
    }

    private static bool IsWithin(TwoClocks since, TimeSpan length) =>
        TimeProvider.System.GetElapsedTime(since.Steady) <= length
            && Math.Abs(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - since.Wall) <= length.TotalMilliseconds;

    private sealed record Held(TwoClocks Since, bool IsSet);
}
