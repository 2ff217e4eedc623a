namespace Grains.Calendars;

/// <summary>
/// The time that a team has promised to answer in, counted in its open hours. It stands still while the customer is waited for; an opinion that is
/// asked of a colleague does not stop it. Knows no clock: every verb is told the instant, and the calendar that counts until then.
/// </summary>
/// <param name="Promise">Open time promised in all.</param>
/// <param name="Since">When it began to count, or counts again.</param>
/// <param name="UsedBefore">What had been used up until <paramref name="Since"/>.</param>
/// <param name="NotBefore">What was said before a calendar changed: a promise is put off by that, never brought forward.</param>
public sealed record PromiseClock(TimeSpan Promise, DateTimeOffset Since, TimeSpan UsedBefore = default, bool Paused = false, DateTimeOffset? NotBefore = null)
{
    private const double WarnsAt = 0.8;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    public TimeSpan Used(BusinessCalendar calendar, DateTimeOffset now) => UsedBefore + (Paused ? TimeSpan.Zero : calendar.Elapsed(Since, now));

    /// <summary>Until when, rounded up to five minutes; null while paused.</summary>
    public DateTimeOffset? Due(BusinessCalendar calendar)
    {
        if (Paused)
            return null;
        var due = RoundUp(calendar.AddBusinessTime(Since, Promise - UsedBefore));
        return NotBefore > due ? NotBefore : due;
    }

    /// <summary>When four fifths are used up: the handler is told once. Null while paused.</summary>
    public DateTimeOffset? WarnAt(BusinessCalendar calendar) => Paused ? null : calendar.AddBusinessTime(Since, Promise * WarnsAt - UsedBefore);

    /// <summary>Later than promised; never while paused.</summary>
    public bool IsOverdue(BusinessCalendar calendar, DateTimeOffset now) => Due(calendar) is { } due && now > due;

    /// <summary>Pausing what is paused changes nothing.</summary>
    public PromiseClock Pause(BusinessCalendar calendar, DateTimeOffset at) =>
        Paused ? this : this with { Paused = true, UsedBefore = Used(calendar, at), Since = at };

    public PromiseClock Resume(DateTimeOffset at) => Paused ? this with { Paused = false, Since = at } : this;

    /// <summary>Goes to another team: what is used stays used, the rest counts by the calendar of the new one.</summary>
    public PromiseClock Transfer(BusinessCalendar from, DateTimeOffset at) => this with { UsedBefore = Used(from, at), Since = at };

    /// <summary>The calendar has changed: whether that puts the promise off, <see cref="Due"/> says.</summary>
    public PromiseClock Replan(BusinessCalendar before) => Due(before) is { } said ? this with { NotBefore = said } : this;

    private static DateTimeOffset RoundUp(DateTimeOffset at) => at.AddTicks((Step.Ticks - at.Ticks % Step.Ticks) % Step.Ticks);
}
