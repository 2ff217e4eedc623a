using Grains.Employees;
using Grains.Employees.Waivers;
using Grains.Interfaces.Employees;
using Grains.Text;
using Web.Employees.Invite;
using Web.Employees.Papers;
using Web.Employees.Waivers;
using Web.Shared;

namespace Web.Employees.Sheet;

/// <param name="Path">Of the list.</param>
/// <param name="Operation">The key of the forms that are drawn.</param>
public sealed record EmployeeSheetView(EmployeeSheet Sheet, string Path, IReadOnlyList<string> Topics, string Operation, DateTimeOffset Now)
{
    public EmployeeSummary Employee => Sheet.Employee;

    public string Itself => $"{Path}/{Employee.Id}";

    /// <summary>The same with the day that is asked about: what is drawn again keeps it.</summary>
    public string Fetch => AskedDay is null ? Itself : QueryText.Of(Itself, ("au", AskedDay));

    /// <summary>Of who looks.</summary>
    public string Account { get; init; } = "";

    /// <summary>As it was typed; null for today.</summary>
    public string? AskedDay { get; init; }

    public bool IsDayWrong => AskedDay is not null && InviteRules.Day(AskedDay) is null;

    /// <summary>Whose rights are shown.</summary>
    public DateOnly Day => (AskedDay is null ? null : InviteRules.Day(AskedDay)) ?? Paris.Day(Now);

    /// <summary>« Le 1er mars 2027 : santé, couverture ; prévoyance, aucun droit. »</summary>
    public string DaySentence => string.Format(EmployeeTexts.RightsOn, FrenchDates.Day(Day), string.Join(EmployeeTexts.RightsNext, Lines.Select(l => l.OnDay)));

    /// <summary>In full, right after somebody asked for it.</summary>
    public string? Nir { get; init; }

    public string? Iban { get; init; }

    public LinkDelivery? Delivery => LinkDelivery.Of(Employee, Now);

    /// <summary>What was written as an answer to what the employee contests, and is refused.</summary>
    public string? Answer { get; init; }

    /// <summary>What the employer typed is proven by papers that they may hand in too.</summary>
    public PapersBlock Papers => PapersBlock.OfEmployer(
        PaperLine.Of(Sheet, Now), Now, Employee.TypedAt is null ? null : $"{Itself}/pieces");

    public WaiverDecision Decision(WaiverView of) => new(of, $"{Path}/dispenses", Operation, Now) { OnSheet = true };

    /// <summary>What became of a form of this page that another page takes.</summary>
    public (string Sentence, bool Done)? Said { get; init; }

    public string? EmailFault { get; init; }

    public string? AddressFault { get; init; }

    /// <summary>How the last link went to the employee, and how far it got.</summary>
    public string SentSentence => Employee.LetterAt is not { } at
        ? string.Format(EmployeeTexts.InvitationSent, FrenchDates.OnDay(Employee.LastAt!.Value, Now), Employee.Email)
        : Employee.LetterPostedAt is { } posted ? string.Format(EmployeeTexts.LetterSent, FrenchDates.Short(at, Now), FrenchDates.Short(posted, Now))
        : string.Format(EmployeeTexts.LetterWaits, FrenchDates.Short(at, Now));

    public bool IsInvited => Employee.InvitedAt is not null;

    /// <summary>A link went to the employee, if only to tell of what was typed.</summary>
    public bool HasLink => Employee.Mail.Length > 0 && Employee.LastAt is not null;

    /// <summary>In one contract at least: there is something to certify.</summary>
    public bool IsCovered => Employee.Contracts.Any(c => c.Status is EmployeeStatus.Covered);

    public bool MayForce => IsInvited && Employee.Reminders > 0 && Employee.Waiver.Length == 0
        && AffiliationClock.RemindFrom(Employee.LastAt!.Value) <= Now;

    public string Act(string handler) => $"{Itself}?handler={handler}";

