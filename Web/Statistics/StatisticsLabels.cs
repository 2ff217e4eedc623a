using System.Globalization;

namespace Web.Statistics;

/// <summary>Figures as people read them.</summary>
public static class StatisticsLabels
{
    private const char Narrow = '\u202F';
    private static readonly NumberFormatInfo French = new() { NumberGroupSeparator = $"{Narrow}", NumberDecimalSeparator = "," };

    public static string Count(int count) => count.ToString("#,0", French);

    /// <summary>Open time, rounded to a minute: « 9 h 36 », « 12 min ».</summary>
    public static string Time(double? minutes)
    {
        if (minutes is not { } exact)
            return "–";
        var whole = (int)Math.Round(exact, MidpointRounding.AwayFromZero);
        return whole < 60 ? $"{whole}\u00A0min"
            : whole % 60 == 0 ? $"{Count(whole / 60)}\u00A0h"
            : $"{Count(whole / 60)}\u00A0h\u00A0{whole % 60:00}";
    }

    /// <param name="share">0 to 1; of nothing a dash.</param>
    public static string Share(double? share) => share is not { } of ? "–"
        : $"{(of is > 0.99 and < 1 ? Math.Floor(of * 1000) / 10 : Math.Round(of * 100)).ToString("0.#", French)}\u00A0%";

    /// <summary>« + 4 % » against before; null where there was nothing.</summary>
    public static string? Change(int now, int before)
    {
        if (before == 0)
            return null;
        var percent = (int)Math.Round(100.0 * (now - before) / before);
        return percent == 0 ? StatisticsTexts.Same : string.Format(StatisticsTexts.Against, $"{(percent > 0 ? '+' : '−')}\u00A0{Math.Abs(percent)}\u00A0%");
    }

    /// <summary>For scripts: a point, no groups.</summary>
    public static string Plain(double? number) => number?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";
}
