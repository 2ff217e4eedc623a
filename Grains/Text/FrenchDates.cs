namespace Grains.Text;

/// <summary>Dates and hours as written in French. Own tables rather than the system's cultures, so that a machine without ICU data says the same.</summary>
public static class FrenchDates
{
    private const char Nbsp = Typography.Nbsp;

    private static readonly string[] Days = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
    private static readonly string[] Months =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
    private static readonly string[] ShortMonths =
        ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

    public static string DayName(DayOfWeek day) => Days[(int)day];

    /// <summary>« mardi 24 novembre 2026 »</summary>
    public static string Long(DateTimeOffset at) => Long(Paris.Day(at));

    public static string Long(DateOnly day) => $"{DayAndMonth(day)}{Nbsp}{day.Year}";

    /// <summary>« 24 novembre 2026 »</summary>
    public static string Day(DateOnly day) => $"{Ordinal(day.Day)}{Nbsp}{Months[day.Month - 1]}{Nbsp}{day.Year}";

    /// <summary>« novembre 2026 »</summary>
    public static string Month(DateOnly day) => $"{Months[day.Month - 1]}{Nbsp}{day.Year}";

    /// <summary>« mardi 24 novembre », for a date whose year is plain from the context.</summary>
    public static string DayAndMonth(DateOnly day) => $"{Days[(int)day.DayOfWeek]} {Ordinal(day.Day)}{Nbsp}{Months[day.Month - 1]}";

    /// <summary>« 24 nov. », with the year when it is not the current one.</summary>
    public static string Short(DateTimeOffset at, DateTimeOffset now) => Short(Paris.Day(at), Paris.Day(now));

    public static string Short(DateOnly day, DateOnly today) =>
        $"{Ordinal(day.Day)}{Nbsp}{ShortMonths[day.Month - 1]}" + (day.Year == today.Year ? "" : $" {day.Year}");

    /// <summary>« 14 h 05 », « 18 h »</summary>
    public static string Hour(DateTimeOffset at) => Hour(TimeOnly.FromDateTime(Paris.Local(at)));

    public static string Hour(TimeOnly time) =>
        $"{time.Hour}{Nbsp}h" + (time.Minute == 0 ? "" : $"{Nbsp}{time.Minute:00}");

    /// <summary>In a row of a list: the hour today, then « Hier », then the short date.</summary>
    public static string InRow(DateTimeOffset at, DateTimeOffset now) => DaysAgo(at, now) switch
    {
        0 => Hour(at),
        1 => "Hier",
        _ => Short(at, now),
    };

    /// <summary>« aujourd’hui à 14 h 02 », « hier à 16 h 12 », « le lundi 23 novembre »</summary>
    public static string OnDay(DateTimeOffset at, DateTimeOffset now) => DaysAgo(at, now) switch
    {
        0 => $"aujourd’hui à {Hour(at)}",
        1 => $"hier à {Hour(at)}",
        _ => "le " + (SameYear(at, now) ? DayAndMonth(Paris.Day(at)) : Long(at)),
    };

    /// <summary>« aujourd’hui à 14 h 02 », « hier à 16 h 12 », « le 23 nov. à 9 h 40 »: what tells two things of one day apart.</summary>
    public static string AtHour(DateTimeOffset at, DateTimeOffset now) => DaysAgo(at, now) is 0 or 1 ? OnDay(at, now) : $"le {Short(at, now)} à {Hour(at)}";

    /// <summary>« depuis ce matin, 8 h 40 », « depuis hier, 16 h 12 », « depuis lundi », « depuis le 12 nov. »</summary>
    public static string Since(DateTimeOffset at, DateTimeOffset now) => DaysAgo(at, now) switch
    {
        0 => Paris.Local(at).Hour < 12 && Paris.Local(now).Hour >= 12 ? $"depuis ce matin, {Hour(at)}" : $"depuis {Hour(at)}",
        1 => $"depuis hier, {Hour(at)}",
        > 1 and < 7 => $"depuis {DayName(Paris.Day(at).DayOfWeek)}",
        _ => $"depuis le {Short(at, now)}",
    };

    /// <summary>A separator in a thread: « Lundi 23 novembre », with the year when it is not the current one.</summary>
    public static string Separator(DateOnly day, DateTimeOffset now) =>
        Typography.Capital(day.Year == Paris.Day(now).Year ? DayAndMonth(day) : Long(day));

    /// <summary>A promise in a row: « mer. 25 nov., 17 h »</summary>
    public static string PromiseInRow(DateTimeOffset at, DateTimeOffset now) =>
        $"{Days[(int)Paris.Day(at).DayOfWeek][..3]}. {Short(at, now)}, {Hour(at)}";

    /// <summary>A promise in full: « Demain, mercredi 25 novembre, avant 11 h 30 »</summary>
    public static string Promise(DateTimeOffset at, DateTimeOffset now)
    {
        var day = DayAndMonth(Paris.Day(at));
        return DaysAgo(at, now) switch
        {
            0 => $"Aujourd’hui, {day}, avant {Hour(at)}",
            -1 => $"Demain, {day}, avant {Hour(at)}",
            _ => $"{Typography.Capital(day)}, avant {Hour(at)}",
        };
    }

    public static int DaysAgo(DateTimeOffset at, DateTimeOffset now) => Paris.Day(now).DayNumber - Paris.Day(at).DayNumber;

    private static bool SameYear(DateTimeOffset a, DateTimeOffset b) => Paris.Day(a).Year == Paris.Day(b).Year;

    private static string Ordinal(int day) => day == 1 ? "1er" : day.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
