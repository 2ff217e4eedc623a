using Grains.Calendars;

namespace Grains.Requests.Promises;

/// <summary>
/// Until when a request is answered (spec 7.10): open time of its team, which stands still while the customer is waited for. Kept by « Traitée » or by a message
/// that is marked as the answer. What is said to people is what was computed at the last change.
/// </summary>
/// <param name="Clock">Of a callback without open time of its own: its instant is the end of the slot.</param>
public sealed record RequestPromise(PromiseClock Clock)
{
    /// <summary>Null while paused, and once kept.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When four fifths are used up. Null where that was told already, or <see cref="Due"/> is.</summary>
    public DateTimeOffset? WarnAt { get; init; }

    public DateTimeOffset? KeptAt { get; init; }

    /// <summary>Who has the request was told that little is left.</summary>
    public bool Warned { get; init; }

    /// <summary>Who has the request, and who supervises, were told that it is over.</summary>
    public bool LateTold { get; init; }

    /// <summary>Put off by the adviser in charge: once, and it counts as late.</summary>
    public bool Extended { get; init; }

    /// <summary>Its time had passed before it was kept or stood still, or it was put off.</summary>
    public bool WasLate { get; init; }

    /// <summary>It is a slot's, which the customer does not hold up.</summary>
    public bool IsFixed => Clock.Promise == TimeSpan.Zero;

    public bool IsRunning => KeptAt is null && !Clock.Paused;

    public static RequestPromise Of(TimeSpan open, DateTimeOffset at) => new(new PromiseClock(open, at));

    public static RequestPromise At(DateTimeOffset end) => new(new PromiseClock(TimeSpan.Zero, end));

    public RequestPromise Pause(BusinessCalendar calendar, DateTimeOffset at) => KeptAt is not null || IsFixed ? this : Judged(at).With(Clock.Pause(calendar, at), calendar);

    public RequestPromise Resume(BusinessCalendar calendar, DateTimeOffset at) => KeptAt is not null || IsFixed ? this : With(Clock.Resume(at), calendar);

    public RequestPromise Keep(DateTimeOffset at) =>
        KeptAt is not null ? this : Judged(at) with { KeptAt = at, Due = null, WarnAt = null };

    /// <summary>From now on the open hours of another team count. What is late already stays so since when it was.</summary>
    public RequestPromise Transfer(BusinessCalendar from, BusinessCalendar to, DateTimeOffset at)
    {
        if (KeptAt is not null || IsFixed)
            return this;
        var sent = Judged(at).With(Clock.Paused ? Clock : Clock.Transfer(from, at), to);
        return Due < at ? sent with { Due = Due } : sent;
    }

    /// <summary>Another calendar counts from now on; what was said stays the least.</summary>
    public RequestPromise Replan(BusinessCalendar before, BusinessCalendar now, DateTimeOffset at) =>
        With(Clock.Transfer(before, at) with { NotBefore = Due }, now);

    /// <summary>So much more open time, from its end or, once that is past, from now.</summary>
    public RequestPromise Extend(BusinessCalendar calendar, TimeSpan more, DateTimeOffset at)
    {
        var used = Clock.Used(calendar, at);
        var clock = Clock with { Promise = (used > Clock.Promise ? used : Clock.Promise) + more };
        return (this with { Extended = true, WasLate = true, Warned = false, LateTold = false }).With(clock, calendar);
    }

    /// <summary>What is said from now on.</summary>
    public RequestPromise Begin(BusinessCalendar calendar) => With(Clock, calendar);

    // Late once is late for good, though the clock stands still from then on.
    private RequestPromise Judged(DateTimeOffset at) => this with { WasLate = WasLate || Due < at };

    private RequestPromise With(PromiseClock clock, BusinessCalendar calendar)
    {
        var due = clock.Due(calendar);
        return this with { Clock = clock, Due = due, WarnAt = due is null || Warned || IsFixed ? null : clock.WarnAt(calendar) };
    }
}
