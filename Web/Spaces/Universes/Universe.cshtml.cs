using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Companies;
using Web.Security;
using Web.Shared;

namespace Web.Spaces.Universes;

/// <summary>One universe of the chosen company: its contracts, who looks after them, or the links of retirement. Not found where it has none.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class UniverseModel(HomeCover cover, PageShells frames) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public UniverseView Universe { get; private set; } = null!;

    public string CompanyName { get; private set; } = "";

    /// <summary>The page, or its facts alone when a live update asks for them.</summary>
    public async Task<IActionResult> OnGet(string universe)
    {
        var page = $"univers/{universe}";
        Frame = await frames.Portal(HttpContext, PortalSection.Home) with { Target = page };
        if (Frame.All)
            return LocalRedirect(CompanyPages.Choose(Frame.Portal.Slug, page));
        if (Frame.Company is not { } company)
            return NotFound();
        var of = await cover.Of(HttpContext.Caller(), Frame.Portal, company, HttpContext.RequestAborted);
        if (of.Universes.FirstOrDefault(u => u.Address == universe) is not { } found)
            return NotFound();
        (Universe, CompanyName) = (found, of.CompanyName);
        return HttpContext.IsFragment() ? Partial("_UniverseFragment", found) : Page();
    }
}
