using Grains.Access;
using Grains.Portals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Shared;

namespace Web.Spaces;

/// <summary>Help for a signed-in customer: they stay in their space, and what they were writing stays where it is.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class HelpModel(PageShells frames, Rights rights, AnnouncementQueries announcements) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    /// <summary>What is new in the portal, read or not.</summary>
    public IReadOnlyList<AnnouncementView> Novelties { get; private set; } = [];

    public async Task OnGet()
    {
        Frame = await frames.Portal(HttpContext, PortalSection.None);
        Novelties = await announcements.Novelties(rights.ScopeOf(HttpContext.Caller()), HttpContext.RequestAborted);
    }
}
