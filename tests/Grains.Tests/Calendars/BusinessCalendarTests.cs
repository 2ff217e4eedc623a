using System.Globalization;
using Grains.Calendars;
using Grains.Text;

namespace Grains.Tests.Calendars;

public sealed class BusinessCalendarTests
{
    private static readonly BusinessCalendar WithLunch =
        BusinessCalendar.Default with { Week = [[], .. Enumerable.Repeat<IReadOnlyList<OpenSlot>>([Slot("09:00", "12:00"), Slot("14:00", "17:00")], 5), []] };

    [Theory]
    [InlineData("23/11/2026 08:50", 16, "24/11/2026 15:20")]
    [InlineData("24/11/2026 18:00", 16, "26/11/2026 15:00")]
    [InlineData("27/11/2026 16:30", 1, "30/11/2026 09:00")]
    [InlineData("22/05/2026 16:30", 1, "26/05/2026 09:00")]
    [InlineData("23/12/2026 15:00", 8, "24/12/2026 13:30")]
    [InlineData("24/12/2026 10:00", 8, "24/12/2026 18:00")]
    // The clocks change in the night of the 29th of March and of the 25th of October.
    [InlineData("27/03/2026 16:00", 16, "31/03/2026 14:00")]
    [InlineData("23/10/2026 16:00", 16, "27/10/2026 14:00")]
    [InlineData("28/11/2026 11:00", 0, "28/11/2026 11:00")]
    public void Open_time_is_added_over_nights_weekends_and_holidays(string start, int hours, string due) =>
        Assert.Equal(At(due), BusinessCalendar.Default.AddBusinessTime(At(start), TimeSpan.FromHours(hours)));

    [Fact]
    public void Closed_hours_within_a_day_do_not_count() =>
        Assert.Equal(At("24/11/2026 15:30"), WithLunch.AddBusinessTime(At("24/11/2026 11:30"), TimeSpan.FromHours(2)));

    [Fact]
    public void Exceptional_closing_puts_off_what_would_have_been_done()
    {
        var closing = BusinessCalendar.Default with { Exceptions = [new(new(2026, 12, 24), [Slot("08:30", "12:00")], "Réveillon")] };

        Assert.Equal(At("28/12/2026 14:30"), closing.AddBusinessTime(At("24/12/2026 10:00"), TimeSpan.FromHours(8)));
    }

    [Theory]
    [InlineData("24/11/2026 08:00", "24/11/2026 08:30")]
    [InlineData("24/11/2026 08:30", "24/11/2026 08:30")]
    [InlineData("24/11/2026 12:00", "24/11/2026 12:00")]
    [InlineData("24/11/2026 18:00", "25/11/2026 08:30")]
    [InlineData("27/11/2026 17:00", "30/11/2026 08:30")]
    [InlineData("22/05/2026 17:00", "26/05/2026 08:30")]
    [InlineData("24/12/2026 18:30", "28/12/2026 08:30")]
    public void Next_opening_is_now_when_open(string at, string opens) => Assert.Equal(At(opens), BusinessCalendar.Default.NextOpen(At(at)));

    [Theory]
    [InlineData("23/11/2026 08:50", "24/11/2026 15:20", "16:00")]
    [InlineData("27/03/2026 16:00", "31/03/2026 14:00", "16:00")]
    [InlineData("28/11/2026 09:00", "29/11/2026 18:00", "00:00")]
    [InlineData("24/11/2026 15:00", "24/11/2026 10:00", "00:00")]
    [InlineData("24/11/2026 07:00", "24/11/2026 09:00", "00:30")]
    public void Elapsed_is_the_open_time_between_two_instants(string from, string to, string open) =>
        Assert.Equal(TimeSpan.Parse(open, CultureInfo.InvariantCulture), BusinessCalendar.Default.Elapsed(At(from), At(to)));

    [Fact]
    public void Calendar_elsewhere_counts_by_its_own_wall_clock()
    {
        var reunion = BusinessCalendar.Default with { Zone = "Indian/Reunion", Holidays = HolidayZone.Reunion };

        // 8 h 30 there is 5 h 30 in Paris in winter.
        Assert.Equal(At("24/11/2026 05:30"), reunion.NextOpen(At("24/11/2026 04:00")));
    }

    [Fact]
    public void Calendar_that_never_opens_is_a_fault_not_an_endless_wait()
    {
        var closed = BusinessCalendar.Default with { Week = [[], [], [], [], [], [], []] };

        Assert.Throws<InvalidOperationException>(() => closed.NextOpen(At("24/11/2026 10:00")));
        Assert.Equal(TimeSpan.Zero, closed.Elapsed(At("24/11/2026 10:00"), At("25/11/2026 10:00")));
    }

    [Theory]
    [InlineData("24/11/2026 09:00", "Joignable jusqu’à 12\u00A0h")]
    [InlineData("24/11/2026 12:30", "Rouvre aujourd’hui à 14\u00A0h")]
    [InlineData("27/11/2026 18:00", "Rouvre lundi à 9\u00A0h")]
    [InlineData("26/11/2026 18:00", "Rouvre demain à 9\u00A0h")]
    [InlineData("22/05/2026 18:00", "Rouvre mardi 26\u00A0mai à 9\u00A0h")]
    public void Hours_are_told_from_the_calendar_of_the_person(string now, string said) => Assert.Equal(said, OpeningHours.Reachable(WithLunch, At(now)));

    [Fact]
    public void Week_is_printed_from_its_calendar()
    {
        Assert.Equal("du lundi au vendredi de 9\u00A0h à 12\u00A0h et de 14\u00A0h à 17\u00A0h", OpeningHours.WeekOf(WithLunch));
        Assert.Equal("du lundi au jeudi de 8\u00A0h\u00A030 à 18\u00A0h, le vendredi de 8\u00A0h\u00A030 à 17\u00A0h", OpeningHours.WeekOf(BusinessCalendar.Default));
    }

    internal static OpenSlot Slot(string from, string to) =>
        new(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture));

    internal static DateTimeOffset At(string local) => Paris.At(DateTime.ParseExact(local, "dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture));
}
