using Grains.Access;
using Grains.Interfaces;
using Grains.Reads;
using Grains.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Companies;
using Web.Security;
using Web.Shared;

namespace Web.Requests.List;

[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class ListModel(Rights rights, PortalQueries portal, PageShells frames, TimeProvider clock) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public RequestListView List { get; private set; } = null!;

    /// <summary>The page, or its list alone when a live update asks for it.</summary>
    public async Task<IActionResult> OnGet(string? vue, string? q, string? apres)
    {
        var caller = HttpContext.Caller();
        var scope = rights.ScopeOf(caller);
        var filter = new RequestFilter(RequestListView.ViewOf(vue), q, await Company(caller, scope), apres);
        var (shell, counts, page) = await portal.List(scope, filter);
        Frame = frames.Portal(HttpContext, shell, PortalSection.Requests);
        List = new RequestListView(Frame.Path("demandes"), filter, counts, page, Frame.Company, Frame.Topics,
            clock.GetUtcNow()) { HasSeveral = Frame.HasSeveral };
        return HttpContext.IsFragment() ? Partial("_RequestListFragment", List) : Page();
    }

    /// <summary>The key of the company that the list is narrowed to; null for all. Who has one company sees with it what they asked for themselves.</summary>
    private async Task<string?> Company(Caller caller, Scope scope)
    {
        if (ChosenCompany.TypedIn(HttpContext) is not null)
            return ChosenCompany.KeyIn(HttpContext, caller);
        var shell = await portal.Shell(scope, cancel: HttpContext.RequestAborted);
        return shell.Companies.Count > 1 ? ChosenCompany.Of(null, shell).Company?.Company : null;
    }
}
