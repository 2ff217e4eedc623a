using Grains.Commits;
using Grains.Interfaces;

namespace Silo.Storage.PostgreSql;

/// <summary>
/// What was heard of the grains this node holds, and whether hearing nothing means anything. Trust follows two clocks: the steady one
/// stands still while a machine is suspended, the wall clock may be set; a heartbeat counts while both say that it is fresh.
/// </summary>
internal sealed class HeldCopies
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Heard> _heard = new(StringComparer.Ordinal);
    private volatile Heartbeat _last = new(long.MinValue, 0);
    private volatile int _epoch;

    public static (long Steady, long Wall) Now() => (TimeProvider.System.GetTimestamp(), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    public ICopy Hold(string grain)
    {
        lock (_lock)
        {
            if (!_heard.TryGetValue(grain, out var heard))
                _heard.Add(grain, heard = new Heard());
            heard.Holders++;
            return new Copy(this, grain, heard);
        }
    }

    public void Hear(IReadOnlyList<Notice> notices)
    {
        lock (_lock)
        {
            foreach (var notice in notices)
            {
                if (_heard.TryGetValue(notice.Grain, out var heard) && heard.Version < notice.Version)
                    Volatile.Write(ref heard.Version, notice.Version);
            }
        }
    }

    /// <summary>Nothing read so far counts any more.</summary>
    public void DropAll() => Interlocked.Increment(ref _epoch);

    /// <summary>This node's own heartbeat came back: everything that was notified before it was sent has been heard.</summary>
    public void Trust(long steady, long wall) => _last = new Heartbeat(steady, wall);

    private bool IsTrusted()
    {
        var last = _last;
        return last.Steady != long.MinValue && TimeProvider.System.GetElapsedTime(last.Steady) <= Fresh
            && Math.Abs(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - last.Wall) <= Fresh.TotalMilliseconds;
    }

    private void Release(string grain, Heard heard)
    {
        lock (_lock)
        {
            if (--heard.Holders == 0)
                _heard.Remove(grain);
        }
    }

    private sealed record Heartbeat(long Steady, long Wall);

    private sealed class Heard
    {
        public long Version;
        public int Holders;
    }

    private sealed class Copy(HeldCopies copies, string grain, Heard heard) : ICopy
    {
        private int _epoch = -1;
        private int _disposed;

        public bool IsSole => false;

        public void Reading() => _epoch = copies._epoch;

        public bool MayServe(long version) => _epoch == copies._epoch && Volatile.Read(ref heard.Version) <= version && copies.IsTrusted();

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
                copies.Release(grain, heard);
        }
    }
}
