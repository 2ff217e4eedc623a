namespace Grains.Contracts;

public enum ContractStatus
{
    Upcoming,
    Current,
    Suspended,
    Ended,
}

/// <summary>Where a contract stands on a day: computed, never stored.</summary>
public static class ContractStanding
{
    /// <summary>Its first and its last day count.</summary>
    public static ContractStatus StatusOn(this Contract contract, DateOnly day) =>
        contract.End < day ? ContractStatus.Ended
        : contract.Start > day ? ContractStatus.Upcoming
        : contract.SuspendedFrom is { } from && new Period(from, contract.SuspendedTo).Holds(day) ? ContractStatus.Suspended
        : ContractStatus.Current;

    /// <summary>
    /// Is it for somebody of these establishments? Null stands for all; so does a population that names none, and a contract without populations.
    /// </summary>
    public static bool IsOf(this Contract contract, IReadOnlySet<string>? establishments) =>
        establishments is null || contract.Populations.Count == 0
            || contract.Populations.Any(p => p.Sirets.Count == 0 || p.Sirets.Any(establishments.Contains));
}
