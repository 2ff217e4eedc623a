using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Statistics;

namespace Grains.Statistics;

using Outcome = Decision<StatisticsState, Nothing, StatisticsRefusal>;

/// <summary>How far a portal's days are counted; what was counted stands in rows.</summary>
public sealed record StatisticsState : GrainState
{
    /// <summary>The last day that is counted; null before the first one.</summary>
    public DateOnly? CountedTo { get; init; }
}

/// <summary>What the job and supervisors do.</summary>
internal static class StatisticsCounting
{
    /// <param name="today">A day is counted when it is over.</param>
    public static Decision<StatisticsState, Nothing, NoRefusal> Record(this StatisticsState state, string portal, CountedDays days, DateOnly today) =>
        days.To < days.From || days.To >= today || (state.CountedTo is { } last && days.From != last.AddDays(1))
            ? Decision<StatisticsState, Nothing, NoRefusal>.Unchanged
            : new(state with { CountedTo = days.To }, default, null,
            [
                .. days.Gone.Select(g => Delete.Of<RequestDayRow>(portal, RequestDayRow.Text(g.Day), g.Team, g.Form)),
                .. days.Days.Select(d => new Upsert(RequestDayRow.Of(portal, d))),
                new Upsert(new StatisticsMarkRow(portal, RequestDayRow.Text(days.To))),
            ]);

    /// <param name="first">The first day of which anything is known; null for none.</param>
    public static Outcome Recount(this StatisticsState state, string portal, Caller by, DateTimeOffset at, DateOnly from, DateOnly? first) =>
        !StaffRights.May(by, StaffAct.RecountDays) ? StatisticsRefusal.NotAllowed
        : state.CountedTo is not { } last || from > last ? StatisticsRefusal.NotCounted
        : first is null || from < first ? StatisticsRefusal.TooEarly
        : new Outcome(state with { CountedTo = from.AddDays(-1) }, default, null,
        [
            new Upsert(new StatisticsMarkRow(portal, RequestDayRow.Text(from.AddDays(-1)))),
            JournalRow.Of(portal, at, by.Account, "days-recounted", RequestDayRow.Text(from)),
        ]);
}
