using Grains.Access;
using Grains.Portals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Spaces.Welcome;

namespace Web.Portals.Announcements;

/// <summary>What the portal tells now, for open homes: everybody of a portal asks for it at one change, so that it is little.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class AnnouncementsFragmentModel(Rights rights, AnnouncementQueries announcements, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGet()
    {
        var caller = HttpContext.Caller();
        var news = await announcements.ForPerson(rights.ScopeOf(caller), HttpContext.RequestAborted);
        return Partial("/Spaces/Welcome/_PortalNews.cshtml", new PortalNewsView(caller.Portal, news, clock.GetUtcNow()));
    }
}
