namespace Web.Statistics;

/// <summary>How a series is drawn.</summary>
public enum SeriesLook
{
    Bar,
    PaleBar,
    Line,
    /// <summary>A dashed line.</summary>
    Limit,
}

/// <param name="Name">As its key and the column of the table say it.</param>
public sealed record ChartSeries(string Name, SeriesLook Look)
{
    public string Slug => Look switch { SeriesLook.Bar => "a", SeriesLook.PaleBar => "b", SeriesLook.Line => "la", _ => "lb" };
}

/// <summary>One value of a chart, as its table shows it and as a script reads it; null for none.</summary>
public sealed record ChartValue(double? Value, string Shown);

/// <summary>A chart over time: its table is what scripts draw it from.</summary>
/// <param name="Unit">Behind a number of the axis; empty for none.</param>
/// <param name="Summary">What it shows, in one sentence.</param>
public sealed record StatisticsChart(
    string Id, string Title, string Unit, string Summary, IReadOnlyList<ChartSeries> Series,
    IReadOnlyList<(StatisticsPart Part, IReadOnlyList<ChartValue> Values)> Rows)
{
    public static StatisticsChart Volume(StatisticsView view)
    {
        var peak = view.Parts.MaxBy(p => p.Figures.Received);
        return new(
            "volume", Titled(StatisticsTexts.VolumeTitle, view), "",
            peak.Figures is not { Received: > 0 } ? StatisticsTexts.NothingReceived
                : string.Format(StatisticsTexts.VolumeSummary, peak.Part.Label, StatisticsLabels.Count(peak.Figures.Received),
                    StatisticsLabels.Count(peak.Figures.Closed)),
            [new(StatisticsTexts.Received, SeriesLook.PaleBar), new(StatisticsTexts.Closed, SeriesLook.Bar)],
            [.. view.Parts.Select(p => (p.Part, Row(Number(p.Figures.Received), Number(p.Figures.Closed))))]);
    }

    public static StatisticsChart Answers(StatisticsView view)
    {
        var promised = Hours(view.Promised.TotalMinutes);
        return new(
            "reponses", Titled(StatisticsTexts.AnswersTitle, view), "h", Medians(StatisticsTexts.AnswersSummary, view.Whole.Answers.Median),
            [new(StatisticsTexts.Median, SeriesLook.Line), new(StatisticsTexts.Promised, SeriesLook.Limit)],
            [.. view.Parts.Select(p => (p.Part, Row(Hours(p.Figures.Answers.Median), promised)))]);
    }

    public static StatisticsChart Closings(StatisticsView view) => new(
        "clotures", Titled(StatisticsTexts.ClosingsTitle, view), "h", Medians(StatisticsTexts.ClosingsSummary, view.Whole.Closings.Median),
        [new(StatisticsTexts.Median, SeriesLook.Line)], [.. view.Parts.Select(p => (p.Part, Row(Hours(p.Figures.Closings.Median))))]);

    public static StatisticsChart Open(StatisticsView view) => new(
        "ouvertes", Titled(StatisticsTexts.OpenTitle, view), "", string.Format(StatisticsTexts.OpenSummary, StatisticsLabels.Count(view.Whole.Open)),
        [new(StatisticsTexts.Open, SeriesLook.Bar)], [.. view.Parts.Select(p => (p.Part, Row(Number(p.Figures.Open))))]);

    private static IReadOnlyList<ChartValue> Row(params ChartValue[] values) => values;

    private static ChartValue Number(int count) => new(count, StatisticsLabels.Count(count));

    private static ChartValue Hours(double? minutes) => new(minutes / 60, StatisticsLabels.Time(minutes));

    private static string Medians(string sentence, double? minutes) =>
        minutes is null ? StatisticsTexts.NothingMeasured : string.Format(sentence, StatisticsLabels.Time(minutes));

    private static string Titled(string title, StatisticsView view) => string.Format(title, view.Filter.Step switch
    {
        StatisticsStep.Day => StatisticsTexts.ByDay, StatisticsStep.Month => StatisticsTexts.ByMonth, _ => StatisticsTexts.ByWeek,
    });
}
