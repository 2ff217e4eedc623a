using Grains.Text;

namespace Grains.Tests.Calendars;

public sealed class FrenchHolidaysTests
{
    [Theory]
    [InlineData(2025, "01/01 21/04 01/05 08/05 29/05 09/06 14/07 15/08 01/11 11/11 25/12")]
    [InlineData(2026, "01/01 06/04 01/05 08/05 14/05 25/05 14/07 15/08 01/11 11/11 25/12")]
    [InlineData(2027, "01/01 29/03 01/05 06/05 08/05 17/05 14/07 15/08 01/11 11/11 25/12")]
    public void Eleven_holidays_of_a_year(int year, string expected) => Assert.Equal(expected, Holidays(year, HolidayZone.Metropole));

    [Theory]
    [InlineData("alsace-moselle", "03/04 26/12")]
    [InlineData("976", "27/04")]
    [InlineData("972", "22/05")]
    [InlineData("971", "27/05")]
    [InlineData("978", "28/05")]
    [InlineData("973", "10/06")]
    [InlineData("977", "09/10")]
    [InlineData("974", "20/12")]
    public void Each_zone_has_its_own_days_beside(string zone, string more) =>
        Assert.Equal(more,
            string.Join(' ', Holidays(2026, FrenchHolidays.Zone(zone)!.Value).Split(' ').Except(Holidays(2026, HolidayZone.Metropole).Split(' '))));

    [Fact]
    public void Saint_Martin_changed_its_day_in_2018() => Assert.True(FrenchHolidays.IsHoliday(new(2017, 5, 27), HolidayZone.SaintMartin));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("975")]
    [InlineData("Metropole")]
    public void Unknown_zone_is_none(string zone) => Assert.Null(FrenchHolidays.Zone(zone));

    private static string Holidays(int year, HolidayZone zone) => string.Join(' ', Enumerable.Range(0, 366).Select(n => new DateOnly(year, 1, 1).AddDays(n))
        .Where(d => d.Year == year && FrenchHolidays.IsHoliday(d, zone)).Select(d => d.ToString("dd/MM", System.Globalization.CultureInfo.InvariantCulture)));
}
