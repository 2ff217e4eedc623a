using Grains.Statistics;

namespace Web.Statistics;

/// <summary>What the page shows of a period.</summary>
/// <param name="Before">Of as many days before it.</param>
/// <param name="Parts">In their order.</param>
/// <param name="Teams">Those that have any, as the workbench orders them.</param>
/// <param name="Forms">Those that were asked most first.</param>
public sealed record StatisticsView(
    StatisticsFilter Filter, StatisticsFigures Whole, StatisticsFigures Before, IReadOnlyList<(StatisticsPart Part, StatisticsFigures Figures)> Parts,
    IReadOnlyList<StatisticsShare> Teams, IReadOnlyList<StatisticsShare> Forms)
{
    /// <summary>Open time that an answer is usually promised in.</summary>
    public TimeSpan Promised { get; init; }

    /// <param name="days">Of the period and of as many days before it.</param>
    public static StatisticsView Of(
        StatisticsFilter filter, IReadOnlyList<PortalDay> days, Func<string, string> teamName, Func<string, string> formName)
    {
        var asked = days.Where(d => (filter.Team is null || d.Of.Key.Team == filter.Team) && (filter.Form is null || d.Of.Key.Form == filter.Form)).ToList();
        var period = asked.Where(d => d.Day >= filter.From).ToList();
        var byDay = period.ToLookup(d => d.Day);
        return new StatisticsView(
            filter,
            StatisticsFigures.Of(period, filter.To),
            StatisticsFigures.Of(asked.Where(d => d.Day < filter.From), filter.From.AddDays(-1)),
            [.. filter.Parts().Select(p => (p, StatisticsFigures.Of(DaysOf(p).SelectMany(d => byDay[d]), p.To)))],
            [.. Shares(period, filter, d => d.Of.Key.Team, teamName).OrderBy(s => s.Name, StringComparer.InvariantCulture)],
            [
                .. Shares(period, filter, d => d.Of.Key.Form, formName).OrderByDescending(s => s.Figures.Received)
                    .ThenBy(s => s.Name, StringComparer.InvariantCulture),
            ]);
    }

    private static IEnumerable<StatisticsShare> Shares(
        IEnumerable<PortalDay> period, StatisticsFilter filter, Func<PortalDay, string> key, Func<string, string> name) =>
        period.GroupBy(key).Select(g => new StatisticsShare(g.Key, name(g.Key), StatisticsFigures.Of(g, filter.To)));

    private static IEnumerable<DateOnly> DaysOf(StatisticsPart part)
    {
        for (var day = part.From; day <= part.To; day = day.AddDays(1))
            yield return day;
    }
}

/// <summary>What falls to a team, or to a form.</summary>
public sealed record StatisticsShare(string Key, string Name, StatisticsFigures Figures);
