using System.Collections.Immutable;
using Grains.Commits;
using Grains.Employees.Departures.Proofs;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Text;

namespace Grains.Employees.Departures;

/// <summary>A departure as the employee's state keeps it.</summary>
/// <param name="To">The last day of portability, or what it would be once it is proven; null where there is none.</param>
/// <param name="By">The account that declared it, and may take it back.</param>
/// <param name="Before">The covers as they stood.</param>
/// <param name="Waiting">The invitation that it ended.</param>
public sealed record Departure(
    DateOnly LastDay, string Reason, PortabilityAnswer Portability, DateOnly? To, DateTimeOffset At, string By, ImmutableList<CoverInterval> Before,
    Invitation? Waiting = null)
{
    /// <summary>Death was first reported by it.</summary>
    public bool ReportsDeath { get; init; }

    /// <summary>Of who declared it; empty in one from before it was kept.</summary>
    public string Name { get; init; } = "";

    /// <summary>What has to be proven; null where nothing has.</summary>
    public ProofsAsked? Asked { get; init; }

    /// <summary>The one before, of who had come back.</summary>
    public Departure? Former { get; init; }

    /// <summary>The mail, or letter, that says the terms.</summary>
    internal string Template => Portability switch
    {
        PortabilityAnswer.Yes => DepartureTemplates.Portability,
        PortabilityAnswer.ToProve => DepartureTemplates.ToProve,
        _ => DepartureTemplates.Ended,
    };

    /// <summary>What its mail says of days, in words.</summary>
    internal IEnumerable<(string Name, string Value)> Terms() =>
    [
        ("lastDay", FrenchDates.Day(LastDay)), ("ported", To is { } to ? FrenchDates.Day(to) : ""),
        ("firstProof", Asked is { } asked ? FrenchDates.Day(asked.Terms.FirstOn) : ""),
        ("evin", DepartureReason.Of(Reason)?.Basis is DepartureBasis.EvinFour ? "1" : ""),
    ];
}

/// <summary>Names of mails and letters to who leaves.</summary>
public static class DepartureTemplates
{
    public const string Portability = "departure-portability";
    public const string ToProve = "departure-to-prove";
    public const string Ended = "departure-ended";
    public const string Cancelled = "departure-cancelled";
}

/// <summary>A departure that was declared and stands.</summary>
/// <param name="UntilOn">As <see cref="Departure.To"/>.</param>
/// <param name="Account">Who declared it.</param>
[Row("employee_departure", key: 2)]
public sealed record EmployeeDepartureRow(
    string Employee, string LastOn, string Reason, PortabilityAnswer Portability, string UntilOn, DateTimeOffset At, string Account, string Name) : Row;

public sealed record DepartureView
{
    public string LastOn { get; init; } = "";

    public string Reason { get; init; } = "";

    public PortabilityAnswer Portability { get; init; }

    public string UntilOn { get; init; } = "";

    public DateTimeOffset? At { get; init; }

    public string Account { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>By whoever declared it, until midnight in Paris.</summary>
    public bool MayCancel(string account, DateTimeOffset now) => Account == account && Paris.Day(At!.Value) == Paris.Day(now);
}
