using Grains.Calendars;
using Grains.Text;
using Web.Portals;

namespace Web.Spaces;

/// <summary>A block of the portal as the home page shows it.</summary>
/// <param name="Now">Whether somebody answers now, and until when or from when; empty where nobody is called.</param>
/// <param name="Week">The hours of its calendar.</param>
public sealed record BlockView(string Title, string Text, string Phone, string Now, bool IsOpen, string Week)
{
    /// <param name="calendar">Null where nobody is called.</param>
    public static BlockView Of(PortalBlock block, BusinessCalendar? calendar, DateTimeOffset now) => calendar is null || block.Phone.Length == 0
        ? new(block.Title, block.Text, "", "", false, "")
        : new(block.Title, block.Text, block.Phone, OpeningHours.Reachable(calendar, now), calendar.IsOpen(now),
            Typography.Capital(OpeningHours.WeekOf(calendar)));
}
