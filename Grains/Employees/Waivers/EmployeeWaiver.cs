using Grains.Commits;
using Grains.Employees.Departures;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Waivers;
using Grains.Text;

namespace Grains.Employees.Waivers;

using Outcome = Decision<EmployeeState, Nothing, EmployeeRefusal>;

/// <summary>A waiver is decided: by the employer, or by the insurer where it was asked for too late.</summary>
internal static class EmployeeWaiver
{
    /// <summary>Whoever looks at « /gestion/dispenses » watches it.</summary>
    public const string Queue = "queue/waiver";

    public static Outcome AcceptWaiver(this EmployeeState state, EmployeeTurn turn, int id, PersonalLink link) =>
        state.Waiting(id, WaiverStage.Asked) is not { } waiver ? EmployeeRefusal.AlreadyDecided
        : waiver.Answers is WaiverAnswers.Insurer ? EmployeeRefusal.WaiverToInsurer
        : state.Granted(turn, waiver, byInsurer: false, link).Done();

    public static Outcome RefuseWaiver(this EmployeeState state, EmployeeTurn turn, int id, string reason, PersonalLink link) =>
        state.Waiting(id, WaiverStage.Asked) is not { } waiver ? EmployeeRefusal.AlreadyDecided
        : waiver.Answers is WaiverAnswers.AcceptOnly ? EmployeeRefusal.WaiverByRight
        : waiver.Answers is WaiverAnswers.Insurer ? EmployeeRefusal.WaiverToInsurer
        : !IsSaid(reason) ? EmployeeRefusal.Incomplete
        : state.Declined(turn, waiver, reason, byInsurer: false, link).Done();

    public static Outcome ForwardWaiver(this EmployeeState state, EmployeeTurn turn, int id) =>
        state.Waiting(id, WaiverStage.Asked) is not { } waiver ? EmployeeRefusal.AlreadyDecided
        : waiver.Answers is not WaiverAnswers.Insurer ? EmployeeRefusal.NotAsked
        : new EmployeeChange(state, turn).Replaced(waiver, waiver with { Stage = WaiverStage.AtInsurer, ForwardedBy = turn.Account })
            .Add(new Notify(Queue)).Event(EmployeeEventKind.WaiverForwarded, waiver.Case).Done();

    public static Outcome SettleWaiver(this EmployeeState state, EmployeeTurn turn, int id, bool accepted, string reason, PersonalLink link)
    {
        if (state.Waiting(id, WaiverStage.AtInsurer) is not { } waiver)
            return EmployeeRefusal.AlreadyDecided;
        if (!accepted && !IsSaid(reason))
            return EmployeeRefusal.Incomplete;
        var change = accepted ? state.Granted(turn, waiver, byInsurer: true, link) : state.Declined(turn, waiver, reason, byInsurer: true, link);
        return change.Add(new Notify(Queue)).Tell("waiver-settled-employer", waiver.ForwardedBy)
            .TellAt("waiver-settled-employer", change.State.Invitation?.WaiverEmail ?? "").Done();
    }

    /// <summary>Of somebody who looks at the proof; written down each time.</summary>
    public static Decision<EmployeeState, WaiverProof, EmployeeRefusal> OpenProof(this EmployeeState state, EmployeeTurn turn, int id) =>
        state.Waivers.FirstOrDefault(w => w.Id == id)?.Proof is not { } proof ? EmployeeRefusal.NotFound
        : new Decision<EmployeeState, WaiverProof, EmployeeRefusal>(
            state, proof, null, [JournalRow.Of(turn.Employee, turn.At, turn.Account, "waiver-proof-seen", proof.File)]);

    /// <summary>Of who takes it out as evidence; written down each time.</summary>
    public static Decision<EmployeeState, GrantedWaiver, EmployeeRefusal> OpenEvidence(this EmployeeState state, EmployeeTurn turn, int id)
    {
        if (state.Waivers.FirstOrDefault(w => w.Id == id) is not { Stage: WaiverStage.Accepted } w)
            return EmployeeRefusal.NotFound;
        var person = state.Person!;
        return new(
            state,
            new GrantedWaiver(
                person.UsualName.Length > 0 ? person.UsualName : person.LastName, person.FirstName, state.Siret, w.Contract, w.Case, w.Window, w.Reason, w.AskedAt,
                w.From, state.EndOf(w), w.DecidedAt, w.DecidedBy, w.ByInsurer, w.Proof),
            null, [JournalRow.Of(turn.Employee, turn.At, turn.Account, "waiver-evidence", $"{id}")]);
    }

