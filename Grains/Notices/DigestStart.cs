using System.Collections.Concurrent;
using Grains.Accounts;
using Grains.Calendars;
using Grains.Interfaces;
using Grains.Interfaces.Notices;
using Grains.Text;

namespace Grains.Notices;

/// <summary>Begins each portal's digests on the days on which the portal's calendar is open, from the hour of its policy on.</summary>
public sealed class DigestStart(IGrainFactory grains, DigestService digests, CalendarBook calendars, PolicyBook policies, TimeProvider clock)
{
    // What this node has begun: another look need not ask.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _begun = new();

    /// <summary>May be called as often as one likes, by several nodes at once: a day's digests begin once.</summary>
    public async Task Look(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = Paris.Day(now);
        var calendar = await calendars.Find(CalendarBook.Portal, cancel);
        if (calendar.On(today).Count == 0)
            return;
        foreach (var (portal, policy) in policies.Portals.Select(p => (p.Prefix.TrimEnd('/'), p.Policy)).Where(p => p.Item1 != Caller.StaffPortal))
        {
            var until = Paris.At(today.ToDateTime(TimeOnly.MinValue) + policy.DigestAt);
            if (now < until || _begun.TryGetValue(portal, out var begun) && begun == until)
                continue;
            await grains.GetGrain<IDigestGrain>(portal).Begin(
                OperationId.Of("digest", portal, $"{until.ToUnixTimeMilliseconds()}"), until, await digests.Count(portal, cancel));
            _begun[portal] = until;
        }
    }
}
