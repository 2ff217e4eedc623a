using System.Text.Json;
using Actors.Durable;

namespace Silo.Time;

/// <summary>
/// Business time: the real one, plus in demos a stored offset. It decides product deadlines and the due times of jobs; leases,
/// heartbeats, retry budgets and TOTP follow real time.
/// </summary>
public sealed class BusinessClock : TimeProvider
{
    private const string Setting = "clock";
    private volatile Position _position = new(0, null);

    public override DateTimeOffset GetUtcNow() => _position is { StoppedAt: { } at } ? at : System.GetUtcNow().AddMilliseconds(_position.OffsetMs);

    public async Task Read(IStateStore store)
    {
        if (await store.ReadSetting(Setting) is { } stored)
            _position = JsonSerializer.Deserialize<Position>(stored)!;
    }

    /// <summary>Moves the clock for good; returns once every node follows (here: this one).</summary>
    public async Task Move(IStateStore store, DateTimeOffset to, bool stopped)
    {
        var next = new Position((long)(to - System.GetUtcNow()).TotalMilliseconds, stopped ? to : null);
        await store.WriteSetting(Setting, JsonSerializer.Serialize(next));
        _position = next;
    }

    private sealed record Position(long OffsetMs, DateTimeOffset? StoppedAt);
}
