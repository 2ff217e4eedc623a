using Grains.Statistics;

namespace Web.Statistics;

/// <summary>Statistics as rows of a file: one of each part of the period, portal, team and form.</summary>
public static class StatisticsTable
{
    public static IReadOnlyList<string> Columns =>
    [
        StatisticsTexts.ColumnFrom, StatisticsTexts.ColumnTo, StatisticsTexts.Portal, StatisticsTexts.Team, StatisticsTexts.Form,
        StatisticsTexts.Received, StatisticsTexts.Closed, StatisticsTexts.Reopened, StatisticsTexts.Open, StatisticsTexts.Answers, StatisticsTexts.Kept,
        StatisticsTexts.Late,
        StatisticsTexts.ColumnAnswerMedian, StatisticsTexts.ColumnAnswerMean, StatisticsTexts.ColumnClosingMedian, StatisticsTexts.ColumnClosingMean,
    ];

    public static async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> Of(
        StatisticsFilter filter, IReadOnlyList<PortalDay> days, Func<string, string> portalName, Func<string, string> teamName, Func<string, string> formName)
    {
        await Task.CompletedTask;
        foreach (var part in filter.Parts())
        {
            yield return
            [
                .. days.Where(d => d.Day >= part.From && d.Day <= part.To).GroupBy(d => (d.Portal, d.Of.Key.Team, d.Of.Key.Form))
                    .Where(g => (filter.Team is null || g.Key.Team == filter.Team) && (filter.Form is null || g.Key.Form == filter.Form))
                    .OrderBy(g => g.Key.Portal, StringComparer.Ordinal).ThenBy(g => g.Key.Team, StringComparer.Ordinal)
                    .ThenBy(g => g.Key.Form, StringComparer.Ordinal)
                    .Select(g => Row(part, portalName(g.Key.Portal), teamName(g.Key.Team), formName(g.Key.Form), StatisticsFigures.Of(g, part.To))),
            ];
        }
    }

    private static IReadOnlyList<object?> Row(StatisticsPart part, string portal, string team, string form, StatisticsFigures f) =>
    [
        part.From, part.To, portal, team, form, f.Received, f.Closed, f.Reopened, f.Open, f.Answers.Count, f.Kept, f.Late, Whole(f.Answers.Median),
        Whole(f.Answers.Mean), Whole(f.Closings.Median), Whole(f.Closings.Mean),
    ];

    private static int? Whole(double? minutes) => minutes is { } m ? (int)Math.Round(m, MidpointRounding.AwayFromZero) : null;
}
