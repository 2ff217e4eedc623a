using Grains.Access;
using Grains.Companies;
using Grains.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts;
using Web.Security;
using Web.Shared;

namespace Web.Spaces;

[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class HomeModel(Rights rights, RequestQueries requests, CompanyQueries companies, Frames frames, TimeProvider clock) : PageModel, IPortalPage
{
    public PortalFrame Frame { get; private set; } = null!;

    public HomeView Home { get; private set; } = null!;

    /// <summary>The page, or what waits alone when a live update asks for it.</summary>
    public async Task<IActionResult> OnGet()
    {
        var session = HttpContext.Session();
        var scope = rights.ScopeOf(session.Caller);
        Frame = await frames.Portal(HttpContext, PortalSection.Home);
        Home = new HomeView(
            session.FirstName,
            await requests.Counts(scope),
            (await requests.List(scope, new RequestFilter(ListView.Yours, Take: 8))).Rows,
            (await requests.List(scope, new RequestFilter(ListView.Unread, Take: 5))).Rows,
            await companies.List(scope, take: 20),
            Frame.Path("demandes"), Frame.Path("accueil"), Frame.Topics, clock.GetUtcNow());
        return HttpContext.IsFragment() ? Partial("_HomeFragment", Home) : Page();
    }
}
