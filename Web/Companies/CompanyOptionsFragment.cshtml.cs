using Grains.Access;
using Grains.Companies;
using Grains.Reads;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Shared;

namespace Web.Companies;

/// <summary>The companies that the menu offers for what is typed there.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class CompanyOptionsFragmentModel(Rights rights, CompanyQueries companies) : PageModel
{
    public async Task<IActionResult> OnGet(string? q, string? vers, string? ici)
    {
        var caller = HttpContext.Caller();
        var found = await companies.List(rights.ScopeOf(caller), q, PortalQueries.MenuSize, HttpContext.RequestAborted);
        return Partial("_CompanyOptions",
            new CompanyOptions($"/{caller.Portal}/{CompanyPages.Known(vers)}", [.. found.Select(c => PageShells.Choice(c.Siren, c))], ici));
    }
}
