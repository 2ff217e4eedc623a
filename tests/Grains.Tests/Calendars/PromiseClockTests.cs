using Grains.Calendars;
using static Grains.Tests.Calendars.BusinessCalendarTests;

namespace Grains.Tests.Calendars;

public sealed class PromiseClockTests
{
    private static readonly BusinessCalendar Calendar = BusinessCalendar.Default;
    private static readonly PromiseClock Sent = new(TimeSpan.FromHours(16), At("23/11/2026 08:50"));

    [Fact]
    public void Promise_is_due_after_its_open_time_and_warns_at_four_fifths()
    {
        Assert.Equal(At("24/11/2026 15:20"), Sent.Due(Calendar));
        Assert.Equal(At("24/11/2026 12:08"), Sent.WarnAt(Calendar));
        Assert.False(Sent.IsOverdue(Calendar, At("24/11/2026 15:20")));
        Assert.True(Sent.IsOverdue(Calendar, At("24/11/2026 15:21")));
    }

    [Fact]
    public void Waiting_for_the_customer_does_not_count()
    {
        var paused = Sent.Pause(Calendar, At("24/11/2026 08:40"));

        Assert.Equal(new TimeSpan(9, 20, 0), paused.Used(Calendar, At("24/11/2026 12:00")));
        Assert.Null(paused.Due(Calendar));
        Assert.False(paused.IsOverdue(Calendar, At("01/12/2026 12:00")));
        Assert.Equal(At("25/11/2026 11:30"), paused.Resume(At("24/11/2026 14:20")).Due(Calendar));
    }

    [Fact]
    public void Pausing_twice_and_resuming_twice_change_nothing()
    {
        var paused = Sent.Pause(Calendar, At("24/11/2026 08:40"));
        var resumed = paused.Resume(At("24/11/2026 14:20"));

        Assert.Equal(paused, paused.Pause(Calendar, At("24/11/2026 10:00")));
        Assert.Equal(resumed, resumed.Resume(At("24/11/2026 16:00")));
    }

    [Fact]
    public void Due_is_rounded_up_to_five_minutes() => Assert.Equal(At("24/11/2026 15:25"), (Sent with { Since = At("23/11/2026 08:51") }).Due(Calendar));

    [Fact]
    public void Closing_announced_later_puts_the_promise_off_and_an_opening_does_not_bring_it_forward()
    {
        var promise = new PromiseClock(TimeSpan.FromHours(8), At("24/12/2026 10:00"));
        var closing = Calendar with { Exceptions = [new(new(2026, 12, 24), [Slot("08:30", "12:00")], "Réveillon")] };

        Assert.Equal(At("28/12/2026 14:30"), promise.Replan(Calendar).Due(closing));
        Assert.Equal(At("28/12/2026 14:30"), promise.Replan(closing).Due(Calendar));
    }

    [Fact]
    public void From_a_transfer_on_the_new_team_s_calendar_counts()
    {
        var lateTeam = Calendar with { Week = [[], .. Enumerable.Repeat<IReadOnlyList<OpenSlot>>([Slot("14:00", "20:00")], 5), []] };

        var promise = new PromiseClock(TimeSpan.FromHours(4), At("24/11/2026 10:00")).Transfer(Calendar, At("24/11/2026 12:00"));

        Assert.Equal(At("24/11/2026 16:00"), promise.Due(lateTeam));
    }
}
