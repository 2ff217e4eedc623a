using System.Collections.Immutable;
using Grains.Interfaces.Throttles;

namespace Grains.Throttles;

/// <summary>The tries of one source that may still count, the oldest first. Instants are milliseconds since 1970, of real time.</summary>
public sealed record SourceState
{
    public ImmutableList<SourceSegment> Segments { get; init; } = [];

    /// <summary>From here on none of them counts. The store reads it from the payload and clears away by it.</summary>
    public long Until { get; init; }
}

/// <param name="Start">When this part of the window began.</param>
public sealed record SourceSegment(long Start, int Tries);

/// <param name="MustLast">Half the limit is used up: from here on the count outlives the process.</param>
public sealed record SourceDecision(SourceState State, SourceTry Answer, bool MustLast);

/// <summary>A window that slides by a twelfth of itself: however high the limit, a source is twelve numbers.</summary>
public static class SourceTries
{
    private const int Parts = 12;

    public static SourceDecision Take(this SourceState state, SourceLimit limit, DateTimeOffset now)
    {
        var (at, window) = (now.ToUnixTimeMilliseconds(), (long)limit.Window.TotalMilliseconds);
        var counting = state.Segments.RemoveAll(s => s.Start + window <= at);
        var tries = counting.Sum(s => (long)s.Tries);
        if (tries >= limit.Tries)
            return new SourceDecision(state with { Segments = counting }, new SourceTry(false, 0), true);
        // The clock of another silo may be a little behind the one that counted before: time does not run back in a window.
        var start = Math.Max(at - at % (window / Parts), counting.Count > 0 ? counting[^1].Start : 0);
        counting = counting is [.., var last] && last.Start == start
            ? counting.SetItem(counting.Count - 1, last with { Tries = last.Tries + 1 })
            : counting.Add(new SourceSegment(start, 1));
        return new SourceDecision(new SourceState { Segments = counting, Until = start + window }, new SourceTry(true, start), (tries + 1) * 2 >= limit.Tries);
    }

    public static SourceState GiveBack(this SourceState state, SourceTry taken)
    {
        var place = state.Segments.FindIndex(s => s.Start == taken.Segment && s.Tries > 0);
        return !taken.Granted || place < 0
            ? state
            : state with { Segments = state.Segments.SetItem(place, state.Segments[place] with { Tries = state.Segments[place].Tries - 1 }) };
    }
}
