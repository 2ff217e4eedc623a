namespace Grains.Text;

/// <summary>When advisers answer: Monday to Thursday 8 h 30 – 18 h, Friday 8 h 30 – 17 h, closed at weekends and on public holidays.</summary>
public static class OpeningHours
{
    private static readonly TimeOnly Opens = new(8, 30);
    private static readonly TimeOnly Closes = new(18, 0);
    private static readonly TimeOnly ClosesOnFriday = new(17, 0);

    /// <summary>« du lundi au jeudi de 8 h 30 à 18 h, le vendredi de 8 h 30 à 17 h »</summary>
    public static string Week { get; } =
        $"du lundi au jeudi de {FrenchDates.Hour(Opens)} à {FrenchDates.Hour(Closes)}, le vendredi de {FrenchDates.Hour(Opens)} à {FrenchDates.Hour(ClosesOnFriday)}";

    /// <summary>The hours of a day, or null when closed.</summary>
    public static (TimeOnly From, TimeOnly To)? On(DateOnly day) => day.DayOfWeek switch
    {
        _ when FrenchHolidays.IsHoliday(day) => null,
        DayOfWeek.Saturday or DayOfWeek.Sunday => null,
        DayOfWeek.Friday => (Opens, ClosesOnFriday),
        _ => (Opens, Closes),
    };

    public static bool IsOpen(DateTimeOffset now)
    {
        var local = Paris.Local(now);
        return On(DateOnly.FromDateTime(local)) is var (from, to) && TimeOnly.FromDateTime(local) is var time && time >= from && time < to;
    }

    /// <summary>« Ouvert, jusqu’à 18 h » or « Fermé, rouvre lundi à 8 h 30 »</summary>
    public static string Sentence(DateTimeOffset now)
    {
        var local = Paris.Local(now);
        var today = DateOnly.FromDateTime(local);
        if (IsOpen(now))
            return $"Ouvert, jusqu’à {FrenchDates.Hour(On(today)!.Value.To)}";

        var next = TimeOnly.FromDateTime(local) < Opens ? today : today.AddDays(1);
        while (On(next) is null)
            next = next.AddDays(1);
        var when = (next.DayNumber - today.DayNumber) switch
        {
            0 => "aujourd’hui",
            1 => "demain",
            < 7 => FrenchDates.DayName(next.DayOfWeek),
            _ => "le " + FrenchDates.DayAndMonth(next),
        };
        return $"Fermé, rouvre {when} à {FrenchDates.Hour(On(next)!.Value.From)}";
    }
}
