using Grains.Access;
using Grains.Companies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Shared;

namespace Web.Companies;

/// <summary>« Choisissez une entreprise »: before a page that shows one alone, and where a browser without scripts searches.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class ChooseCompanyModel(Rights rights, CompanyQueries companies, PageShells frames) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public CompanyPage Companies { get; private set; } = null!;

    public string Search { get; private set; } = "";

    /// <summary>The page that the choice leads to.</summary>
    public string Target { get; private set; } = "";

    public bool IsFurther { get; private set; }

    public bool OffersAll => Frame.HasSeveral && CompanyPages.ShowsAll(Target);

    public CompanyOptions Options => new(Frame.Path(Target), [.. Companies.Rows.Select(c => PageShells.Choice(c.Siren, c))], Frame.Company?.Siren);

    public string Address(string? after) => QueryText.Of(Frame.Path("entreprises/choisir"), ("vers", Target), ("q", Search), ("apres", after));

    public async Task OnGet(string? vers, string? q, string? apres)
    {
        (Target, Search, IsFurther) = (CompanyPages.Known(vers), q ?? "", apres is not null);
        Companies = await companies.Page(rights.ScopeOf(HttpContext.Caller()), q, apres, cancel: HttpContext.RequestAborted);
        Frame = await frames.Portal(HttpContext, PortalSection.None) with { Target = Target };
    }
}
