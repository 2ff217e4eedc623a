using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Interfaces.Requests;
using Grains.Text;

namespace Grains.Employees.Departures.Proofs;

using Outcome = Decision<EmployeeState, Nothing, EmployeeRefusal>;

/// <summary>What proves portability is asked for, handed in, and answered.</summary>
internal static class EmployeeProofs
{
    /// <summary>Whoever looks at « /gestion/portabilite » watches it.</summary>
    public const string Queue = "queue/proof";

    /// <summary>Proofs of one employee in all: their state keeps each.</summary>
    public const int Most = 40;

    public static Decision<EmployeeState, Nothing, AffiliationRefusal> HandInProof(
        this EmployeeState state, EmployeeTurn turn, byte[] session, IReadOnlyList<Attachment?> files) =>
        !state.IsOpen(session, turn.At) ? AffiliationRefusal.SessionOver
        : state.RefusesProof(files) is { } refusal ? refusal
        : state.Received(turn, files, AffiliationRefusal.Incomplete).With(s => s with { Access = s.Access with { SeenAt = turn.At } })
            .Done<Nothing, AffiliationRefusal>(default);

    /// <summary>By the employer.</summary>
    public static Outcome HandInProof(this EmployeeState state, EmployeeTurn turn, IReadOnlyList<Attachment?> files) => state.RefusesProof(files) switch
    {
        null => state.Received(turn, files, EmployeeRefusal.Incomplete).Done(),
        AffiliationRefusal.Done => EmployeeRefusal.NothingThere,
        AffiliationRefusal.AlreadyAsked => EmployeeRefusal.AlreadyDecided,
        AffiliationRefusal.TooMany => EmployeeRefusal.TooMany,
        _ => EmployeeRefusal.Incomplete,
    };

    public static Outcome RemindProof(this EmployeeState state, EmployeeTurn turn, PersonalLink link) =>
        ProofCourse.Of(state) is not { Expected: { } expected } course ? EmployeeRefusal.NothingThere
        : course.Waiting is not null ? EmployeeRefusal.AlreadyDecided
        : new EmployeeChange(state, turn).Writes(turn, ProofTemplates.Reminder, link)
            .Event(EmployeeEventKind.ProofReminded, EmployeeChange.Day(expected.DueOn)).Done();

    public static Outcome SettleProof(this EmployeeState state, EmployeeTurn turn, int id, ProofDecision answer, PersonalLink link)
    {
        if (ProofCourse.OfDeparture(state) is not { Waiting: { } proof } course || proof.Id != id)
            return EmployeeRefusal.AlreadyDecided;
        if (answer.Accepted ? answer is { Ends: true, Until: null } : answer.Word.Length is 0 or > ProofDecision.MostSigns)
            return EmployeeRefusal.Incomplete;
        if (answer.Accepted && answer.Until < course.Asked.Terms.From)
            return EmployeeRefusal.WrongDay;
        var settled = proof with
        {
            Stage = answer.Accepted ? ProofStage.Accepted : ProofStage.Refused,
            DecidedAt = turn.At,
            DecidedBy = turn.Account,
            Word = answer.Accepted ? "" : answer.Word,
            Until = answer.Accepted ? answer.Until : null,
            Ends = answer is { Accepted: true, Ends: true },
        };
        var change = new EmployeeChange(state, turn)
            .With(s => s with { Proofs = s.Proofs.Replace(proof, settled) })
            .With(s => answer.Accepted ? s.Proven(settled) : s.Asks(c => c.Reminded(Paris.Day(turn.At))))
            .Add(new Notify(Queue));
        if (settled.Ends)
            change.Add(new Upsert(EmployeeDeparture.Row(turn.Employee, change.State.Departure!)));
        // Nobody writes to the dead.
        if (state.DiedOn is null)
            change.Writes(turn, answer.Accepted ? ProofTemplates.Accepted : ProofTemplates.Refused, link);
        return change
            .Event(
                answer.Accepted ? EmployeeEventKind.ProofAccepted : EmployeeEventKind.ProofRefused,
                !answer.Accepted ? answer.Word : settled.Ends ? EmployeeChange.Day(change.State.Departure!.To) : "")
            .Tell(ProofTemplates.SettledEmployer, course.Departure.By).Done();
    }

    /// <summary>Of an adviser who looks at a file; written down each time.</summary>
    public static Decision<EmployeeState, ProofFile, EmployeeRefusal> OpenProofFile(this EmployeeState state, EmployeeTurn turn, int id, string file) =>
        state.Proofs.Find(p => p.Id == id)?.Files.Find(f => f.File == file) is not { } found ? EmployeeRefusal.NotFound
        : new Decision<EmployeeState, ProofFile, EmployeeRefusal>(
            state, found, null, [JournalRow.Of(turn.Employee, turn.At, turn.Account, "portability-proof-seen", file)]);

