using Grains.Calendars;
using Grains.Text;

namespace Web.Public;

/// <summary>When the phone is answered, on one day of the week that begins today.</summary>
public sealed record WeekDay(string Name, string Hours, bool Today)
{
    public static IReadOnlyList<WeekDay> From(BusinessCalendar calendar, DateTimeOffset now)
    {
        var today = calendar.DayOf(now);
        return [.. Enumerable.Range(0, 7).Select(offset => Of(calendar, today.AddDays(offset), today))];
    }

    private static WeekDay Of(BusinessCalendar calendar, DateOnly day, DateOnly today) => new(
        Typography.Capital(FrenchDates.DayName(day.DayOfWeek)),
        calendar.On(day) is { Count: > 0 } slots
            ? string.Join(", ", slots.Select(s => string.Format(PublicTexts.HoursRange, FrenchDates.Hour(s.From), FrenchDates.Hour(s.To))))
            : calendar.Exceptions.FirstOrDefault(e => e.Day == day) is { Label.Length: > 0 } closed ? closed.Label
            : FrenchHolidays.IsHoliday(day, calendar.Holidays) ? PublicTexts.Holiday : PublicTexts.Closed,
        day == today);
}
