using System.Globalization;
using Grains.Calendars;
using Grains.Text;

namespace Grains.Requests.Callbacks;

/// <summary>A time at which somebody may be called back, by the wall clock of who calls (spec 6, form 11).</summary>
public sealed record CallbackSlot(DateOnly Day, TimeOnly From, TimeOnly To)
{
    /// <summary>Opening days that one may choose among.</summary>
    public const int MostDays = 10;

    private const string Form = "yyyy-MM-dd'T'HH:mm";
    private static readonly TimeSpan Length = TimeSpan.FromHours(2);
    private static readonly TimeSpan Least = TimeSpan.FromHours(1);
    private static readonly TimeSpan Notice = TimeSpan.FromHours(1);

    /// <summary>As a form carries it: <c>2026-11-25T08:30/10:30</c>.</summary>
    public string Value => $"{Day.ToDateTime(From).ToString(Form, CultureInfo.InvariantCulture)}/{To.ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>« mercredi 25 novembre de 8 h 30 à 10 h 30 »</summary>
    public string Words => $"{FrenchDates.DayAndMonth(Day)} de {FrenchDates.Hour(From)} à {FrenchDates.Hour(To)}";

    /// <summary>Null when it is no such time.</summary>
    public static CallbackSlot? Parse(string? value) =>
        value?.Split('/') is [var from, var to]
        && DateTime.TryParseExact(from, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var begins)
        && TimeOnly.TryParseExact(to, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var ends)
            ? new(DateOnly.FromDateTime(begins), TimeOnly.FromDateTime(begins), ends) : null;

    /// <summary>
    /// The open hours of the next ten opening days in pieces of two hours, the first no sooner than an hour from now; what is left of less than an hour
    /// joins the last piece. A calendar that does not open within two months has none.
    /// </summary>
    public static IReadOnlyList<CallbackSlot> Of(BusinessCalendar calendar, DateTimeOffset now)
    {
        var soonest = calendar.Local(now + Notice);
        var slots = new List<CallbackSlot>();
        var first = calendar.DayOf(now);
        for (var (day, open) = (first, 0); open < MostDays && day < first.AddMonths(2); day = day.AddDays(1))
        {
            var pieces = calendar.On(day).SelectMany(s => Pieces(day, s)).Where(s => day.ToDateTime(s.From) >= soonest).ToList();
            open += pieces.Count > 0 ? 1 : 0;
            slots.AddRange(pieces);
        }
        return slots;
    }

    private static IEnumerable<CallbackSlot> Pieces(DateOnly day, OpenSlot slot)
    {
        for (var from = slot.From; from < slot.To;)
        {
            var to = slot.To - from < Length + Least ? slot.To : from.Add(Length);
            // Of three hours, two and one.
            yield return new(day, from, to);
            from = to;
        }
    }
}
