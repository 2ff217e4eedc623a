using Grains.Text;

namespace Grains.Calendars;

/// <summary>Open hours of a day; <paramref name="To"/> is the first minute that is closed again.</summary>
public sealed record OpenSlot(TimeOnly From, TimeOnly To);

/// <summary>A day that is not like its week: a bridge, an exceptional closing (no slots), a public holiday that is worked.</summary>
/// <param name="Label">Why, as customers read it.</param>
public sealed record CalendarException(DateOnly Day, IReadOnlyList<OpenSlot> Slots, string Label = "");

/// <summary>
/// When a team works, and how much of its time lies between two instants. Slots are hours of the calendar's own wall clock; durations are counted in
/// elapsed time, so an hour that a change of clocks adds or takes counts as what it is.
/// </summary>
/// <param name="Zone">A time zone's IANA name.</param>
/// <param name="Week">Slots of each weekday in order, Sunday first.</param>
public sealed record BusinessCalendar(string Id, string Zone, HolidayZone Holidays, IReadOnlyList<IReadOnlyList<OpenSlot>> Week,
    IReadOnlyList<CalendarException> Exceptions)
{
    // No team is away for so long: a calendar that is closed throughout is a fault of its data, not a wait.
    private const int MostClosedDays = 366;
    private static readonly IReadOnlyList<OpenSlot> FullDay = [new(new(8, 30), new(18, 0))];
    private static readonly IReadOnlyList<OpenSlot> Friday = [new(new(8, 30), new(17, 0))];

    /// <summary>Monday to Thursday 8 h 30 – 18 h, Friday 8 h 30 – 17 h, closed at weekends and on public holidays.</summary>
    public static BusinessCalendar Default { get; } = new("", "Europe/Paris", HolidayZone.Metropole, [[], FullDay, FullDay, FullDay, FullDay, Friday, []], []);

    private TimeZoneInfo Clock => TimeZoneInfo.FindSystemTimeZoneById(Zone);

    public IReadOnlyList<OpenSlot> On(DateOnly day) =>
        Exceptions.FirstOrDefault(e => e.Day == day) is { } exception ? exception.Slots
        : FrenchHolidays.IsHoliday(day, Holidays) ? [] : Week[(int)day.DayOfWeek];

    public bool IsOpen(DateTimeOffset at) => On(DayOf(at)).Any(s => Instant(DayOf(at), s.From) <= at && at < Instant(DayOf(at), s.To));

    /// <summary>The instant itself when open, else the next opening.</summary>
    /// <exception cref="InvalidOperationException">The calendar does not open within a year.</exception>
    public DateTimeOffset NextOpen(DateTimeOffset at) => Ahead(at).First().From;

    /// <summary>When so much open time will have passed; at the end of a slot, its end rather than the next opening.</summary>
    /// <exception cref="InvalidOperationException">The calendar does not open within a year.</exception>
    public DateTimeOffset AddBusinessTime(DateTimeOffset start, TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
            return start;
        foreach (var (from, to) in Ahead(start))
        {
            if (time <= to - from)
                return from + time;
            time -= to - from;
        }
        throw new InvalidOperationException($"The calendar '{Id}' does not open.");
    }

    /// <summary>The open time between two instants; none when they come in the other order.</summary>
    public TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to)
    {
        var open = TimeSpan.Zero;
        for (var day = DayOf(from); day <= DayOf(to); day = day.AddDays(1))
        {
            foreach (var (opens, closes) in Of(day, from))
                open += closes <= to ? closes - opens : opens < to ? to - opens : TimeSpan.Zero;
        }
        return open;
    }

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at));

    public DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Clock).DateTime;

    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Ahead(DateTimeOffset at)
    {
        var closed = 0;
        for (var day = DayOf(at); closed < MostClosedDays; day = day.AddDays(1))
        {
            closed++;
            foreach (var open in Of(day, at))
            {
                closed = 0;
                yield return open;
            }
        }
        throw new InvalidOperationException($"The calendar '{Id}' does not open.");
    }

    // What is left, from an instant on, of a day's slots.
    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Of(DateOnly day, DateTimeOffset since)
    {
        foreach (var slot in On(day))
        {
            var (from, to) = (Instant(day, slot.From), Instant(day, slot.To));
            if (to > since)
                yield return (from < since ? since : from, to);
        }
    }

    internal DateTimeOffset Instant(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Clock.GetUtcOffset(local));
    }
}
