using Grains.Text;

namespace Web.Public;

/// <summary>When the phone is answered, on one day of the week that begins today.</summary>
public sealed record WeekDay(string Name, string Hours, bool Today)
{
    public static IReadOnlyList<WeekDay> From(DateTimeOffset now)
    {
        var today = Paris.Day(now);
        return [.. Enumerable.Range(0, 7).Select(offset => Of(today.AddDays(offset), today))];
    }

    private static WeekDay Of(DateOnly day, DateOnly today) => new(
        Typography.Capital(FrenchDates.DayName(day.DayOfWeek)),
        OpeningHours.On(day) is { Count: > 0 } slots
            ? string.Join(", ", slots.Select(s => string.Format(PublicTexts.HoursRange, FrenchDates.Hour(s.From), FrenchDates.Hour(s.To))))
            : FrenchHolidays.IsHoliday(day) ? PublicTexts.Holiday : PublicTexts.Closed,
        day == today);
}
