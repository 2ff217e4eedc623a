namespace Grains.Text;

/// <summary>Where a place lies, for its public holidays: the codes of the overseas departments are the numbers the state gave them.</summary>
public enum HolidayZone
{
    Metropole = 0,
    AlsaceMoselle = 1,
    Guadeloupe = 971,
    Martinique = 972,
    Guyane = 973,
    Reunion = 974,
    Mayotte = 976,
    SaintBarthelemy = 977,
    SaintMartin = 978,
}

/// <summary>
/// The eleven public holidays of France (Code du travail, L3133-1), the two more of Alsace and Moselle (L3134-13), and the day overseas on which
/// slavery was abolished there (L3422-2).
/// </summary>
public static class FrenchHolidays
{
    public static bool IsHoliday(DateOnly day, HolidayZone zone = HolidayZone.Metropole) => (day.Month, day.Day) switch
    {
        (1, 1) or (5, 1) or (5, 8) or (7, 14) or (8, 15) or (11, 1) or (11, 11) or (12, 25) => true,
        _ => day.DayNumber - Easter(day.Year).DayNumber is 1 or 39 or 50 || IsOfZone(day, zone),
    };

    /// <summary>« metropole » or « FR », « alsace-moselle », « 974 »; null when it is none of them.</summary>
    public static HolidayZone? Zone(string code) => code switch
    {
        "metropole" or "FR" => HolidayZone.Metropole,
        "alsace-moselle" => HolidayZone.AlsaceMoselle,
        _ => int.TryParse(code, out var number) && number > 900 && Enum.IsDefined((HolidayZone)number) ? (HolidayZone)number : null,
    };

    private static bool IsOfZone(DateOnly day, HolidayZone zone) => zone switch
    {
        HolidayZone.AlsaceMoselle => (day.Month, day.Day) is (12, 26) || day == Easter(day.Year).AddDays(-2),
        HolidayZone.Mayotte => (day.Month, day.Day) is (4, 27),
        HolidayZone.Martinique => (day.Month, day.Day) is (5, 22),
        HolidayZone.Guadeloupe => (day.Month, day.Day) is (5, 27),
        HolidayZone.SaintMartin => day.Month == 5 && day.Day == (day.Year < 2018 ? 27 : 28),
        HolidayZone.Guyane => (day.Month, day.Day) is (6, 10),
        HolidayZone.SaintBarthelemy => (day.Month, day.Day) is (10, 9),
        HolidayZone.Reunion => (day.Month, day.Day) is (12, 20),
        _ => false,
    };

    // Gregorian Easter by the anonymous (Meeus/Jones/Butcher) algorithm.
    private static DateOnly Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
        int h = (19 * a + b - d - g + 15) % 30;
        int i = c / 4, k = c % 4;
        int l = (32 + 2 * e + 2 * i - h - k) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
        return new DateOnly(year, month, day);
    }
}
