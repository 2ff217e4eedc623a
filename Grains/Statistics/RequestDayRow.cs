using System.Globalization;
using Grains.Commits;
using Grains.Interfaces.Statistics;

namespace Grains.Statistics;

/// <summary><see cref="DayFigures"/> of a portal.</summary>
/// <param name="Day">2026-11-29, in Paris.</param>
[Row("request_day", key: 4)]
public sealed record RequestDayRow(
    string Portal, string Day, string Team, string Form, int Received, int Answered, int Kept, int Late, int Closed, int Reopened, int Open, string Answers,
    string Closings) : Row
{
    public static RequestDayRow Of(string portal, DayFigures f) => new(
        portal, Text(f.Key.Day), f.Key.Team, f.Key.Form, f.Received, f.Answered, f.Kept, f.Late, f.Closed, f.Reopened, f.Open, f.Answers, f.Closings);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Parse(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <param name="CountedTo">The last day that is counted; later rows wait to be counted again.</param>
[Row("statistics_mark", key: 1)]
public sealed record StatisticsMarkRow(string Portal, string CountedTo) : Row;
