using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Shared;

namespace Web.Spaces;

/// <summary>Help for a signed-in customer: they stay in their space, and what they were writing stays where it is.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class HelpModel(PageShells frames) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public async Task OnGet() => Frame = await frames.Portal(HttpContext, PortalSection.None);
}
