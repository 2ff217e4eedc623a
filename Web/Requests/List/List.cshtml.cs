using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Reads;
using Grains.Requests;
using Grains.Requests.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Companies;
using Web.Security;
using Web.Shared;

namespace Web.Requests.List;

[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class ListModel(Rights rights, PortalQueries portal, PageShells frames, SavedSearchForms saved, FormCatalogue forms, TimeProvider clock)
    : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public RequestListView List { get; private set; } = null!;

    [FromQuery(Name = "vue")]
    public string? View { get; set; }

    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "apres")]
    public string? After { get; set; }

    /// <summary>The page, or its list alone when a live update asks for it.</summary>
    public async Task<IActionResult> OnGet()
    {
        await Draw();
        return HttpContext.IsFragment() ? Partial("_RequestListFragment", List) : Page();
    }

    /// <summary>Keeps the list that is shown by a name.</summary>
    public async Task<IActionResult> OnPostEnregistrer(string cle, string? ou, string? recherche)
    {
        var refused = await saved.Save(HttpContext, cle, ou, recherche);
        if (refused is not { } refusal)
            return new SeeOther(saved.Back(HttpContext, ou));
        if (refusal is SavedSearchRefusal.NotFound)
            return NotFound();
        // The list as it was, with what was typed.
        var list = SavedSearchForms.Query(ou);
        (View, Search, After) = (list["vue"], list["q"], null);
        await Draw(list, recherche, refusal);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Keeps a search no longer.</summary>
    public async Task<IActionResult> OnPostOublier(string cle, string? ou, string? recherche) =>
        await saved.Remove(HttpContext, cle, recherche) is null ? new SeeOther(saved.Back(HttpContext, ou)) : NotFound();

    private async Task Draw(IQueryCollection? asked = null, string? typed = null, SavedSearchRefusal? refusal = null)
    {
        var (caller, now) = (HttpContext.Caller(), clock.GetUtcNow());
        var scope = rights.ScopeOf(caller);
        // Whoever sees no company asks for themselves.
        var personal = HttpContext.Session().Standing is var standing && Rights.OwnRequestsOf(standing) is OwnRequests.Any;
        var offered = ListFilters.FormsOf(forms, personal);
        var filters = ListFilters.Of(asked ?? Request.Query, offered);
        var filter = new RequestFilter(RequestListView.ViewOf(View), Search, await Company(caller, scope), After) { Only = filters.Narrowing(now) };
        var (shell, counts, page, searches) = await portal.List(scope, filter, HttpContext.RequestAborted);
        Frame = frames.Portal(HttpContext, shell, PortalSection.Requests);
        var list = new RequestListView(Frame.Path("demandes"), filter, counts, page, Frame.Company, Frame.Topics, now)
        {
            HasSeveral = Frame.HasSeveral,
            MayAsk = Frame.MayAsk,
            Filters = filters,
            Forms = offered,
            IsPersonal = personal,
        };
        List = list with { Saved = SavedSearchForms.View(list.Path, searches, filter.Narrowed ? list.Kept : "", typed, refusal) };
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
