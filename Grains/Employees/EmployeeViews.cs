using Grains.Employees.Departures;
using Grains.Employees.Departures.Proofs;
using Grains.Employees.Waivers;
using Grains.Interfaces.Employees;

namespace Grains.Employees;

/// <param name="Company">Null for all of the caller's.</param>
/// <param name="Contract">With one, statuses are those of that contract.</param>
public sealed record EmployeeFilter(
    string? Company = null, EmployeeStatus? Status = null, string? Siret = null, string? Contract = null, string? Search = null, bool Descending = false,
    string? After = null, int Take = 50);

public abstract record EmployeeSummary
{
    public string Employee { get; init; } = "";

    public string Id => EmployeeChange.Id(Employee);

    public string Company { get; init; } = "";

    public string CompanyName { get; init; } = "";

    public string Siret { get; init; } = "";

    public string Establishment { get; init; } = "";

    public string LastName { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string Name => $"{FirstName} {LastName}";

    public string Civility { get; init; } = "";

    public string BirthDate { get; init; } = "";

    public string HiredOn { get; init; } = "";

    public string Number { get; init; } = "";

    public string Email { get; init; } = "";

    public string Folded { get; init; } = "";

    /// <summary>Of the clock, in the contract that is asked for or in the first that holds.</summary>
    public EmployeeStatus Status { get; init; }

    public DateTimeOffset? InvitedAt { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    public int Reminders { get; init; }

    public int Step { get; init; }

    public string Mail { get; init; } = "";

    /// <summary>What came of the last link's mail, as <c>DeliveryState</c> numbers it; null while nothing is known, or no longer.</summary>
    public long? MailState { get; init; }

    public string MailError { get; init; } = "";

    /// <summary>Of the letter that carries the link; null where it goes by mail.</summary>
    public DateTimeOffset? LetterAt { get; init; }

    public DateTimeOffset? LetterPostedAt { get; init; }

    public string LetterStreet { get; init; } = "";

    public string LetterPostCode { get; init; } = "";

    public string LetterCity { get; init; } = "";

    public string NirHint { get; init; } = "";

    public string IbanHint { get; init; } = "";

    public string Waiver { get; init; } = "";

    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>When the employer typed what stands; null where the employee filled it in.</summary>
    public DateTimeOffset? TypedAt { get; init; }

    /// <summary>What the employee says against what their employer typed, while it has no answer.</summary>
    public string Contest { get; init; } = "";

    public DateTimeOffset? ContestedAt { get; init; }

    public long Version { get; init; }

    /// <summary>Of the proof of portability that is expected, as <c>DepartureEvidence</c> numbers it; 0 for none.</summary>
    public long ProofKind { get; init; }

    public string ProofOn { get; init; } = "";

    /// <summary>1: it came, and waits for the insurer.</summary>
    public long ProofWaits { get; init; }

    /// <summary>The first day of a suspension, come or to come; empty for none.</summary>
    public string SuspendedOn { get; init; } = "";

    /// <summary>« En portabilité », without rights until a proof is accepted.</summary>
    public bool IsSuspended(DateOnly today) =>
        Status is EmployeeStatus.Portability && SuspendedOn.Length > 0 && string.CompareOrdinal(SuspendedOn, EmployeeChange.Day(today)) <= 0;

    public IReadOnlyList<EmployeeContract> Contracts { get; init; } = [];
}

/// <summary>An employee as the sheet shows them.</summary>
internal sealed record EmployeeOnSheet : EmployeeSummary;

/// <summary>An employee's part in one contract.</summary>
public sealed record EmployeeContract
{
    public string Employee { get; init; } = "";

    public string Contract { get; init; } = "";

    public Contracts.Universe Universe { get; init; }

    public string Population { get; init; } = "";

    public string OptionCode { get; init; } = "";

    public string Option { get; init; } = "";

    public string SinceOn { get; init; } = "";

    public string UntilOn { get; init; } = "";

    public EmployeeStatus Status { get; init; }
}

public sealed record EmployeePage(IReadOnlyList<EmployeeSummary> Rows, string? Next);

/// <summary>How many employees stand in each status, counted to <see cref="Most"/> and one more; a status with none is not there.</summary>
/// <param name="IsPartial">More are found than are counted: each count is the least that there are.</param>
public sealed record EmployeeCounts(IReadOnlyDictionary<EmployeeStatus, int> Of, bool IsPartial = false)
{
    public const int Most = 10_000;

    public int All => Of.Values.Sum();

    /// <summary>Null for all.</summary>
    public EmployeeCount In(EmployeeStatus? status)
    {
        var count = status is { } one ? Of.GetValueOrDefault(one) : All;
        return new EmployeeCount(Math.Min(count, Most), IsPartial || (status is null ? Of.Values.Any(n => n > Most) : count > Most));
    }
}

/// <param name="IsMore">There are more than that.</param>
public readonly record struct EmployeeCount(int Count, bool IsMore);

/// <summary>What somebody sees of a company.</summary>
internal sealed record EmployeeSight
{
    public string Company { get; init; } = "";

    /// <summary>1 where no establishment is hidden.</summary>
    public long Open { get; init; }

    /// <summary>Establishments that are.</summary>
    public long Hidden { get; init; }

    public bool IsLessThan(EmployeeSight before) => Open < before.Open || Hidden > before.Hidden;
}

public sealed record EmployeeSheet(
    EmployeeSummary Employee, IReadOnlyList<EmployeeIntervalView> Intervals, IReadOnlyList<EmployeeBeneficiaryView> Beneficiaries,
    IReadOnlyList<EmployeePaperView> Papers, IReadOnlyList<EmployeeEventView> Events)
{
    /// <summary>The last one that was declared, where nothing has begun since; null otherwise.</summary>
    public DepartureView? Departure { get; init; }

    /// <summary>Those that were asked for, the last one first.</summary>
    public IReadOnlyList<WaiverView> Waivers { get; init; } = [];

    /// <summary>Proofs of portability that were handed in, the last one first; without their files.</summary>
    public IReadOnlyList<ProofView> Proofs { get; init; } = [];

    /// <summary>They are employed still: their departure may be declared.</summary>
    public bool MayDepart => Departure is null && Employee.Status is not (EmployeeStatus.Removed or EmployeeStatus.Portability) && Intervals.Count > 0;

    /// <summary>The day on which they died, as a request reported it; empty of the living. Their departure has still to be declared while <see cref="MayDepart"/>.</summary>
    public string ReportedDeath => Events.FirstOrDefault(e => (EmployeeEventKind)e.Kind is EmployeeEventKind.DeathReported)?.Detail ?? "";

    /// <summary>As the rules of departures read them.</summary>
    public IReadOnlyList<CoverInterval> Covers => [.. Intervals.Select(i => i.Cover)];
}

public sealed record EmployeeIntervalView
{
    public string Contract { get; init; } = "";

    public string FromOn { get; init; } = "";

    public long Kind { get; init; }

    public string ToOn { get; init; } = "";

    public string OptionCode { get; init; } = "";

    public long Universe { get; init; }

    public CoverInterval Cover => new(Contract, (CoverKind)Kind, Read(FromOn)!.Value, Read(ToOn), "", OptionCode);

    /// <summary>The same after something has changed it.</summary>
    public static EmployeeIntervalView Of(CoverInterval cover, long universe) => new()
    {
        Contract = cover.Contract, Kind = (long)cover.Kind, FromOn = EmployeeChange.Day(cover.From), ToOn = EmployeeChange.Day(cover.To), OptionCode = cover.Option,
        Universe = universe,
    };

    private static DateOnly? Read(string iso) => iso.Length == 0 ? null : DateOnly.ParseExact(iso, "O", System.Globalization.CultureInfo.InvariantCulture);
}

public sealed record EmployeeBeneficiaryView
{
    public long Rank { get; init; }

    public string Link { get; init; } = "";

    public string LastName { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string BirthDate { get; init; } = "";

    /// <summary>Of who was added by a request; empty for those of the affiliation.</summary>
    public string FromOn { get; init; } = "";

    /// <summary>The last day of who has left.</summary>
    public string ToOn { get; init; } = "";
}

/// <summary>What came for a beneficiary.</summary>
public sealed record EmployeePaperView
{
    public long Rank { get; init; }

    public long Kind { get; init; }

    public string File { get; init; } = "";

    public string Name { get; init; } = "";

    public long Size { get; init; }

    public long At { get; init; }

    /// <summary>What the virus scanner said, as the store of files numbers it.</summary>
    public long Scan { get; init; }
}

public sealed record EmployeeEventView
{
    public long Event { get; init; }

    public long At { get; init; }

    public long Kind { get; init; }

    public string Name { get; init; } = "";

    public string Detail { get; init; } = "";
}

public sealed record EstablishmentChoice
{
    public string Siret { get; init; } = "";

    public string Name { get; init; } = "";
}