    public static Decision<EmployeeState, Nothing, NoRefusal> RemindWaiver(this EmployeeState state, EmployeeTurn turn, int id, int days, PersonalLink link)
    {
        if (state.Waivers.FirstOrDefault(w => w.Id == id) is not { Stage: WaiverStage.Accepted } waiver
            || state.HasLeft() || state.DiedOn is not null || state.EndOf(waiver) is not { } last || last.AddDays(-days) != Paris.Day(turn.At))
            return Decision<EmployeeState, Nothing, NoRefusal>.Unchanged;
        return new EmployeeChange(state, turn).WithNotice(turn, link).SendLink(turn, WaiverTemplates.Ending, link, ("day", FrenchDates.Day(last)))
            .Event(EmployeeEventKind.WaiverReminded, EmployeeChange.Day(last))
            .Tell("waiver-ending-employer", waiver.ByInsurer ? waiver.ForwardedBy : waiver.DecidedBy).Done<Nothing, NoRefusal>(default);
    }

    /// <summary>The last day as it stands: a departure, or another cover, ends a waiver before its own.</summary>
    public static DateOnly? EndOf(this EmployeeState state, Waiver waiver) =>
        state.Covers.LastOrDefault(c => c.Kind is CoverKind.Waived && c.Contract == waiver.Contract && c.From == waiver.From)?.To ?? waiver.To;

    private static EmployeeChange Granted(this EmployeeState state, EmployeeTurn turn, Waiver waiver, bool byInsurer, PersonalLink link)
    {
        var change = new EmployeeChange(state, turn)
            .Replaced(waiver, Decided(waiver, turn, byInsurer) with { Stage = WaiverStage.Accepted })
            .With(s => WaiverCase.Of(waiver.Case)?.Family is WaiverFamily.Dependants ? s.WithoutDependants(waiver) : s.Waived(turn, waiver))
            .WithNotice(turn, link).SendLink(turn, WaiverTemplates.Accepted, link)
            .Event(EmployeeEventKind.WaiverAccepted, waiver.Case);
        return change.Add(WaiverReminder.For(turn, waiver));
    }

    private static EmployeeChange Declined(this EmployeeState state, EmployeeTurn turn, Waiver waiver, string reason, bool byInsurer, PersonalLink link) =>
        new EmployeeChange(state, turn)
            .Replaced(waiver, Decided(waiver, turn, byInsurer) with { Stage = WaiverStage.Refused, Word = reason })
            .WithNotice(turn, link).SendLink(turn, WaiverTemplates.Refused, link)
            .Event(EmployeeEventKind.WaiverRefused, reason);

    private static Waiver Decided(Waiver waiver, EmployeeTurn turn, bool byInsurer) =>
        waiver with { DecidedAt = turn.At, DecidedBy = turn.Account, ByInsurer = byInsurer };

    // Nothing of that contract is asked of them any more; what covered them ends the day before.
    private static EmployeeState Waived(this EmployeeState state, EmployeeTurn turn, Waiver waiver)
    {
        var bound = state.Waivable().FirstOrDefault(c => c.Contract == waiver.Contract);
        var rest = state.Asked()?.Covers.RemoveAll(c => c.Contract == waiver.Contract);
        return state with
        {
            Invitation = rest is null ? state.Invitation : rest.IsEmpty ? state.Invitation!.AsNotice(turn.At) : state.Invitation! with { Covers = rest },
            Covers =
            [
                .. state.Covers.Where(c => !IsCovering(c) || c.From < waiver.From)
                    .Select(c => IsCovering(c) && !(c.To < waiver.From) ? c with { To = waiver.From.AddDays(-1) } : c),
                new CoverInterval(waiver.Contract, CoverKind.Waived, waiver.From, waiver.To, bound?.Population ?? "", bound?.Option ?? ""),
            ],
        };

        bool IsCovering(CoverInterval c) => c.Kind is CoverKind.Covered && c.Contract == waiver.Contract;
    }

    // The employee stays what they are; who was covered with them is until the day before.
    private static EmployeeState WithoutDependants(this EmployeeState state, Waiver waiver) => state with
    {
        Affiliation = state.Affiliation with
        {
            Beneficiaries = [.. state.Affiliation.Beneficiaries.Select(b => b.To < waiver.From ? b : b with { To = waiver.From.AddDays(-1) })],
        },
    };

    private static Waiver? Waiting(this EmployeeState state, int id, WaiverStage stage) => state.Waivers.FirstOrDefault(w => w.Id == id && w.Stage == stage);

    private static EmployeeChange Replaced(this EmployeeChange change, Waiver before, Waiver after) =>
        change.With(s => s with { Waivers = s.Waivers.Replace(before, after) });

    private static bool IsSaid(string text) => text.Length is > 0 and <= WaiverAsked.MostSigns;
}
