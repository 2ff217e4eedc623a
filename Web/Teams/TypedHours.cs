using System.Text.RegularExpressions;
using Grains.Calendars;

namespace Web.Teams;

public enum HoursFault
{
    Unreadable = 1,
    Order,
    Overlap,
}

/// <summary>Hours of a day as people type them: « 8 h 30 - 12 h et 14 h - 18 h », « de 9h à 17h », « 08:30-12:00 »; nothing when closed.</summary>
/// <param name="Spelled">As <see cref="CalendarText"/> reads them; empty when closed, and where there is a fault.</param>
public sealed partial record TypedHours(string Spelled, HoursFault? Fault)
{
    private const int Longest = 200;

    // What may stand between two times, and nothing else.
    private static readonly char[] Separators = [' ', '\u00a0', '\u202f', '\t', '-', '\u2013', '\u2014', ',', ';', '+', '/'];
    private static readonly string[] Between = ["de", "du", "à", "a", "au", "et"];

    public static TypedHours Read(string? typed)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0)
            return new("", null);
        if (text.Length > Longest
            || Time().Replace(text, " ").Split(Separators, StringSplitOptions.RemoveEmptyEntries).Any(w => !Between.Contains(w.ToLowerInvariant())))
            return new("", HoursFault.Unreadable);
        var times = Time().Matches(text).Select(At).ToList();
        if (times.Count == 0 || times.Count % 2 == 1 || times.Contains(null))
            return new("", HoursFault.Unreadable);
        var slots = times.Chunk(2).Select(t => new OpenSlot(t[0]!.Value, t[1]!.Value)).ToList();
        return slots.Exists(s => s.From >= s.To) ? new("", HoursFault.Order)
            : slots.Zip(slots.Skip(1)).Any(p => p.First.To > p.Second.From) ? new("", HoursFault.Overlap)
            : new(CalendarText.Spelled(slots), null);
    }

    private static TimeOnly? At(Match match) =>
        int.Parse(match.Groups["h"].Value) is var hour and < 24
            && (match.Groups["m"].Value.Length == 0 ? 0 : int.Parse(match.Groups["m"].Value)) is var minute and < 60
            ? new TimeOnly(hour, minute) : null;

    [GeneratedRegex(@"(?<![0-9])(?<h>[0-9]{1,2})(?:\s*[hH:]\s*(?<m>[0-9]{2})?)?(?![0-9])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();
}