    /// <summary>Portability asks for proofs, or has.</summary>
    public bool HasProofs => Sheet.Departure is not null && (Employee.ProofKind > 0 || Sheet.Proofs.Count > 0);

    public bool HasSuspension => Sheet.Intervals.Any(i => (CoverKind)i.Kind is CoverKind.Suspended);

    /// <summary>What stands today, in one sentence a contract.</summary>
    public IEnumerable<string> Sentences => Employee.Contracts.Select(c => string.Format(
        EmployeeTexts.ContractToday, EmployeeLabels.Name(c.Universe), EmployeeLabels.Label(c.Status).ToLowerInvariant(),
        c.Option.Length > 0 ? c.Option.ToLowerInvariant() : EmployeeTexts.NoOption));

    public IEnumerable<RightsLine> Lines => Sheet.Intervals.GroupBy(i => i.Contract)
        .Select(g => new RightsLine(EmployeeLabels.Name((Grains.Contracts.Universe)g.First().Universe), [.. g], Day, FirstYear, Years));

    public IEnumerable<int> Axis => Enumerable.Range(FirstYear, Years);

    public bool HasPast => Sheet.Intervals.Count > 0;

    private int FirstYear => Math.Max(Paris.Day(Now).Year - 6, Math.Min(Paris.Day(Now).Year, Sheet.Intervals.Min(i => EmployeeLabels.Day(i.FromOn)!.Value.Year)));

    private int Years => Paris.Day(Now).Year + 2 - FirstYear;
}

/// <summary>A contract's intervals on a line of some years, in percent of its length.</summary>
public sealed record RightsLine(string Name, IReadOnlyList<EmployeeIntervalView> Intervals, DateOnly Day, int FirstYear, int Years)
{
    public string DayAt => At(Day);

    /// <summary>What stands on that day.</summary>
    public string OnDay => string.Format(
        EmployeeTexts.RightsOf, Name.ToLowerInvariant(),
        Intervals.LastOrDefault(i => EmployeeLabels.Day(i.FromOn) <= Day && !(EmployeeLabels.Day(i.ToOn) < Day)) is { } one ? Label(one.Kind) : EmployeeTexts.KindNone);

    public IEnumerable<(string Class, string X, string Width)> Bars => Intervals.Select(i =>
    {
        var (from, to) = (Place(EmployeeLabels.Day(i.FromOn)!.Value), EmployeeLabels.Day(i.ToOn) is { } end ? Place(end.AddDays(1)) : 100);
        return (Class(i.Kind), Percent(from), Percent(Math.Max(0, to - from)));
    });

    /// <summary>The same in words.</summary>
    public string InWords => $"{Name} : " + string.Join(", ", Intervals.Select(Words));

    /// <summary>« couverture depuis le 1er septembre 2018 »</summary>
    public static string Words(EmployeeIntervalView i) => string.Format(
        i.ToOn.Length > 0 ? EmployeeTexts.IntervalClosed : EmployeeTexts.IntervalOpen, Label(i.Kind), EmployeeLabels.Long(i.FromOn),
        EmployeeLabels.Long(i.ToOn));

    private string At(DateOnly day) => Percent(Place(day));

    private double Place(DateOnly day) =>
        Math.Clamp((day.Year - FirstYear + (day.DayOfYear - 1) / 366.0) / Years * 100, 0, 100);

    private static string Percent(double place) => $"{place.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)}%";

    private static string Class(long kind) => (CoverKind)kind switch { CoverKind.Waived => "frz", CoverKind.Portability => "por", CoverKind.Suspended => "sus", _ => "cov" };

    private static string Label(long kind) => (CoverKind)kind switch
    {
        CoverKind.Waived => EmployeeTexts.KindWaived,
        CoverKind.Portability => EmployeeTexts.KindPortability,
        CoverKind.Suspended => PortabilityTexts.KindInterval,
        _ => EmployeeTexts.KindCovered,
    };
}
