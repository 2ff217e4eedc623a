using System.Collections.Immutable;
using Grains.Accounts;
using Grains.Contracts;
using Grains.Employees.Departures.Proofs;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;

namespace Grains.Employees.Departures;

/// <summary>What a departure does to somebody's rights, before anybody confirms it and as it is written then (rules 1).</summary>
/// <param name="LastDay">Of the contract of employment, and covered still.</param>
/// <param name="Ground">Why portability is as it is.</param>
/// <param name="Period">From when until when; of somebody who has to prove it, what opens once they have. Null: none.</param>
/// <param name="Covers">All intervals as they stand after it.</param>
/// <param name="Ported">Numbers of the contracts whose cover goes on, or may.</param>
public sealed record DepartureOutcome(
    DateOnly LastDay, PortabilityAnswer Portability, DepartureGround Ground, DepartureBasis Basis, Portability? Period, ImmutableList<CoverInterval> Covers,
    IReadOnlyList<string> Ported)
{
    /// <summary>No right from this day on, unless portability covers it.</summary>
    public DateOnly FrozenFrom => LastDay.AddDays(1);

    /// <summary>The first day without any right; null while that of portability has still to be proven.</summary>
    public DateOnly? Until => Portability is PortabilityAnswer.Yes ? Period?.To : null;

    /// <summary>What will be asked for, and when, of a departure that is declared today: at the start and as long as portability lasts.</summary>
    public IReadOnlyList<ExpectedProof> Evidence(DateOnly today, Policy policy) =>
        Period is { } period && ProofTerms.Of(Portability, period.From, period.To, today, policy) is { } terms ? [.. terms.All(period.To)] : [];

    /// <summary>The contract of the insurer may end too: nobody but people can say.</summary>
    public bool NeedsDecision { get; init; }

    /// <summary>Benefits paid since may be reclaimed.</summary>
    public bool IsPast(DateOnly today) => LastDay < today;

    /// <param name="covers">As they stand.</param>
    /// <param name="begun">First day of the last contract of employment or of its unbroken chain.</param>
    public static DepartureOutcome Of(
        IReadOnlyCollection<CoverInterval> covers, DateOnly begun, DateOnly lastDay, DepartureReason reason,
        PortabilityStart start = PortabilityStart.DayAfterEnd)
    {
        var held = covers.Where(c => c.Kind is CoverKind.Covered && new Period(c.From, c.To).Holds(lastDay)).ToList();
        var period = Departures.Portability.Of(begun, lastDay, start);
        var answer = held.Count == 0 || period.Months == 0 ? PortabilityAnswer.No : reason.Portability;
        var ported = answer is PortabilityAnswer.Yes
            ? held.Select(c => new CoverInterval(c.Contract, CoverKind.Portability, period.From, period.To, c.Population, c.Option)) : [];
        return new DepartureOutcome(
            lastDay, answer, held.Count == 0 ? DepartureGround.NotCovered : reason.Ground, reason.Basis, answer is PortabilityAnswer.No ? null : period,
            [.. covers.Where(c => c.From <= lastDay).Select(c => c.To <= lastDay ? c : c with { To = lastDay }), .. ported],
            answer is PortabilityAnswer.No ? [] : [.. held.Select(c => c.Contract)])
        {
            NeedsDecision = reason.ContractMayEnd && answer is not PortabilityAnswer.No,
        };
    }
}
