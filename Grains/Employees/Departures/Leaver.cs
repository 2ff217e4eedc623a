using System.Globalization;
using Grains.Interfaces.Employees;

namespace Grains.Employees.Departures;

/// <summary>Somebody whose departure may be declared with others'.</summary>
public sealed record Leaver
{
    public string Employee { get; init; } = "";

    public string Id => EmployeeChange.Id(Employee);

    public string LastName { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string Name => $"{FirstName} {LastName}";

    public string BirthDate { get; init; } = "";

    /// <summary>Folded, names among them: as they are found.</summary>
    public string Words { get; init; } = "";

    public string HiredOn { get; init; } = "";

    public string Email { get; init; } = "";

    public string CompanyName { get; init; } = "";

    public string Establishment { get; init; } = "";

    public EmployeeStatus Status { get; init; }

    /// <summary>1 where the caller acts on employees of that establishment.</summary>
    public long Acts { get; init; }

    /// <summary>1 where a departure stands, whether its day has come or not.</summary>
    public long Declared { get; init; }

    public IReadOnlyList<CoverInterval> Covers { get; init; } = [];

    public DateOnly Hired => DateOnly.ParseExact(HiredOn, "O", CultureInfo.InvariantCulture);

    /// <summary>Why they are passed over, as their own turn would refuse; null for nothing.</summary>
    public LeaverStop? Stop(DateOnly lastDay) =>
        Acts == 0 ? LeaverStop.NoRight
        : Declared == 1 || Status is EmployeeStatus.Removed or EmployeeStatus.Portability ? LeaverStop.Left
        : Covers.Count == 0 ? LeaverStop.NotCovered
        : lastDay < Hired ? LeaverStop.BeforeHire
        : null;
}

public enum LeaverStop
{
    NoRight = 1,
    Left,
    /// <summary>Nothing holds: their affiliation waits for its answer.</summary>
    NotCovered,
    BeforeHire,
    /// <summary>Neither an e-mail nor a postal address is known: their own turn alone says it.</summary>
    NoAddress,
}

/// <summary>As it is stored.</summary>
internal sealed record LeaverCover
{
    public string Employee { get; init; } = "";

    public string Contract { get; init; } = "";

    public string FromOn { get; init; } = "";

    public long Kind { get; init; }

    public string ToOn { get; init; } = "";

    public string OptionCode { get; init; } = "";

    public CoverInterval Cover => new EmployeeIntervalView { Contract = Contract, FromOn = FromOn, Kind = Kind, ToOn = ToOn, OptionCode = OptionCode }.Cover;
}
