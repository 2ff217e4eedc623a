using Grains.Contracts;
using Grains.Interfaces.Employees;
using Grains.Text;

namespace Grains.Employees;

/// <summary>A status, from an instant on.</summary>
public readonly record struct Phase(DateTimeOffset From, EmployeeStatus Status);

/// <summary>What stands about one person in one contract.</summary>
/// <param name="InvitedAt">The last invitation or reminder, while it has no answer.</param>
/// <param name="LeftOn">The last day of their contract of employment: a waiver that had ended by then asks for no answer any more.</param>
public sealed record ContractFacts(IReadOnlyList<CoverInterval> Intervals, DateTimeOffset? InvitedAt, DateOnly? LeftOn = null);

/// <summary>Statuses follow from dated facts and the clock.</summary>
public static class EmployeeStatuses
{
    /// <summary>A row knows this many changes ahead.</summary>
    public const int MostPhases = 5;

    /// <summary>Null: nothing binds the person to the contract.</summary>
    public static EmployeeStatus? Of(ContractFacts facts, DateTimeOffset at)
    {
        if (facts.InvitedAt is { } invited)
            return at < AffiliationClock.RemindFrom(invited) ? EmployeeStatus.Pending : EmployeeStatus.ToRemind;
        var day = Paris.Day(at);
        if (facts.Intervals.Where(i => new Period(i.From, i.To).Holds(day)).Select(i => (EmployeeStatus?)StatusOf(i.Kind)).Min() is { } now)
            return now;
        // Signed for a day to come.
        if (facts.Intervals.Any(i => i.From > day && i.Kind is CoverKind.Covered))
            return EmployeeStatus.Covered;
        return facts.Intervals.Where(i => i.To < day).MaxBy(i => i.To) is not { } last ? null
            : last.Kind is CoverKind.Waived && !(facts.LeftOn < day && last.To <= facts.LeftOn) ? EmployeeStatus.ToRemind : EmployeeStatus.Removed;
    }

    /// <summary>The first that holds of all contracts: what a list shows.</summary>
    public static EmployeeStatus? Of(IEnumerable<ContractFacts> contracts, DateTimeOffset at) => contracts.Select(c => Of(c, at)).Min();

    /// <summary>The status now and each change that is known already, at most <see cref="MostPhases"/>. Empty: nothing binds the person.</summary>
    public static IReadOnlyList<Phase> Phases(IReadOnlyList<ContractFacts> contracts, DateTimeOffset now)
    {
        var phases = new List<Phase>();
        foreach (var at in contracts.SelectMany(Changes).Where(c => c > now).Order().Prepend(now))
        {
            if (Of(contracts, at) is { } status && (phases.Count == 0 || phases[^1].Status != status))
                phases.Add(new Phase(at, status));
        }
        return [.. phases.Take(MostPhases)];
    }

    /// <summary>What may be claimed on a day, as benefits ask.</summary>
    public static CoverRight RightOn(IEnumerable<CoverInterval> intervals, DateOnly day)
    {
        var all = intervals.ToList();
        return all.FirstOrDefault(i => new Period(i.From, i.To).Holds(day) && i.Kind is not (CoverKind.Waived or CoverKind.Suspended)) is { } holding
            ? holding.Kind is CoverKind.Portability ? CoverRight.Portability : CoverRight.Covered
            : all.Any(i => i.Kind is not CoverKind.Waived && i.To < day) ? CoverRight.Frozen : CoverRight.None;
    }

    /// <summary>Of a contract of employment that has ended, whether it gives rights or is suspended.</summary>
    public static bool IsPorted(this CoverKind kind) => kind is CoverKind.Portability or CoverKind.Suspended;

    private static IEnumerable<DateTimeOffset> Changes(ContractFacts facts)
    {
        if (facts.InvitedAt is { } invited)
            yield return AffiliationClock.RemindFrom(invited);
        if (facts.LeftOn is { } left)
            yield return AffiliationClock.Midnight(left.AddDays(1));
        foreach (var interval in facts.Intervals)
        {
            yield return AffiliationClock.Midnight(interval.From);
            if (interval.To is { } to)
                yield return AffiliationClock.Midnight(to.AddDays(1));
        }
    }

    private static EmployeeStatus StatusOf(CoverKind kind) => kind switch
    {
        CoverKind.Waived => EmployeeStatus.Waived,
        CoverKind.Portability or CoverKind.Suspended => EmployeeStatus.Portability,
        _ => EmployeeStatus.Covered,
    };
}

public enum CoverRight
{
    None = 0,
    Covered,
    /// <summary>Covered once, and no longer.</summary>
    Frozen,
    Portability,
}
