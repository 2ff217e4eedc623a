using Grains.Interfaces.Spaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Spaces.Invitations;

/// <summary>The answer to an invitation in « À faire », by whoever signed in with the address invited.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class AnswerInvitationModel(IGrainFactory grains, FormOperations operations) : PageModel
{
    public IActionResult OnGet() => LocalRedirect($"/{HttpContext.Caller().Portal}/accueil");

    public async Task<IActionResult> OnPost(string? espace, string? membre, string? reponse, string cle)
    {
        if (espace is not { Length: > 0 and < 200 } || membre is not { Length: > 0 and < 64 } || reponse is not ("oui" or "non"))
            return BadRequest();
        var caller = HttpContext.Caller();
        var answered = await grains.GetGrain<ISpaceGrain>($"{caller.Portal}/{espace}")
            .AnswerInvitation(caller, operations.For(caller, cle, "invitation", espace, membre, reponse), membre, reponse is "oui");
        var end = answered.Ok ? reponse is "oui" ? "rejoint" : "decline" : "perime";
        return answered.Refusal is SpaceRefusal.NotFound ? NotFound() : new SeeOther($"/{caller.Portal}/accueil?fin={end}");
    }
}
