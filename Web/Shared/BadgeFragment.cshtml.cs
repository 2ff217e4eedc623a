using Grains.Access;
using Grains.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts;
using Web.Accounts.Session;

namespace Web.Shared;

/// <summary>The orange count, asked for again by every open page.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class BadgeFragmentModel(Rights rights, RequestQueries requests, PageShells frames) : PageModel
{
    public async Task<IActionResult> OnGet()
    {
        var scope = rights.ScopeOf(HttpContext.Caller());
        return Partial("_Badge", new Badge(await requests.UnreadCount(scope), string.Join(' ', await frames.Topics(scope)), Request.Path));
    }
}
