using System.Globalization;

namespace Grains.Calendars;

/// <summary>Hours of a day as data spell them: <c>08:30-12:00+14:00-18:00</c>; empty when closed.</summary>
public static class CalendarText
{
    /// <summary>Stands for a closed day in a week's row.</summary>
    public const string Closed = "-";

    private const string Hour = "HH:mm";

    /// <summary>Null when they are no hours, or not one after the other.</summary>
    public static IReadOnlyList<OpenSlot>? Slots(string text)
    {
        var slots = new List<OpenSlot>();
        foreach (var part in text.Split('+', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('-') is not [var from, var to] || Time(from) is not { } opens || Time(to) is not { } closes)
                return null;
            if (opens >= closes || (slots.Count > 0 && slots[^1].To > opens))
                return null;
            slots.Add(new(opens, closes));
        }
        return slots;
    }

    /// <summary>The text that <see cref="Slots"/> reads; empty when closed.</summary>
    public static string Spelled(IReadOnlyList<OpenSlot> slots) =>
        string.Join('+', slots.Select(s => $"{s.From.ToString(Hour, CultureInfo.InvariantCulture)}-{s.To.ToString(Hour, CultureInfo.InvariantCulture)}"));

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, Hour, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
