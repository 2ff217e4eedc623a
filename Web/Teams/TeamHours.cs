using System.Globalization;
using Grains.Calendars;
using Grains.Interfaces.Teams;
using Grains.Teams;
using Grains.Text;
using Web.Accounts.Profile;

namespace Web.Teams;

/// <summary>Hours of a calendar in words, and what was wrong with typed ones.</summary>
public static class TeamHours
{
    /// <summary>Weekdays as they are read, Monday first; each is its place in <see cref="BusinessCalendar.Week"/>.</summary>
    public static readonly IReadOnlyList<int> Weekdays = [1, 2, 3, 4, 5, 6, 0];

    public static string DayName(int day) => FrenchDates.DayName((DayOfWeek)day);

    public static string Now(BusinessCalendar calendar, DateTimeOffset now) => OpeningHours.Sentence(calendar, now);

    /// <summary>« du lundi au jeudi de 8 h 30 à 18 h, le vendredi de 8 h 30 à 17 h »</summary>
    public static string Week(BusinessCalendar calendar) => OpeningHours.WeekOf(calendar);

    public static string Slots(string spelled) => OpeningHours.Slots(CalendarText.Slots(spelled) ?? []);

    public static DateOnly DayOf(WrittenDay written) => DateOnly.ParseExact(written.Day, "O", CultureInfo.InvariantCulture);

    public static string Open(WrittenDay written) =>
        written.Slots.Length == 0 ? TeamTexts.ClosedAllDay : string.Format(TeamTexts.OpenOnly, Slots(written.Slots));

    /// <summary>What put a promise off, as its event ends.</summary>
    /// <param name="text">Of the event: the day and why, on two lines; empty where hours have changed.</param>
    public static string Why(string text) => text.Split('\n', 2) is [var day, var label]
        ? string.Format(TeamTexts.EventClosing,
            FrenchDates.DayAndMonth(DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture)), label) : TeamTexts.EventHours;

    /// <param name="what">Whose hours: « Lundi ».</param>
    public static string Sentence(HoursFault fault, string what) => string.Format(fault switch
    {
        HoursFault.Order => TeamTexts.FaultHoursOrder,
        HoursFault.Overlap => TeamTexts.FaultHoursOverlap,
        _ => TeamTexts.FaultHoursRead,
    }, what);

    public static FieldFault FaultOf(CalendarRefusal refusal) => refusal switch
    {
        CalendarRefusal.Past => new("jour", TeamTexts.FaultPast),
        CalendarRefusal.TooFar => new("jour", TeamTexts.FaultFar),
        CalendarRefusal.Twice => new("jour", TeamTexts.FaultDayTwice),
        CalendarRefusal.TooMany => new("jour", string.Format(TeamTexts.FaultDays, SpecialDay.Most)),
        CalendarRefusal.NoLabel => new("motif", string.Format(TeamTexts.FaultReason, SpecialDay.LongestLabel)),
        _ => new("plage", Sentence(HoursFault.Unreadable, TeamTexts.TheDay)),
    };
}
