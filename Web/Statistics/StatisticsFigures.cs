using Grains.Statistics;

namespace Web.Statistics;

/// <summary>Days put together.</summary>
public sealed class StatisticsFigures
{
    private StatisticsFigures(IReadOnlyList<PortalDay> days, DateOnly to)
    {
        Received = days.Sum(d => d.Of.Received);
        Closed = days.Sum(d => d.Of.Closed);
        Reopened = days.Sum(d => d.Of.Reopened);
        Kept = days.Sum(d => d.Of.Kept);
        Late = days.Sum(d => d.Of.Late);
        Open = days.Where(d => d.Day == to).Sum(d => d.Of.Open);
        foreach (var day in days)
        {
            Answers.Add(day.Of.Answers);
            Closings.Add(day.Of.Closings);
        }
    }

    public int Received { get; }

    public int Closed { get; }

    public int Reopened { get; }

    /// <summary>Promises that were kept, in time or late.</summary>
    public int Kept { get; }

    /// <summary>Of these, late or put off.</summary>
    public int Late { get; }

    /// <summary>At the end of the last day.</summary>
    public int Open { get; }

    /// <summary>Open time to first answers.</summary>
    public Durations Answers { get; } = new();

    /// <summary>Open time to closings.</summary>
    public Durations Closings { get; } = new();

    /// <summary>Promises kept in time, 0 to 1; null without any.</summary>
    public double? InTime => Kept == 0 ? null : 1 - (double)Late / Kept;

    /// <param name="to">Their last day.</param>
    public static StatisticsFigures Of(IEnumerable<PortalDay> days, DateOnly to) => new([.. days], to);
}
