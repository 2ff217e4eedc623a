using System.Globalization;
using Grains.CoreSystem;
using Grains.Statistics;
using Web.Shared;

namespace Web.Statistics;

/// <summary>How days are put together.</summary>
public enum StatisticsStep
{
    Day,
    Week,
    Month,
}

/// <summary>What an address asks of the statistics; days are those of Paris.</summary>
public sealed record StatisticsFilter(DateOnly From, DateOnly To, StatisticsStep Step, string? Portal, string? Team, string? Form)
{
    public const string Path = "/gestion/statistiques";

    private const int DefaultWeeks = 8;
    private const string Iso = "yyyy-MM-dd";

    /// <summary>The days as they were typed, where they are no period.</summary>
    public string? TypedFrom { get; init; }

    public string? TypedTo { get; init; }

    /// <summary>What is wrong with them; null for nothing.</summary>
    public string? Fault { get; init; }

    /// <summary>The last eight weeks, this one too, by week.</summary>
    public static StatisticsFilter Default(DateOnly today) => Weeks(today, DefaultWeeks);

    /// <summary>Of days that are none, or too many, the default stands, with what was typed.</summary>
    public static StatisticsFilter Of(IQueryCollection asked, DateOnly today)
    {
        var step = (string?)asked["pas"] switch { "jour" => StatisticsStep.Day, "mois" => StatisticsStep.Month, _ => StatisticsStep.Week };
        var filter = Default(today) with { Step = step, Portal = Text(asked, "portail"), Team = Text(asked, "equipe"), Form = Text(asked, "demarche") };
        var (from, to) = (Text(asked, "du"), Text(asked, "au"));
        if (from is null && to is null)
            return filter;
        var (first, last) = (from is null ? filter.From : Day(from), to is null ? today : Day(to));
        var fault = first is null || last is null ? StatisticsTexts.FaultDay
            : first > today ? StatisticsTexts.FaultFuture
            : first > last ? StatisticsTexts.FaultOrder
            : last.Value.DayNumber - first.Value.DayNumber >= StatisticsQueries.MostDays ? string.Format(StatisticsTexts.FaultLong, StatisticsQueries.MostDays)
            : null;
        return fault is not null ? filter with { TypedFrom = from, TypedTo = to, Fault = fault }
            : filter with { From = first!.Value, To = last!.Value > today ? today : last.Value };
    }

    /// <summary>So many weeks up to today, from a Monday on.</summary>
    public static StatisticsFilter Weeks(DateOnly today, int weeks) =>
        new(Monday(today).AddDays(-7 * (weeks - 1)), today, StatisticsStep.Week, null, null, null);

    public static StatisticsFilter Months(DateOnly today, int months) =>
        new(new DateOnly(today.Year, today.Month, 1).AddMonths(1 - months), today, StatisticsStep.Month, null, null, null);

    public bool IsSamePeriod(StatisticsFilter other) => (From, To, Step) == (other.From, other.To, other.Step);

    /// <summary>The same of another period.</summary>
    public StatisticsFilter During(StatisticsFilter period) => this with { From = period.From, To = period.To, Step = period.Step };

    public string Address(string path = Path) => QueryText.Of(
        path, ("du", Text(From)), ("au", Text(To)), ("pas", Slug(Step)), ("portail", Portal), ("equipe", Team), ("demarche", Form));

    /// <summary>The parts of the period, the first and last ones maybe not whole.</summary>
    public IReadOnlyList<StatisticsPart> Parts()
    {
        var parts = new List<StatisticsPart>();
        for (var day = From; day <= To;)
        {
            var next = Step switch
            {
                StatisticsStep.Day => day.AddDays(1),
                StatisticsStep.Week => Monday(day).AddDays(7),
                _ => new DateOnly(day.Year, day.Month, 1).AddMonths(1),
            };
            parts.Add(new(day, next > To ? To : next.AddDays(-1), Step));
            day = next;
        }
        return parts;
    }

    public static string Slug(StatisticsStep step) => step switch { StatisticsStep.Day => "jour", StatisticsStep.Month => "mois", _ => "semaine" };

    public static string Text(DateOnly day) => day.ToString(Iso, CultureInfo.InvariantCulture);

    /// <summary>As people type it: 01/11/2026.</summary>
    public static string Shown(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>Null for what is no day.</summary>
    public static DateOnly? Day(string? typed) => TypedNumbers.Day(typed ?? "");

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static string? Text(IQueryCollection asked, string name) => (string?)asked[name] is { Length: > 0 and <= 60 } text ? text : null;
}
