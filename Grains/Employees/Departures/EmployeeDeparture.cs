using Grains.Accounts;
using Grains.Commits;
using Grains.Employees.Departures.Proofs;
using Grains.Employees.Waivers;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Text;

namespace Grains.Employees.Departures;

using Outcome = Decision<EmployeeState, Nothing, EmployeeRefusal>;

/// <summary>The employer declares that somebody leaves, and may take it back on the same day.</summary>
internal static class EmployeeDeparture
{
    public static Outcome Depart(this EmployeeState state, EmployeeTurn turn, NewDeparture asked, Policy policy, PersonalLink link)
    {
        if (DepartureReason.Of(asked.Reason) is not { } reason)
            return EmployeeRefusal.Incomplete;
        var address = asked.Address ?? state.KnownAddress();
        var email = asked.Email ?? (reason.Ground is DepartureGround.Death ? "" : state.Email);
        if (state.RefusesToLeave(turn, asked.LastDay) is { } refusal)
            return refusal;
        if (reason.Ground is not DepartureGround.Death && email.Length == 0 && address is null)
            return EmployeeRefusal.NoAddress;
        var outcome = DepartureOutcome.Of(state.Covers, state.HiredOn, asked.LastDay, reason, policy.PortabilityStart);
        var departure = new Departure(
            asked.LastDay, asked.Reason, outcome.Portability, outcome.Period?.To, turn.At, turn.Account, state.Covers, state.Asked())
        {
            Name = turn.Name,
            ReportsDeath = reason.Ground is DepartureGround.Death && state.DiedOn is null,
            Asked = outcome.Period is { } period && ProofTerms.Of(outcome.Portability, period.From, period.To, Paris.Day(turn.At), policy) is { } terms
                ? new ProofsAsked(terms) : null,
            Former = state.Departure is { } former ? former with { Before = [], Waiting = null, Former = null } : null,
        };
        var change = new EmployeeChange(state, turn)
            .With(s => s.WithoutWaiting().WithoutWaitingProof() with
            {
                Covers = outcome.Covers,
                Departure = departure,
                Email = email,
                Address = address,
                DiedOn = departure.ReportsDeath ? asked.LastDay : s.DiedOn,
                Invitation = null,
                Access = new(),
            })
            .Add(new Upsert(Row(turn.Employee, departure)))
            .Event(EmployeeEventKind.Departed, $"{EmployeeChange.Day(asked.LastDay)} {asked.Reason}");
        if (state.Invitation is { Mail.Length: > 0, Letter: null } invitation)
            change.Add(new Cancel(invitation.Mail));
        return change.State.DiedOn is null ? change.WithNotice(turn, link).SendLink(turn, departure.Template, link).Done() : change.Done();
    }

    public static Outcome CancelDeparture(this EmployeeState state, EmployeeTurn turn, string why, PersonalLink link)
    {
        if (!state.HasLeft())
            return EmployeeRefusal.NothingThere;
        var departure = state.Departure!;
        if (departure.By != turn.Account || Paris.Day(departure.At) != Paris.Day(turn.At))
            return EmployeeRefusal.NotToday;
        if (why.Length is 0 or > NewDeparture.MostSigns)
            return EmployeeRefusal.Incomplete;
        var change = new EmployeeChange(state, turn)
            .With(s => s with
            {
                Covers = departure.Before,
                Departure = departure.Former,
                Proofs = s.Proofs.RemoveAll(p => p.LastDay == departure.LastDay && p.At >= departure.At),
                DiedOn = departure.ReportsDeath ? null : s.DiedOn,
                Invitation = departure.Waiting,
                Access = new(),
            })
            .Add(Delete.Of<EmployeeDepartureRow>(turn.Employee, EmployeeChange.Day(departure.LastDay)))
            .Event(EmployeeEventKind.DepartureCancelled, why);
        // Of the dead nobody was told anything; a link that waits for an answer is theirs again.
        return departure.ReportsDeath || change.State.DiedOn is not null ? change.Done() : change.WithNotice(turn, link).SendLink(turn, DepartureTemplates.Cancelled, link).Done();
    }

    /// <summary>Their last contract of employment has ended, or will on a day that is known, and nothing has begun since.</summary>
    public static bool HasLeft(this EmployeeState state) =>
        state.Departure is { } left && state.Asked() is null && !state.Covers.Any(c => !c.Kind.IsPorted() && c.From > left.LastDay);

    /// <summary>As the leaver reads it; null of who is employed.</summary>
    public static OwnDeparture? OwnDeparture(this EmployeeState state) => !state.HasLeft() ? null
        : new OwnDeparture(state.Departure!.LastDay, state.Departure.Reason, state.Departure.Portability, state.Departure.To)
        {
            Proofs = ProofCourse.OfDeparture(state)?.Own(isAsked: state.DiedOn is null),
        };

    /// <summary>Where a letter would go; null where none is known.</summary>
    public static PostalAddress? KnownAddress(this EmployeeState state) => state.Address
        ?? (state.Affiliation.HasDetails ? new PostalAddress(state.Affiliation.Street, state.Affiliation.PostCode, state.Affiliation.City) : null);

    private static EmployeeRefusal? RefusesToLeave(this EmployeeState state, EmployeeTurn turn, DateOnly lastDay) =>
        state.Covers.IsEmpty && state.Departure is null ? EmployeeRefusal.NotCovered
        : state.HasLeft() || EmployeeStatuses.Of(state.Contracts().Values, turn.At) is null or EmployeeStatus.Removed or EmployeeStatus.Portability
            ? EmployeeRefusal.AlreadyLeft
        : lastDay < state.HiredOn ? EmployeeRefusal.WrongDay
        : null;

    public static EmployeeDepartureRow Row(string employee, Departure departure) => new(
        employee, EmployeeChange.Day(departure.LastDay), departure.Reason, departure.Portability, EmployeeChange.Day(departure.To), departure.At, departure.By,
        departure.Name);
}
