using Grains.Commits;
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
    public static Outcome Depart(this EmployeeState state, EmployeeTurn turn, NewDeparture asked, PortabilityStart start, PersonalLink link)
    {
        if (DepartureReason.Of(asked.Reason) is not { } reason)
            return EmployeeRefusal.Incomplete;
        var address = asked.Address ?? state.KnownAddress();
        var email = asked.Email ?? (reason.Ground is DepartureGround.Death ? "" : state.Email);
        if (state.RefusesToLeave(turn, asked.LastDay) is { } refusal)
            return refusal;
        if (reason.Ground is not DepartureGround.Death && email.Length == 0 && address is null)
            return EmployeeRefusal.NoAddress;
        var outcome = DepartureOutcome.Of(state.Covers, state.HiredOn, asked.LastDay, reason, start);
        var departure = new Departure(
            asked.LastDay, asked.Reason, outcome.Portability, outcome.Period?.To, turn.At, turn.Account, state.Covers, state.Asked())
        {
            ReportsDeath = reason.Ground is DepartureGround.Death && state.DiedOn is null,
            Former = state.Departure is { } former ? former with { Before = [], Waiting = null, Former = null } : null,
        };
        var change = new EmployeeChange(state, turn)
            .With(s => s.WithoutWaiting() with
            {
                Covers = outcome.Covers,
                Departure = departure,
                Email = email,
                Address = address,
                DiedOn = departure.ReportsDeath ? asked.LastDay : s.DiedOn,
                Invitation = null,
                Access = new(),
            })
            .Add(new Upsert(Row(turn, departure)))
            .Event(EmployeeEventKind.Departed, $"{EmployeeChange.Day(asked.LastDay)} {asked.Reason}");
        if (state.Invitation is { Mail.Length: > 0, Letter: null } invitation)
            change.Add(new Cancel(invitation.Mail));
        return change.State.DiedOn is null ? change.Tells(turn, departure.Template, link).Done() : change.Done();
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
                DiedOn = departure.ReportsDeath ? null : s.DiedOn,
                Invitation = departure.Waiting,
                Access = new(),
            })
            .Add(Delete.Of<EmployeeDepartureRow>(turn.Employee, EmployeeChange.Day(departure.LastDay)))
            .Event(EmployeeEventKind.DepartureCancelled, why);
        // Of the dead nobody was told anything; a link that waits for an answer is theirs again.
        return departure.ReportsDeath || change.State.DiedOn is not null ? change.Done() : change.Tells(turn, DepartureTemplates.Cancelled, link).Done();
    }

    /// <summary>Their last contract of employment has ended, or will on a day that is known, and nothing has begun since.</summary>
    public static bool HasLeft(this EmployeeState state) =>
        state.Departure is { } left && state.Asked() is null && !state.Covers.Any(c => c.Kind is not CoverKind.Portability && c.From > left.LastDay);

    /// <summary>Where a letter would go; null where none is known.</summary>
    public static PostalAddress? KnownAddress(this EmployeeState state) => state.Address
        ?? (state.Affiliation.HasDetails ? new PostalAddress(state.Affiliation.Street, state.Affiliation.PostCode, state.Affiliation.City) : null);

    private static EmployeeRefusal? RefusesToLeave(this EmployeeState state, EmployeeTurn turn, DateOnly lastDay) =>
        state.Covers.IsEmpty && state.Departure is null ? EmployeeRefusal.NotCovered
        : state.HasLeft() || EmployeeStatuses.Of(state.Contracts().Values, turn.At) is null or EmployeeStatus.Removed or EmployeeStatus.Portability
            ? EmployeeRefusal.AlreadyLeft
        : lastDay < state.HiredOn ? EmployeeRefusal.WrongDay
        : null;

    // What waits for an answer goes on waiting; anything else is a notice of what stands.
    private static EmployeeChange Tells(this EmployeeChange change, EmployeeTurn turn, string template, PersonalLink link) => change
        .With(s => s with
        {
            Invitation = s.Invitation ?? new Invitation(
                [], turn.At, turn.At, 0, link.Hash, turn.At + AffiliationClock.LinkLife, turn.Account, "", TellWhenDone: false, ""),
        })
        .SendLink(turn, template, link);

    private static EmployeeDepartureRow Row(EmployeeTurn turn, Departure departure) => new(
        turn.Employee, EmployeeChange.Day(departure.LastDay), departure.Reason, departure.Portability, EmployeeChange.Day(departure.To), turn.At, turn.Account,
        turn.Name);
}
