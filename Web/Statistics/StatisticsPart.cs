using System.Globalization;
using Grains.Text;

namespace Web.Statistics;

/// <summary>A day, a week or a month of the statistics.</summary>
/// <param name="To">Its last day.</param>
public sealed record StatisticsPart(DateOnly From, DateOnly To, StatisticsStep Step)
{
    /// <summary>As a chart's axis says it.</summary>
    public string Short => From.ToString(Step is StatisticsStep.Month ? "MM/yyyy" : "dd/MM", CultureInfo.InvariantCulture);

    /// <summary>As its table says it.</summary>
    public string Label => Step switch
    {
        StatisticsStep.Day => FrenchDates.Day(From),
        StatisticsStep.Week => string.Format(StatisticsTexts.WeekOf, FrenchDates.Day(From)),
        _ => FrenchDates.Month(From),
    };
}
