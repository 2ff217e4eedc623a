using Grains.Calendars;
using Grains.Requests.Callbacks;
using static Grains.Tests.Calendars.BusinessCalendarTests;

namespace Grains.Tests.Requests;

public sealed class CallbackSlotTests
{
    [Theory]
    [InlineData("24/11/2026 17:10", "mercredi 25\u00A0novembre de 8\u00A0h\u00A030 à 10\u00A0h\u00A030")]
    [InlineData("22/05/2026 15:30", "mardi 26\u00A0mai de 8\u00A0h\u00A030 à 10\u00A0h\u00A030")]
    [InlineData("25/11/2026 13:00", "mercredi 25\u00A0novembre de 14\u00A0h\u00A030 à 16\u00A0h\u00A030")]
    [InlineData("25/11/2026 15:30", "mercredi 25\u00A0novembre de 16\u00A0h\u00A030 à 18\u00A0h")]
    [InlineData("25/11/2026 15:31", "jeudi 26\u00A0novembre de 8\u00A0h\u00A030 à 10\u00A0h\u00A030")]
    public void First_time_is_an_opening_at_least_an_hour_from_now(string now, string words) =>
        Assert.Equal(words, CallbackSlot.Of(BusinessCalendar.Default, At(now))[0].Words);

    [Fact]
    public void Rest_of_less_than_an_hour_joins_the_last_time_of_the_day()
    {
        var friday = CallbackSlot.Of(BusinessCalendar.Default, At("27/11/2026 06:00")).Where(s => s.Day == new DateOnly(2026, 11, 27)).ToList();

        Assert.Equal(
            ["2026-11-27T08:30/10:30", "2026-11-27T10:30/12:30", "2026-11-27T12:30/14:30", "2026-11-27T14:30/17:00"], friday.Select(s => s.Value));
    }

    [Fact]
    public void Ten_opening_days_are_offered_and_a_calendar_that_never_opens_offers_none()
    {
        var days = CallbackSlot.Of(BusinessCalendar.Default, At("18/12/2026 16:50")).Select(s => s.Day).Distinct().ToList();

        Assert.Equal((10, new DateOnly(2026, 12, 21), new DateOnly(2027, 1, 5)), (days.Count, days[0], days[^1]));
        Assert.Empty(CallbackSlot.Of(BusinessCalendar.Default with { Week = [[], [], [], [], [], [], []] }, At("18/12/2026 16:50")));
    }

    [Theory]
    [InlineData("2026-11-25T08:30/10:30", true)]
    [InlineData("2026-11-25T08:30", false)]
    [InlineData("demain/10:30", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Time_is_carried_in_one_spelling(string? value, bool isOne)
    {
        var slot = CallbackSlot.Parse(value);

        Assert.Equal(isOne, slot is not null);
        if (isOne)
            Assert.Equal(value, slot!.Value);
    }
}
