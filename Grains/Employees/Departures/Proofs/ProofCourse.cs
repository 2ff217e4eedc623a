using System.Collections.Immutable;
using Grains.Contracts;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Text;

namespace Grains.Employees.Departures.Proofs;

/// <summary>How the proofs of a departure stand: what is expected, what waits, what follows when nothing comes.</summary>
/// <param name="Proofs">Of this departure, in their order.</param>
/// <param name="To">The last day of portability as it is known.</param>
internal sealed record ProofCourse(Departure Departure, ProofsAsked Asked, ImmutableList<PortabilityProof> Proofs, DateOnly To)
{
    /// <summary>Null where nothing is asked: of who is employed, invited again or dead, and where nothing has to be proven.</summary>
    public static ProofCourse? Of(EmployeeState state) => state.HasLeft() && state.DiedOn is null ? OfDeparture(state) : null;

    /// <summary>The same whatever has become of who left.</summary>
    public static ProofCourse? OfDeparture(EmployeeState state) => state.Departure is not { Asked: { } asked, To: { } to } departure ? null
        : new ProofCourse(departure, asked, state.Proofs.RemoveAll(p => p.LastDay != departure.LastDay), to);

    public PortabilityProof? Waiting => Proofs.Find(p => p.Stage is ProofStage.Waiting);

    /// <summary>Portability runs, or has: by the reason, or by a proof that was accepted.</summary>
    public bool IsOpen => Departure.Portability is PortabilityAnswer.Yes || Accepted.Any();

    public ExpectedProof? Expected => Asked.Terms.Next(To, Accepted.Select(p => (DateOnly?)p.Proves).Max());

    public bool IsReminded => Expected is { } expected && Asked.RemindedFor == expected.DueOn;

    /// <summary>The day of a reminder that is still to come, or overdue; null while a proof waits.</summary>
    public DateOnly? RemindOn => Expected is { } expected && !IsReminded && Waiting is null
        ? Asked.Terms.RemindOn(expected, Accepted.Select(p => p.DecidedAt is { } at ? Paris.Day(at) : (DateOnly?)null).Max()) : null;

    /// <summary>The day on which a suspension is told that nobody was told of yet.</summary>
    public DateOnly? TellSuspensionOn => Asked.IsSuspensionTold ? null : Asked.SuspendedFrom;

    /// <summary>The asking after a reminder or a refusal on that day. A suspension that has begun goes on.</summary>
    public ProofsAsked Reminded(DateOnly today) => Asked with
    {
        RemindedFor = Expected!.DueOn,
        SuspendedFrom = Asked.SuspendedFrom <= today ? Asked.SuspendedFrom : IsOpen ? Asked.Terms.SuspendFrom(Expected, today, To) : null,
    };

    /// <summary>The asking after a proof was handed in on that day: a suspension that has not begun does not.</summary>
    public ProofsAsked HandedIn(DateOnly today) => Asked.SuspendedFrom > today ? Asked with { SuspendedFrom = null } : Asked;

    /// <summary>What portability gives in each contract that was held: whole, or up to the day on which it is suspended.</summary>
    public IEnumerable<CoverInterval> Intervals()
    {
        if (!IsOpen)
            yield break;
        var (from, suspended) = (Asked.Terms.From, Asked.SuspendedFrom is { } day && day <= To ? day : (DateOnly?)null);
        foreach (var held in Departure.Before.Where(c => c.Kind is CoverKind.Covered && new Period(c.From, c.To).Holds(Departure.LastDay)))
        {
            yield return new CoverInterval(held.Contract, CoverKind.Portability, from, suspended?.AddDays(-1) ?? To, held.Population, held.Option);
            if (suspended is { } start)
                yield return new CoverInterval(held.Contract, CoverKind.Suspended, start, To, held.Population, held.Option);
        }
    }

    /// <summary>As their leaver reads it.</summary>
    public OwnProofs Own(bool isAsked) => new(
        isAsked ? Expected : null, Asked.SuspendedFrom,
        [
            .. Proofs.Reverse().Select(p => new OwnProof(
                p.Id, p.Kind, p.DueOn, p.Stage, p.At, p.By.Length > 0, [.. p.Files.Select(f => f.Name)], p.Word)),
        ]);

    private IEnumerable<PortabilityProof> Accepted => Proofs.Where(p => p.Stage is ProofStage.Accepted);
}
