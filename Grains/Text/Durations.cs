namespace Grains.Text;

/// <summary>A policy's times in the words of mails and pages.</summary>
public static class Durations
{
    private const char Nbsp = '\u00a0';

    /// <summary>
    /// « 90 secondes », « 10 minutes », « 1 heure », « 24 heures », « 5 jours »: whole ones, never more than it is, in the unit that people count
    /// them in.
    /// </summary>
    public static string Spell(this TimeSpan span) =>
        span.TotalSeconds is < 120 and not 60 ? Count(span.TotalSeconds, "seconde")
        : span.TotalMinutes is < 120 and not 60 ? Count(span.TotalMinutes, "minute")
        : span.TotalHours <= 72 ? Count(span.TotalHours, "heure")
        : Count(span.TotalDays, "jour");

    private static string Count(double count, string unit) => $"{Math.Floor(count):0}{Nbsp}{unit}{(count < 2 ? "" : "s")}";
}
