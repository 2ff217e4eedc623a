using Grains.Access;
using Grains.Reads;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Shared;

namespace Web.Requests.List;

/// <summary>The orange count, asked for again by every open page.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class BadgeFragmentModel(Rights rights, PortalQueries portal) : PageModel
{
    public async Task<IActionResult> OnGet()
    {
        var caller = HttpContext.Caller();
        var (unread, spaces) = await portal.Badge(rights.ScopeOf(caller));
        return Partial("_Badge", new Badge(unread, string.Join(' ', PageShells.Topics(caller, spaces)), Request.Path));
    }
}
