using Grains.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Web.Portals;

namespace Web.Public;

/// <summary>The insurer's public page: the ways in, help, and when the phone is answered.</summary>
public sealed class IndexModel(PortalDirectory portals, IOptions<SiteOptions> site, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Portal> Portals => portals.Portals;

    public SiteOptions Site => site.Value;

    public bool Open { get; private set; }

    public string Hours { get; private set; } = "";

    public IReadOnlyList<WeekDay> Week { get; private set; } = [];

    public void OnGet()
    {
        var now = clock.GetUtcNow();
        var today = Paris.Day(now);
        Open = OpeningHours.IsOpen(now);
        Hours = OpeningHours.Sentence(now);
        Week = [.. Enumerable.Range(0, 7).Select(offset => Describe(today.AddDays(offset), today))];
    }

    private static WeekDay Describe(DateOnly day, DateOnly today) => new(
        Typography.Capital(FrenchDates.DayName(day.DayOfWeek)),
        OpeningHours.On(day) is { Count: > 0 } slots ? string.Join(", ", slots.Select(s => string.Format(PublicTexts.HoursRange, FrenchDates.Hour(s.From), FrenchDates.Hour(s.To))))
            : FrenchHolidays.IsHoliday(day) ? PublicTexts.Holiday : PublicTexts.Closed,
        day == today);
}

public sealed record WeekDay(string Name, string Hours, bool Today);
