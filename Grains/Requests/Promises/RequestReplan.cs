using Grains.Access;
using Grains.Calendars;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Promises;

using Outcome = Decision<RequestState, Nothing, RequestRefusal>;

/// <summary>An open promise once the calendar of its team has changed.</summary>
internal static class RequestReplan
{
    public static Outcome Replan(this RequestState state, RequestTurn turn, CalendarChange change)
    {
        if (!StaffRights.May(turn.By, StaffAct.ManageTeams))
            return RequestRefusal.NotAllowed;
        if (!state.Exists || state.IsDraft)
            return RequestRefusal.NotFound;
        if (state.Promise is not { IsRunning: true, IsFixed: false, Due: { } said } promise || said <= turn.At)
            return RequestRefusal.NoPromise;
        // What began, or went on, after the change was promised by the calendar as it is now.
        if (state.Team != change.Calendar || promise.Clock.Since > change.At)
            return RequestRefusal.AlreadyThere;
        var moved = promise.Replan(change.Before(turn.Calendar!), turn.Calendar!, turn.At);
        return moved.Due <= said ? RequestRefusal.AlreadyThere
            : new RequestChange(state, turn)
                .With(s => s with { Promise = moved })
                .Event(EntryKind.PromiseReplanned, change.Day is { } day ? $"{day:O}\n{change.Label}" : "")
                .Journal("promise-replanned", $"{moved.Due:O}").Done();
    }

    /// <summary>The calendar as it was.</summary>
    private static BusinessCalendar Before(this CalendarChange change, BusinessCalendar now) => now with
    {
        Week = change.Week.Count == 0 ? now.Week : [.. change.Week.Select(d => CalendarText.Slots(d) ?? [])],
        Exceptions = [.. now.Exceptions.Where(e => e.Day != change.Day)],
    };
}
