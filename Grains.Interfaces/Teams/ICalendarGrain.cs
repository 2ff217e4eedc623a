namespace Grains.Interfaces.Teams;

/// <summary>
/// When a team, or the portals' own desk, answers. Key: the calendar's id, a team's or <c>portail</c>. Supervisors write; the right is a condition of the
/// commit,
/// each change a line of the journal. A change that may put open promises off begins a batch with its commit (decision 0029); none is ever brought forward.
/// </summary>
[Alias("ICalendarGrain")]
public interface ICalendarGrain : IGrainWithStringKey
{
    /// <summary>
    /// Writes the hours of the week. Refused: NotAllowed to others than supervisors; Hours when a day's are none; EmptyWeek when no day is open; Changed when
    /// others stand there than <paramref name="seen"/> says. The same hours again change nothing.
    /// </summary>
    /// <param name="seen">The revision that the caller has read; 0 where nobody has written yet.</param>
    /// <param name="week">Hours of each weekday, Sunday first, as in <c>08:30-12:00+14:00-18:00</c>; empty when closed.</param>
    [Alias("SetWeek")]
    Task<Result<CalendarRefusal>> SetWeek(Caller by, OperationId operation, long seen, IReadOnlyList<string> week);

    /// <summary>
    /// Writes a day that is not like its week. Refused: NotAllowed; Hours; Past; TooFar beyond <see cref="SpecialDay.Furthest"/>; NoLabel unless in 1 to
    /// <see cref="SpecialDay.LongestLabel"/> characters; Twice when that day is written already; TooMany beyond <see cref="SpecialDay.Most"/> to come.
    /// </summary>
    [Alias("Close")]
    Task<Result<CalendarRefusal>> Close(Caller by, OperationId operation, SpecialDay day);

    /// <summary>
    /// Takes such a day back: it is like its week again. What was promised meanwhile stays. Refused: NotAllowed; NotFound when it is gone; Past once it is
    /// over.
    /// </summary>
    [Alias("Reopen")]
    Task<Result<CalendarRefusal>> Reopen(Caller by, OperationId operation, DateOnly day);
}

/// <param name="Slots">Its open hours, as those of a week's day; empty when closed throughout.</param>
/// <param name="Label">Why, as customers read it.</param>
[Immutable]
public sealed record SpecialDay(DateOnly Day, string Slots, string Label)
{
    public const int Most = 100;

    public const int LongestLabel = 80;

    /// <summary>Days ahead.</summary>
    public const int Furthest = 732;
}

public enum CalendarRefusal
{
    NotFound = 1,
    NotAllowed,
    Hours,
    EmptyWeek,
    Changed,
    Past,
    TooFar,
    NoLabel,
    Twice,
    TooMany,
}
