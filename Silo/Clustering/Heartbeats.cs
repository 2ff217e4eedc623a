using System.Collections.Concurrent;

namespace Silo.Clustering;

/// <summary>
/// Which silos were heard of through the database, and when. One that is alive but not heard has lost the database alone; but only who hears
/// itself may say so.
/// </summary>
internal sealed class Heartbeats(string self)
{
    /// <summary>Ten heartbeats.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    /// <summary>Two heartbeats later than a peer says so of itself: nodes that lose the database together do not send people to each other.</summary>
    private static readonly TimeSpan Lost = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Unbroken = TimeSpan.FromSeconds(1.5);
    private readonly ConcurrentDictionary<string, long> _heard = new(StringComparer.Ordinal);
    private long _hearingSince = TimeProvider.System.GetTimestamp();

    /// <summary>The database carries what this silo says back to it.</summary>
    public bool HearsItself => HeardItselfWithin(Unbroken);

    /// <summary>It does so no longer, or never did.</summary>
    public bool HasLostItself => !HeardItselfWithin(Lost);

    public void Hear(string silo)
    {
        var now = TimeProvider.System.GetTimestamp();
        if (silo == self && (!_heard.TryGetValue(self, out var last) || TimeProvider.System.GetElapsedTime(last, now) > Unbroken))
            Interlocked.Exchange(ref _hearingSince, now);
        _heard[silo] = now;
    }

    /// <summary>True when this one was heard all the time for 5 s and that one never. A silo not asked about before counts as heard now.</summary>
    public bool IsSilent(string silo)
    {
        var now = TimeProvider.System.GetTimestamp();
        var last = _heard.GetOrAdd(silo, now);
        return TimeProvider.System.GetElapsedTime(last, now) > Silence && TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _hearingSince), now) > Silence
            && HearsItself;
    }

    /// <summary>Nobody needs to be remembered who is no member.</summary>
    public void Keep(IReadOnlySet<string> members)
    {
        foreach (var silo in _heard.Keys.Where(s => s != self && !members.Contains(s)))
            _heard.TryRemove(silo, out _);
    }

    private bool HeardItselfWithin(TimeSpan time) => _heard.TryGetValue(self, out var own) && TimeProvider.System.GetElapsedTime(own) < time;
}
