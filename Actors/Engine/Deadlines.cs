using System.Runtime.InteropServices;

namespace Actors.Engine;

/// <summary>A call's place among those whose callers wait.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct DeadlineEntry
{
    public DeadlineLane? Lane;
    public Call? Older;
    public Call? Newer;
    public long SentAt;
    public TimeSpan Patience;
}

/// <summary>All calls that somebody waits for. One timer looks through them: a timer for each call would cost more than
/// the call.</summary>
internal sealed class Deadlines(TimeProvider clock)
{
    // Several lanes, so that callers on different cores seldom meet at one lock.
    private readonly DeadlineLane[] _lanes = [.. Enumerable.Range(0, 16).Select(_ => new DeadlineLane())];

    public int Count => _lanes.Sum(lane => lane.Count);

    public void Add(Call call, long now, TimeSpan patience)
    {
        call.Deadline.SentAt = now;
        call.Deadline.Patience = patience;
        _lanes[Environment.CurrentManagedThreadId & 15].Add(call);
    }

    public static void Remove(Call call) => call.Deadline.Lane?.Remove(call);

    public void Sweep()
    {
        var now = clock.GetTimestamp();
        foreach (var lane in _lanes)
        {
            foreach (var call in lane.Where(c => clock.GetElapsedTime(c.Deadline.SentAt, now) >= c.Deadline.Patience))
            {
                Remove(call);
                call.Expire(clock.GetElapsedTime(call.Deadline.SentAt, now));
            }
        }
    }

    public void FailAll(Func<Exception> exception)
    {
        foreach (var call in _lanes.SelectMany(lane => lane.Where(static _ => true)))
        {
            call.Fail(exception());
        }
    }
}

internal sealed class DeadlineLane
{
    private readonly Lock _gate = new();
    private Call? _newest;

    public int Count { get; private set; }

    public void Add(Call call)
    {
        lock (_gate)
        {
            call.Deadline.Lane = this;
            call.Deadline.Older = _newest;
            if (_newest is not null)
            {
                _newest.Deadline.Newer = call;
            }

            _newest = call;
            Count++;
        }
    }

    public void Remove(Call call)
    {
        lock (_gate)
        {
            ref var entry = ref call.Deadline;
            if (entry.Lane is null)
            {
                return;
            }

            if (entry.Newer is { } newer)
            {
                newer.Deadline.Older = entry.Older;
            }
            else
            {
                _newest = entry.Older;
            }

            if (entry.Older is { } older)
            {
                older.Deadline.Newer = entry.Newer;
            }

            entry.Lane = null;
            entry.Older = entry.Newer = null;
            Count--;
        }
    }

    public List<Call> Where(Predicate<Call> wanted)
    {
        var found = new List<Call>();
        lock (_gate)
        {
            for (var call = _newest; call is not null; call = call.Deadline.Older)
            {
                if (wanted(call))
                {
                    found.Add(call);
                }
            }
        }

        return found;
    }
}