    public static Decision<EmployeeState, Nothing, NoRefusal> ProofDue(this EmployeeState state, EmployeeTurn turn, PersonalLink link)
    {
        var (course, today) = (ProofCourse.Of(state), Paris.Day(turn.At));
        if (course?.RemindOn <= today)
            return new EmployeeChange(state, turn).With(s => s.Asks(c => c.Reminded(today))).Writes(turn, ProofTemplates.Reminder, link)
                .Event(EmployeeEventKind.ProofReminded, EmployeeChange.Day(course!.Expected!.DueOn))
                .Tell(ProofTemplates.ReminderEmployer, course.Departure.By).Done<Nothing, NoRefusal>(default);
        if (course?.TellSuspensionOn <= today)
            return new EmployeeChange(state, turn).With(s => s.Asks(c => c.Asked with { IsSuspensionTold = true }))
                .Writes(turn, ProofTemplates.Suspended, link)
                .Event(EmployeeEventKind.PortabilitySuspended, EmployeeChange.Day(course!.TellSuspensionOn))
                .Tell(ProofTemplates.SuspendedEmployer, course.Departure.By).Done<Nothing, NoRefusal>(default);
        return Decision<EmployeeState, Nothing, NoRefusal>.Unchanged;
    }

    public static Decision<EmployeeState, Nothing, NoRefusal> AskProofs(
        this EmployeeState state, EmployeeTurn turn, DateOnly lastDay, string name, Policy policy)
    {
        if (!state.HasLeft() || state.DiedOn is not null || state.Departure is not { Asked: null, To: { } to } departure || departure.LastDay != lastDay)
            return Decision<EmployeeState, Nothing, NoRefusal>.Unchanged;
        var from = state.Covers.Where(c => c.Kind is CoverKind.Portability && c.From > departure.LastDay).Select(c => (DateOnly?)c.From).Min()
            ?? Departures.Portability.Of(state.HiredOn, departure.LastDay, policy.PortabilityStart).From;
        return ProofTerms.Of(departure.Portability, from, to, Paris.Day(turn.At), policy) is not { } terms
            ? Decision<EmployeeState, Nothing, NoRefusal>.Unchanged
            : new EmployeeChange(state, turn).With(s => s with { Departure = departure with { Asked = new ProofsAsked(terms), Name = departure.Name.Length > 0 ? departure.Name : name } })
                .Done<Nothing, NoRefusal>(default);
    }

    /// <summary>What waits for the insurer is asked for no more.</summary>
    public static EmployeeState WithoutWaitingProof(this EmployeeState state) => state with { Proofs = state.Proofs.RemoveAll(p => p.Stage is ProofStage.Waiting) };

    private static AffiliationRefusal? RefusesProof(this EmployeeState state, IReadOnlyList<Attachment?> files) =>
        ProofCourse.Of(state) is not { Expected: not null } course ? AffiliationRefusal.Done
        : course.Waiting is not null ? AffiliationRefusal.AlreadyAsked
        : state.Proofs.Count >= Most ? AffiliationRefusal.TooMany
        : files.Count is 0 or > ProofFile.Most || files.Any(f => f is null) ? AffiliationRefusal.Incomplete
        : null;

    private static EmployeeChange Received<TRefusal>(this EmployeeState state, EmployeeTurn turn, IReadOnlyList<Attachment?> files, TRefusal taken)
        where TRefusal : struct, Enum
    {
        var expected = ProofCourse.Of(state)!.Expected!;
        var proof = new PortabilityProof(
            state.Events + 1, state.Departure!.LastDay, expected.Kind, expected.DueOn,
            [.. files.Select(f => new ProofFile(f!.File, f.Name, f.Type, f.Size))], turn.At, turn.Account, turn.Name);
        return new EmployeeChange(state, turn)
            .With(s => s.Asks(c => c.HandedIn(Paris.Day(turn.At))))
            .With(s => s with { Proofs = s.Proofs.Add(proof) })
            .Add(proof.Files.Select(f => new TakeClaim("file", f.File, Refusal: taken))).Add(new Notify(Queue))
            .Event(EmployeeEventKind.ProofReceived);
    }

    // From its first day on, whatever was suspended meanwhile.
    private static EmployeeState Proven(this EmployeeState state, PortabilityProof proof)
    {
        var (departure, to) = (state.Departure!, state.Departure!.To!.Value);
        var end = new Portability(0, departure.Asked!.Terms.From, to).ActualEnd(new PortabilityStops(BenefitEnds: proof.Ends ? proof.Until : null));
        return (state with { Departure = departure with { To = end } })
            .Asks(c => c.Asked with { RemindedFor = null, SuspendedFrom = null, IsSuspensionTold = false });
    }

    // The asking changes, and the intervals of portability follow it.
    private static EmployeeState Asks(this EmployeeState state, Func<ProofCourse, ProofsAsked> change)
    {
        var asked = change(ProofCourse.OfDeparture(state)!);
        var after = state with { Departure = state.Departure! with { Asked = asked } };
        return after with
        {
            Covers = [.. after.Covers.Where(c => !c.Kind.IsPorted() || c.From < asked.Terms.From), .. ProofCourse.OfDeparture(after)!.Intervals()],
        };
    }

    // What is said of days is what stands after the change.
    private static EmployeeChange Writes(this EmployeeChange change, EmployeeTurn turn, string template, PersonalLink link)
    {
        var course = ProofCourse.OfDeparture(change.State)!;
        return change.WithNotice(turn, link).SendLink(
            turn, template, link, ("notice", course.Expected?.Kind is DepartureEvidence.BenefitNotice ? "1" : ""),
            ("due", course.Expected is { } expected ? FrenchDates.Day(expected.DueOn) : ""),
            ("suspended", course.Asked.SuspendedFrom is { } day ? FrenchDates.Day(day) : ""), ("open", course.IsOpen ? "1" : ""));
    }
}
