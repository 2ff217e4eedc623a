using Grains.Access;
using Grains.Batches;
using Grains.Calendars;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Teams;
using Grains.Requests.Promises;
using Grains.Text;

namespace Grains.Teams;

using Outcome = Decision<CalendarState, Nothing, CalendarRefusal>;

/// <param name="Key">The calendar's id.</param>
/// <param name="Before">The calendar as it was until this turn.</param>
internal readonly record struct CalendarTurn(string Key, Caller By, DateTimeOffset At, BusinessCalendar Before);

/// <summary>What supervisors do to a calendar. What begins a batch is part of the same commit: no change is without it.</summary>
public static class CalendarWriting
{
    private const int Weekdays = 7;

    // A promise that runs counts what was open since it began: days that are over stay for as long as any may run.
    private const int KeptDays = 400;

    /// <summary>Why these are no hours of a week; null when they are.</summary>
    public static CalendarRefusal? Refuses(IReadOnlyList<string> week) =>
        week.Count != Weekdays || week.Any(d => CalendarText.Slots(d) is null) ? CalendarRefusal.Hours
        : week.All(d => d.Length == 0) ? CalendarRefusal.EmptyWeek
        : null;

    /// <summary>Why this is no day to write; null when it is one.</summary>
    /// <param name="today">Of the calendar's own clock.</param>
    public static CalendarRefusal? Refuses(SpecialDay day, DateOnly today) =>
        CalendarText.Slots(day.Slots) is null ? CalendarRefusal.Hours
        : day.Day < today ? CalendarRefusal.Past
        : day.Day > today.AddDays(SpecialDay.Furthest) ? CalendarRefusal.TooFar
        : day.Label.Length is 0 or > SpecialDay.LongestLabel ? CalendarRefusal.NoLabel
        : null;

    internal static Outcome SetWeek(this CalendarState state, CalendarTurn turn, long seen, IReadOnlyList<string> week)
    {
        if (!MayWrite(turn))
            return CalendarRefusal.NotAllowed;
        if (Refuses(week) is { } refusal)
            return refusal;
        var before = turn.Before.Week.Select(CalendarText.Spelled).ToList();
        if (week.SequenceEqual(before))
            return Outcome.Unchanged;
        if (seen != state.Revision)
            return CalendarRefusal.Changed;
        var next = state with { Week = [.. week], Revision = state.Revision + 1 };
        var row = new TeamCalendarRow(
            turn.Key, string.Join(' ', week.Select(d => d.Length == 0 ? CalendarText.Closed : d)), next.Revision, turn.By.Name, turn.At);
        return next.Done(turn, "calendar-week", row.Week, [new Upsert(row)], new CalendarChange(turn.Key, turn.At, before, null, ""));
    }

    internal static Outcome Close(this CalendarState state, CalendarTurn turn, SpecialDay day)
    {
        var today = Paris.Day(turn.At);
        if (!MayWrite(turn))
            return CalendarRefusal.NotAllowed;
        if (Refuses(day, today) is { } refusal)
            return refusal;
        if (state.Days.Exists(d => d.Day == day.Day))
            return CalendarRefusal.Twice;
        if (state.Days.Count(d => d.Day >= today) >= SpecialDay.Most)
            return CalendarRefusal.TooMany;
        var over = state.Days.FindAll(d => d.Day < today.AddDays(-KeptDays));
        var next = state with { Days = state.Days.RemoveRange(over).Add(day) };
        return next.Done(
            turn, "calendar-day", $"{TeamClosingRow.Spelled(day.Day)} {day.Slots}",
            [
                new Upsert(new TeamClosingRow(turn.Key, TeamClosingRow.Spelled(day.Day), day.Slots, day.Label, turn.By.Name, turn.At)),
                .. over.Select(d => Delete.Of<TeamClosingRow>(turn.Key, TeamClosingRow.Spelled(d.Day))),
            ], new CalendarChange(turn.Key, turn.At, [], day.Day, day.Label));
    }

    internal static Outcome Reopen(this CalendarState state, CalendarTurn turn, DateOnly day) =>
        !MayWrite(turn) ? CalendarRefusal.NotAllowed
        : state.Days.Find(d => d.Day == day) is not { } written ? CalendarRefusal.NotFound
        : day < Paris.Day(turn.At) ? CalendarRefusal.Past
        : (state with { Days = state.Days.Remove(written) }).Done(
            turn, "calendar-day-removed", TeamClosingRow.Spelled(day), [Delete.Of<TeamClosingRow>(turn.Key, TeamClosingRow.Spelled(day))], null);

    private static bool MayWrite(CalendarTurn turn) => StaffRights.May(turn.By, StaffAct.ManageTeams);

    /// <param name="change">What open promises are asked about; null where none can be put off.</param>
    private static Outcome Done(
        this CalendarState state, CalendarTurn turn, string action, string detail, IReadOnlyList<Effect> rows, CalendarChange? change)
    {
        var next = state with { Changes = state.Changes + 1 };
        return new(next, default, null,
        [
            .. rows, JournalRow.Of(turn.Key, turn.At, turn.By.Account, action, detail), new Notify(TeamQueries.Topic),
            .. change is null ? []
                : new[] { BatchStep.Begin(Caller.StaffPortal, $"calendar/{turn.Key}/{next.Changes}", ReplanWork.Order(turn.By, change), turn.At) },
        ]);
    }
}
