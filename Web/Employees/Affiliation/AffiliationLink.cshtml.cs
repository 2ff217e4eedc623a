using Grains.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts;
using Web.Portals;

namespace Web.Employees.Affiliation;

/// <summary>A personal link from a mail. Opening it uses nothing up; it goes into a sealed cookie, so that neither history nor referrer carries it on.</summary>
public sealed class AffiliationLinkModel(PortalDirectory portals, PolicyBook policies, IDataProtectionProvider protection)
    : PublicAccountPage(portals, policies)
{
    public IActionResult OnGet(string lien)
    {
        if (AffiliationCookie.Parse(lien) is { } opened)
            AffiliationCookie.Write(HttpContext, protection, Portal.Slug, opened);
        return LocalRedirect(Path("affiliation"));
    }
}
