namespace Grains.Interfaces.Statistics;

/// <summary>How far the days of a portal's statistics are counted. Key: the portal's slug. A day is counted once, in order, by a job.</summary>
[Alias("IStatisticsGrain")]
public interface IStatisticsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Keeps what was counted of the days that follow the last one. Of other days, of such as are not over, and of days that were counted meanwhile
    /// nothing is kept. Of the job alone.
    /// </summary>
    [Alias("Record")]
    Task Record(OperationId operation, CountedDays days);

    /// <summary>
    /// Has the days from this one on counted again, from what happened to the requests; what was counted stays to be read until then. Refused: NotAllowed
    /// to others than supervisors; NotCounted when that day is not counted yet; TooEarly when nothing is known of days so far back.
    /// </summary>
    [Alias("Recount")]
    Task<Result<StatisticsRefusal>> Recount(Caller by, OperationId operation, DateOnly from);
}

/// <param name="To">The last of them.</param>
/// <param name="Gone">Of these nothing is left.</param>
[Immutable]
public sealed record CountedDays(DateOnly From, DateOnly To, IReadOnlyList<DayFigures> Days, IReadOnlyList<DayKey> Gone);

/// <param name="Day">In Paris.</param>
/// <param name="Form">What the requests are about: the id of their form.</param>
[Immutable]
public readonly record struct DayKey(DateOnly Day, string Team, string Form);

/// <summary>What happened on a day to a team's requests of one form. Times are counted in minutes of open hours, without pauses.</summary>
[Immutable]
public sealed record DayFigures(DayKey Key)
{
    /// <summary>Sent by customers.</summary>
    public int Received { get; init; }

    /// <summary>First answers.</summary>
    public int Answered { get; init; }

    /// <summary>Promises that were kept, in time or late.</summary>
    public int Kept { get; init; }

    /// <summary>Of these, late or put off.</summary>
    public int Late { get; init; }

    /// <summary>Closed, withdrawn ones too.</summary>
    public int Closed { get; init; }

    public int Reopened { get; init; }

    /// <summary>Open at the end of the day.</summary>
    public int Open { get; init; }

    /// <summary>Minutes to the first answers: <c>12 15*3</c>.</summary>
    public string Answers { get; init; } = "";

    /// <summary>Minutes to the closings, of those that were not withdrawn.</summary>
    public string Closings { get; init; } = "";
}

public enum StatisticsRefusal
{
    NotAllowed = 1,
    NotCounted,
    TooEarly,
}
