using Grains.Calendars;

namespace Grains.Text;

/// <summary>When advisers answer, in words.</summary>
public static class OpeningHours
{
    // Days from one opening to the next over a weekend; beyond it the name of a day alone would be taken for an earlier one.
    private const int UsualGap = 3;

    /// <summary>« Ouvert, jusqu’à 18 h » or « Fermé, rouvre lundi à 8 h 30 »</summary>
    public static string Sentence(BusinessCalendar calendar, DateTimeOffset now) =>
        calendar.IsOpen(now) ? $"Ouvert, {Until(calendar, now)}" : $"Fermé, rouvre {Reopens(calendar, now)}";

    /// <summary>Of a person: « Joignable jusqu’à 18 h » or « Rouvre lundi à 8 h 30 »</summary>
    public static string Reachable(BusinessCalendar calendar, DateTimeOffset now) =>
        calendar.IsOpen(now) ? $"Joignable {Until(calendar, now)}" : $"Rouvre {Reopens(calendar, now)}";

    /// <summary>« de 9 h à 12 h et de 14 h à 17 h », empty when closed.</summary>
    public static string Slots(IReadOnlyList<OpenSlot> slots) =>
        string.Join(" et ", slots.Select(s => $"de {FrenchDates.Hour(s.From)} à {FrenchDates.Hour(s.To)}"));

    /// <summary>« du lundi au jeudi de 8 h 30 à 18 h, le vendredi de 8 h 30 à 17 h »: days with the same hours together, Monday first.</summary>
    public static string WeekOf(BusinessCalendar calendar)
    {
        var spans = new List<(DayOfWeek First, DayOfWeek Last, string Hours)>();
        foreach (var day in Enumerable.Range(1, 7).Select(n => (DayOfWeek)(n % 7)).Where(d => calendar.Week[(int)d].Count > 0))
        {
            var hours = Slots(calendar.Week[(int)day]);
            if (spans.Count > 0 && spans[^1].Hours == hours && ((int)spans[^1].Last + 1) % 7 == (int)day)
                spans[^1] = spans[^1] with { Last = day };
            else
                spans.Add((day, day, hours));
        }
        return string.Join(", ", spans.Select(s => s.First == s.Last
            ? $"le {FrenchDates.DayName(s.First)} {s.Hours}" : $"du {FrenchDates.DayName(s.First)} au {FrenchDates.DayName(s.Last)} {s.Hours}"));
    }

    private static string Until(BusinessCalendar calendar, DateTimeOffset now)
    {
        var time = TimeOnly.FromDateTime(calendar.Local(now));
        return $"jusqu’à {FrenchDates.Hour(calendar.On(calendar.DayOf(now)).First(s => s.To > time).To)}";
    }

    private static string Reopens(BusinessCalendar calendar, DateTimeOffset now)
    {
        var next = calendar.NextOpen(now);
        var when = (calendar.DayOf(next).DayNumber - calendar.DayOf(now).DayNumber) switch
        {
            0 => "aujourd’hui",
            1 => "demain",
            <= UsualGap => FrenchDates.DayName(calendar.DayOf(next).DayOfWeek),
            _ => FrenchDates.DayAndMonth(calendar.DayOf(next)),
        };
        return $"{when} à {FrenchDates.Hour(TimeOnly.FromDateTime(calendar.Local(next)))}";
    }
}
