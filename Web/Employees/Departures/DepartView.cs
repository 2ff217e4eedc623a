using System.Globalization;
using Grains.Accounts;
using Grains.Employees;
using Grains.Employees.Departures;
using Grains.Interfaces.Employees.Departures;
using Grains.Text;
using Web.Accounts.Profile;
using Web.Employees.Sheet;

namespace Web.Employees.Departures;

/// <param name="Path">The address of the employee's sheet.</param>
/// <param name="Operation">The key of the forms that are drawn.</param>
public sealed record DepartView(EmployeeSheet Sheet, string Path, DepartForm Typed, IReadOnlyList<FieldFault> Faults, string Operation, DateTimeOffset Now)
{
    public EmployeeSummary Employee => Sheet.Employee;

    public string Itself => $"{Path}/depart";

    /// <summary>Null until it is asked for, and while something is missing.</summary>
    public Simulation? Simulation { get; init; }

    /// <summary>An answer was changed after the simulation that was to be confirmed.</summary>
    public bool HasChanged { get; init; }

    /// <summary>Words of a cancellation that is refused.</summary>
    public string? Why { get; init; }

    public string? WhyFault { get; init; }

    public bool MayCancel { get; init; }

    public string Act(string handler) => $"{Itself}?handler={handler}";

    public string? Fault(string field) => Faults.FirstOrDefault(f => f.Field == field)?.Sentence;

    public string Since => string.Format(DepartureTexts.EmployedSince, EmployeeLabels.Long(Employee.HiredOn));
}

/// <summary>What a departure would do, drawn before anybody confirms it.</summary>
/// <param name="Before">The intervals as they stand, by which contracts are named.</param>
public sealed record Simulation(DepartureOutcome Outcome, DepartureReason Reason, EmployeeSheet Before, string Email, Policy Policy, DateTimeOffset Now)
{
    private DateOnly Today => Paris.Day(Now);

    /// <summary>What will be asked for, and when.</summary>
    public IReadOnlyList<ExpectedProof> Evidence => Outcome.Evidence(Today, Policy);

    /// <summary>The answer in one sentence.</summary>
    public string Answer => Outcome.Portability switch
    {
        PortabilityAnswer.Yes => string.Format(DepartureTexts.Yes, FrenchDates.Day(Outcome.Period!.Value.To)),
        PortabilityAnswer.ToProve => string.Format(DepartureTexts.ToProve, FrenchDates.Day(Outcome.Period!.Value.To)),
        _ => DepartureTexts.No,
    };

    /// <summary>As scripts and tests read it.</summary>
    public string Slug => Outcome.Portability switch { PortabilityAnswer.Yes => "oui", PortabilityAnswer.ToProve => "a-prouver", _ => "non" };

    public string? Duration => Outcome.Period?.Months is not { } months ? null
        : string.Format(months == Grains.Employees.Departures.Portability.MostMonths ? DepartureTexts.MonthsMost : DepartureTexts.Months, months);

    public string Basis => Outcome.Basis is DepartureBasis.Portability ? DepartureTexts.BasisPortability
        : Outcome.Ground is DepartureGround.Death ? DepartureTexts.BasisEvinDeath : DepartureTexts.BasisEvin;

    public string? Warning => Outcome.IsPast(Today) ? string.Format(DepartureTexts.Past, FrenchDates.Day(Outcome.FrozenFrom)) : null;

    public bool HasDependants => Before.Beneficiaries.Any(b => b.ToOn.Length == 0);

    /// <summary>Who is told, and how.</summary>
    public string Told => string.Format(
        Reason.Ground is DepartureGround.Death ? DepartureTexts.NobodyTold : Email.Length > 0 ? DepartureTexts.ToldByMail : DepartureTexts.ToldByLetter,
        Before.Employee.Name);

    /// <summary>« 043 », « 091 ou 092 »; empty where the nomenclature was not checked.</summary>
    public string Dsn => string.Join(DepartureTexts.Or, Reason.Dsn);

    public IEnumerable<RightsLine> Lines
    {
        get
        {
            var universes = Before.Intervals.GroupBy(i => i.Contract).ToDictionary(g => g.Key, g => g.First().Universe);
            return Outcome.Covers.Select(c => EmployeeIntervalView.Of(c, universes[c.Contract])).GroupBy(i => i.Contract)
                .Select(g => new RightsLine(EmployeeLabels.Name((Grains.Contracts.Universe)g.First().Universe), [.. g], Outcome.LastDay, FirstYear, Years));
        }
    }

    public IEnumerable<string> Axis => Enumerable.Range(FirstYear, Years).Select(y => y.ToString(CultureInfo.InvariantCulture));

    private int FirstYear => Math.Min(Today.Year, Outcome.LastDay.Year) - 1;

    private int Years => Math.Max(Today.Year, (Outcome.Period?.To ?? Outcome.LastDay).Year) + 2 - FirstYear;
}
