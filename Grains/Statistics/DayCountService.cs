using Grains.Accounts;
using Grains.Calendars;
using Grains.Interfaces;
using Grains.Interfaces.Statistics;
using Grains.Text;

namespace Grains.Statistics;

/// <summary>Counts each portal's days once they are over. May be called as often as one likes, by several nodes at once: a day is kept once.</summary>
public sealed class DayCountService(IGrainFactory grains, StatisticsQueries queries, CalendarBook calendars, PolicyBook policies, TimeProvider clock)
{
    /// <summary>A commit holds so many days.</summary>
    private const int Chunk = 31;

    public async Task Look(CancellationToken cancel)
    {
        var yesterday = Paris.Day(clock.GetUtcNow()).AddDays(-1);
        foreach (var portal in policies.Portals.Select(p => p.Prefix.TrimEnd('/')).Where(p => p != Caller.StaffPortal))
        {
            DateOnly? tried = null;
            while (await queries.NextDay(portal, cancel) is { } from && from <= yesterday && from != tried)
            {
                var to = from.AddDays(Chunk - 1) < yesterday ? from.AddDays(Chunk - 1) : yesterday;
                await grains.GetGrain<IStatisticsGrain>(portal).Record(default, await Count(portal, from, to, cancel));
                tried = from;
            }
        }
    }

    private async Task<CountedDays> Count(string portal, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (start, end) = (Start(from), Start(to.AddDays(1)));
        var before = (await queries.Kept(portal, from.AddDays(-1), from.AddDays(-1), cancel)).ToDictionary(f => (f.Key.Team, f.Key.Form), f => f.Open);
        var steps = await queries.Steps(portal, start, end, cancel);
        var days = DayReckoning.Days(steps, from, to, before, await calendars.Find(steps.Select(s => s.Team), cancel));
        var now = days.Select(d => d.Key).ToHashSet();
        return new(from, to, days, [.. (await queries.Kept(portal, from, to, cancel)).Select(d => d.Key).Where(k => !now.Contains(k))]);
    }

    internal static DateTimeOffset Start(DateOnly day) => Paris.At(day.ToDateTime(TimeOnly.MinValue));
}
