using Grains.Interfaces.Spaces;
using Grains.Spaces;
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
public sealed class AnswerInvitationModel(IGrainFactory grains, InvitationService invitations, FormOperations operations) : PageModel
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

    /// <param name="choix">Space and member of each, with a tilde between.</param>
    public async Task<IActionResult> OnPostPlusieurs(string[] choix, string cle)
    {
        var caller = HttpContext.Caller();
        var chosen = choix.Where(c => c.Length < 300).Select(c => c.Split('~')).Where(c => c is [{ Length: > 0 }, { Length: > 0 and < 64 }])
            .Select(c => ($"{caller.Portal}/{c[0]}", c[1])).ToList();
        var accepted = await invitations.Accept(caller, operations.For(caller, cle, "invitations", [.. choix]), chosen);
        return new SeeOther($"/{caller.Portal}/accueil?fin={(accepted == 0 ? "perime" : accepted == 1 ? "rejoint" : "rejoints")}");
    }
}
