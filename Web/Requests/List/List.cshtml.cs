using Grains.Access;
using Grains.Reads;
using Grains.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Requests.List;

[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class ListModel(Rights rights, PortalQueries portal, PageShells frames, TimeProvider clock) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public RequestListView List { get; private set; } = null!;

    /// <summary>The page, or its list alone when a live update asks for it.</summary>
    public async Task<IActionResult> OnGet(string? vue, string? q, string? entreprise, string? apres)
    {
        var caller = HttpContext.Caller();
        // A SIREN that is not among the caller's companies finds nothing, like one that does not exist.
        var company = entreprise is null ? null : $"{caller.Portal}/{entreprise}";
        var filter = new RequestFilter(RequestListView.ViewOf(vue), q, company, apres);
        var (shell, counts, page) = await portal.List(rights.ScopeOf(caller), filter);
        Frame = frames.Portal(HttpContext, shell, PortalSection.Requests, entreprise);
        List = new RequestListView(Frame.Path("demandes"), filter, counts, page, Frame.Company, Frame.Topics,
            clock.GetUtcNow()) { HasSeveral = Frame.Companies.Count > 1 };
        return HttpContext.IsFragment() ? Partial("_RequestListFragment", List) : Page();
    }
}
