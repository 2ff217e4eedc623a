using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Companies;
using Web.Security;
using Web.Shared;

namespace Web.Requests.Catalogue;

/// <summary>« Mes démarches en ligne »: the forms that the chosen company's coverage and the person's rights open.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class CatalogueModel(FormOffers offers, PageShells frames) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public CatalogueView Catalogue { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string? q, string? domaine)
    {
        Frame = await frames.Portal(HttpContext, PortalSection.Forms);
        if (Frame.All)
            return LocalRedirect(CompanyPages.Choose(HttpContext.Caller().Portal, CompanyPages.Forms));
        if (!Frame.MayAsk)
            return NotFound();
        if (HttpContext.IsFragment())
            return Partial("_DraftsFragment", await offers.Drafts(HttpContext.Session()));
        Catalogue = await offers.Catalogue(HttpContext.Session(), Frame.Company?.Siren, SingleLine.Of(q), domaine);
        return Page();
    }
}
