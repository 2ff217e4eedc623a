using Grains.Employees.Departures;
using Grains.Interfaces.Employees.Departures;
using Grains.Text;
using Web.Accounts.Profile;
using Web.Display;
using Web.Employees.Imports;

namespace Web.Employees.Departures.Several;

/// <param name="List">The address of the list of employees.</param>
/// <param name="Place">The query of the list that one comes from; with the company that the choice belongs to.</param>
/// <param name="People">Those that were chosen and that the caller sees.</param>
public sealed record DepartSeveralView(
    string List, string? Place, IReadOnlyList<Leaver> People, DepartForm Typed, IReadOnlyList<FieldFault> Faults, DateOnly Today)
{
    /// <summary>Rows that are shown of those who leave: the others are counted.</summary>
    public const int FirstRows = 20;

    /// <summary>Chosen beyond <see cref="DepartureService.MostChosen"/>.</summary>
    public int Surplus { get; init; }

    /// <summary>What it would do; null until it is asked for.</summary>
    public SeveralOutcomes? Outcomes { get; init; }

    /// <summary>What the choice belongs to: the company of that list, or all of them.</summary>
    public required string Chosen { get; init; }

    public string Path => $"{List}/departs";

    /// <summary>Where departures are declared by a file.</summary>
    public string ByFile => $"{List}/importer/{ImportFileModel.ForDepartures}";

    public string Back => string.IsNullOrEmpty(Place) ? List : $"{List}?{Place}";

    public string Act(string? handler = null) => handler is null ? Path : $"{Path}?handler={handler}";

    public string Day => FrenchDates.Day(Typed.LastDay!.Value);

    public string? Past => Typed.LastDay is { } day && day < Today ? string.Format(DepartureTexts.Past, FrenchDates.Day(day.AddDays(1))) : null;

    public string Go => Outcomes!.Leaving.Count == 1 ? DepartureTexts.SeveralGoOne : string.Format(DepartureTexts.SeveralGoMany, French.Number(Outcomes.Leaving.Count));

    public static string Why(LeaverStop stop, Leaver leaver) =>
        stop is LeaverStop.BeforeHire ? string.Format(DepartureTexts.LastDayBeforeHire, FrenchDates.Day(leaver.Hired)) : DepartureLabels.Stop(stop);
}

/// <summary>What departures together would do, by the code that does them.</summary>
public sealed record SeveralOutcomes(IReadOnlyList<(Leaver Who, DepartureOutcome Outcome)> Leaving, IReadOnlyList<(Leaver Who, LeaverStop Why)> Kept)
{
    public static SeveralOutcomes Of(IReadOnlyList<Leaver> people, DepartForm typed, PortabilityStart start)
    {
        var (day, reason) = (typed.LastDay!.Value, DepartureReason.Of(typed.Reason)!);
        return new SeveralOutcomes(
            [.. people.Where(p => p.Stop(day) is null).Select(p => (p, DepartureOutcome.Of(p.Covers, p.Hired, day, reason, start)))],
            [.. people.Where(p => p.Stop(day) is not null).Select(p => (p, p.Stop(day)!.Value))]);
    }

    public IEnumerable<(PortabilityAnswer Answer, int Count)> Counts =>
        Leaving.GroupBy(l => l.Outcome.Portability).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()));

    public static string Answer(PortabilityAnswer answer) => answer switch
    {
        PortabilityAnswer.Yes => DepartureTexts.SeveralYes,
        PortabilityAnswer.ToProve => DepartureTexts.SeveralToProve,
        _ => DepartureTexts.SeveralNo,
    };

    public static string Slug(PortabilityAnswer answer) => answer switch { PortabilityAnswer.Yes => "oui", PortabilityAnswer.ToProve => "a-prouver", _ => "non" };

    public static string Until(DepartureOutcome outcome) => outcome.Period is { } period && outcome.Portability is not PortabilityAnswer.No
        ? string.Format(DepartureTexts.SeveralUntil, FrenchDates.Day(period.To)) : "";
}
