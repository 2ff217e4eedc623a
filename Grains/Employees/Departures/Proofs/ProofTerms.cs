using Grains.Accounts;
using Grains.Interfaces.Employees.Departures;

namespace Grains.Employees.Departures.Proofs;

/// <summary>
/// What a leaver is asked to prove and until when (art. L. 911-8, 6° of the Code de la sécurité sociale: at the start of portability and during it), as the
/// policy stood when they were asked. Days; nothing here knows a clock.
/// </summary>
/// <param name="From">The first day of portability, or what it would be.</param>
/// <param name="AskedOn">The day of the declaration: nobody is late before they were told.</param>
/// <param name="FirstOn">When the first proof is due.</param>
/// <param name="EveryMonths">Between the further ones, from <paramref name="From"/> on; 0 for none.</param>
/// <param name="RemindBefore">Days before one is due.</param>
/// <param name="SuspendAfter">Days after the reminder.</param>
public sealed record ProofTerms(DateOnly From, DateOnly AskedOn, DateOnly FirstOn, int EveryMonths, int RemindBefore, int SuspendAfter)
{
    /// <summary>Null where nothing is to be proven, or portability is over when it is declared.</summary>
    /// <param name="to">The last day of portability, or what it would be.</param>
    public static ProofTerms? Of(PortabilityAnswer answer, DateOnly from, DateOnly to, DateOnly asked, Policy policy)
    {
        if (answer is PortabilityAnswer.No || (answer is PortabilityAnswer.Yes && to < asked))
            return null;
        var first = Later(from, asked).AddDays((int)policy.PortabilityProofWithin.TotalDays);
        return new ProofTerms(
            from, asked, answer is PortabilityAnswer.Yes && first > to ? to : first, policy.PortabilityProofEvery, (int)policy.PortabilityReminder.TotalDays,
            (int)policy.PortabilitySuspension.TotalDays);
    }

    /// <summary>All that are asked for in their order, none after the last day but a first one that opens portability.</summary>
    public IEnumerable<ExpectedProof> All(DateOnly to)
    {
        yield return new ExpectedProof(DepartureEvidence.BenefitNotice, FirstOn);
        for (var months = EveryMonths; months > 0 && From.AddMonths(months) <= to; months += EveryMonths)
        {
            if (From.AddMonths(months) > FirstOn)
                yield return new ExpectedProof(DepartureEvidence.BenefitStatements, From.AddMonths(months));
        }
    }

    /// <summary>The next after what is proven; null for none.</summary>
    /// <param name="proven">The last day that is; null before a proof was accepted.</param>
    public ExpectedProof? Next(DateOnly to, DateOnly? proven) => All(to).FirstOrDefault(p => !(p.DueOn <= proven));

    /// <summary>The day of the reminder: some days before it is due, the day after it came to be expected at the earliest.</summary>
    /// <param name="since">The day of the answer to the one before; null for the first.</param>
    public DateOnly RemindOn(ExpectedProof expected, DateOnly? since) => Later(expected.DueOn.AddDays(-RemindBefore), (since ?? AskedOn).AddDays(1));

    /// <summary>The first day of suspension: some days after the reminder, the day after it is due at the earliest. Null where portability is over by then.</summary>
    public DateOnly? SuspendFrom(ExpectedProof expected, DateOnly reminded, DateOnly to) =>
        Later(reminded.AddDays(SuspendAfter), expected.DueOn.AddDays(1)) is var day && day <= to ? day : null;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
