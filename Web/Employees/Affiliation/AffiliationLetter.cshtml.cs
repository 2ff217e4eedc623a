using Grains.Accounts;
using Grains.Employees;
using Grains.Letters;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts;
using Web.Portals;
using Web.Throttles;

namespace Web.Employees.Affiliation;

/// <summary>A personal link that was typed off a letter. One that leads nowhere goes on like another: whether it exists is never said.</summary>
[Throttled(SourceKind.SignIn)]
public sealed class AffiliationLetterModel(
    PortalDirectory portals, PolicyBook policies, AffiliationService service, IDataProtectionProvider protection) : PublicAccountPage(portals, policies)
{
    private const string Nobody = "-";

    public async Task<IActionResult> OnGet(string reference)
    {
        var read = PrintedCode.Read(reference);
        var employee = read is null ? null : await service.OfLetter(Portal.Slug, read);
        AffiliationCookie.Write(HttpContext, protection, Portal.Slug, new AffiliationCookie(employee ?? Nobody, read ?? Nobody));
        return LocalRedirect(Path("affiliation"));
    }
}
