using Grains.Calendars;
using Grains.Text;
using Microsoft.Extensions.Options;

namespace Web.Portals;

/// <summary>The number on which a portal's customers are answered, and when.</summary>
/// <param name="Phone">Dialled digits; empty where nobody is called.</param>
public sealed record CallLine(string Phone, BusinessCalendar Calendar, DateTimeOffset Now)
{
    public bool IsOpen => Calendar.IsOpen(Now);

    /// <summary>« Ouvert, jusqu’à 18 h »</summary>
    public string Sentence => OpeningHours.Sentence(Calendar, Now);
}

/// <summary>Whom a page tells to call: its portal's own line, the site's where it has none or the page belongs to no portal.</summary>
public sealed class CallLines(PortalDirectory portals, IOptions<SiteOptions> site, CalendarBook calendars, TimeProvider clock)
{
    public async ValueTask<CallLine> Of(HttpContext page)
    {
        var portal = page.GetRouteValue("portal") is string slug ? portals.Find(slug) : null;
        var phone = portal is { Phone.Length: > 0 } ? portal.Phone : site.Value.Phone;
        return new CallLine(phone.Replace(" ", "", StringComparison.Ordinal), await calendars.Printed(portal?.Calendar ?? "", page.RequestAborted), clock.GetUtcNow());
    }
}
