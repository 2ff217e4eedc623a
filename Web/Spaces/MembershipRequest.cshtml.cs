using Grains.Interfaces.Spaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;

namespace Web.Spaces;

/// <summary>An administrator's answer to an applicant who proved the same company; the form stands on the administrator's home page.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class MembershipRequestModel(IGrainFactory grains, FormOperations operations) : PageModel
{
    public IActionResult OnGet() => LocalRedirect($"/{HttpContext.Session().Portal}/accueil");

    public Task<IActionResult> OnPost(string? espace, string? compte, SpaceRole role, string? reponse, [Verbatim] string? motif, string cle) =>
        MembershipDecision.Give(HttpContext, grains, operations, new MembershipDecision(espace, compte, role, reponse, motif, cle),
            $"/{HttpContext.Session().Portal}/accueil");
}
