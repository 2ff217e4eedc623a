using System.Text.Json;
using Grains.Commits;
using Silo.Storage;

namespace Silo.Time;

/// <summary>
/// Business time: the store's clock, plus in demos a stored offset that every node follows within a second. It decides product deadlines
/// and the due times of jobs; leases, heartbeats, retry budgets and TOTP follow real time.
/// </summary>
public sealed class BusinessClock : TimeProvider
{
    private const string Setting = "clock";
    private const long MeasuringNoiseMs = 250;
    private static readonly TimeSpan MaxSkew = TimeSpan.FromSeconds(2);
    private volatile Position _position = new(0, null);
    private readonly Lock _moving = new();
    private long _skewMs;
    private int _moves;

    /// <summary>False while this machine's clock is too far from the store's for its deadlines to be right.</summary>
    public bool IsSteady => Math.Abs(Interlocked.Read(ref _skewMs)) <= MaxSkew.TotalMilliseconds;

    public override DateTimeOffset GetUtcNow() =>
        _position is { StoppedAt: { } at } ? at : System.GetUtcNow().AddMilliseconds(_position.OffsetMs + Interlocked.Read(ref _skewMs));

    public async Task Read(IHostStore store, CancellationToken cancel = default)
    {
        var moves = Volatile.Read(ref _moves);
        var before = System.GetUtcNow();
        var stores = await store.Clock(cancel);
        var after = System.GetUtcNow();
        var skew = (long)(stores - before - (after - before) / 2).TotalMilliseconds;
        // A small difference is the measuring itself: time must not tremble.
        Interlocked.Exchange(ref _skewMs, Math.Abs(skew) <= MeasuringNoiseMs ? 0 : skew);
        if (await store.ReadSetting(Setting, cancel) is { } stored)
        {
            var position = JsonSerializer.Deserialize<Position>(stored)!;
            // What was read before this node moved the clock must not set it back.
            lock (_moving)
            {
                if (_moves == moves)
                    _position = position;
            }
        }
    }

    /// <summary>Moves the clock for good; other nodes follow within a second.</summary>
    public async Task Move(IStateStore store, DateTimeOffset to, bool stopped)
    {
        var next = new Position((long)(to - System.GetUtcNow()).TotalMilliseconds - Interlocked.Read(ref _skewMs), stopped ? to : null);
        await store.WriteSetting(Setting, JsonSerializer.Serialize(next));
        lock (_moving)
        {
            _moves++;
            _position = next;
        }
    }

    private sealed record Position(long OffsetMs, DateTimeOffset? StoppedAt);
}
