using System.Collections.Concurrent;

namespace Web.Live;

/// <summary>
/// Which topics this node has heard of in the last minute: a page's first link then asks only for what may have changed since the page was drawn.
/// Real time, for business time may stand still. It errs on one side: what is not known to be unchanged counts as changed.
/// </summary>
public sealed class RecentChanges(TimeProvider real)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    /// <summary>What clocks of nodes may differ by, and how long a page may take from its first query to its last line.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(7);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _heard = new(StringComparer.Ordinal);
    private long _completeSince = real.GetUtcNow().Ticks;

    private DateTimeOffset Now => real.GetUtcNow();

    public void Note(string topic) => _heard[topic] = Now;

    /// <summary>News may have been missed: nothing that was drawn before now is known to be unchanged.</summary>
    public void Forget() => Interlocked.Exchange(ref _completeSince, Now.Ticks);

    /// <param name="drawn">When the page was drawn, by the clock of the node that drew it.</param>
    public bool MayHaveChanged(string topic, DateTimeOffset drawn)
    {
        var since = drawn - Margin;
        return since.Ticks < Interlocked.Read(ref _completeSince) || since < Now - Kept || _heard.TryGetValue(topic, out var at) && at >= since;
    }

    /// <summary>Called now and then.</summary>
    public void Prune()
    {
        var until = Now - Kept - Margin;
        foreach (var (topic, at) in _heard)
        {
            if (at < until)
                _heard.TryRemove(new(topic, at));
        }
    }
}
