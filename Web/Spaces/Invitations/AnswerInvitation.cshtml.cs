using Grains.Access;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Spaces.Mandates;
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
public sealed class AnswerInvitationModel(
    IGrainFactory grains, InvitationService invitations, MandateQueries mandates, Rights rights, FormOperations operations) : PageModel
{
    public IActionResult OnGet() => LocalRedirect($"/{HttpContext.Caller().Portal}/accueil");

    /// <param name="cabinet">The firm's space that a mandate is accepted for; empty for nobody but oneself.</param>
    public async Task<IActionResult> OnPost(string? espace, string? membre, string? reponse, string? cabinet, string cle)
    {
        if (espace is not { Length: > 0 and < 200 } || membre is not { Length: > 0 and < 64 } || reponse is not ("oui" or "non") || cabinet?.Length > 200)
            return BadRequest();
        var (caller, space) = (HttpContext.Caller(), $"{HttpContext.Caller().Portal}/{espace}");
        var operation = operations.For(caller, cle, "invitation", espace, membre, reponse, cabinet);
        var answered = reponse is "oui"
            ? await invitations.Accept(caller, operation, space, membre, string.IsNullOrEmpty(cabinet) ? null : $"{caller.Portal}/{cabinet}")
            : await grains.GetGrain<ISpaceGrain>(space).AnswerInvitation(caller, operation, membre, false);
        var end = answered.Ok ? reponse is "oui" ? "rejoint" : "decline" : answered.Refusal is SpaceRefusal.NotOfFirm ? "cabinet" : "perime";
        return answered.Refusal is SpaceRefusal.NotFound ? NotFound() : new SeeOther($"/{caller.Portal}/accueil?fin={end}");
    }

    /// <param name="choix">Space and member of each, with a tilde between.</param>
    /// <param name="cabinet"><c>moi</c>: mandates are accepted for oneself; else each for the first space of the firm that it names, where there is one.</param>
    public async Task<IActionResult> OnPostPlusieurs(string[] choix, string? cabinet, string cle)
    {
        var caller = HttpContext.Caller();
        var firms = (cabinet is "moi" ? [] : await mandates.Firms(rights.ScopeOf(caller), HttpContext.RequestAborted)).ToLookup(f => (f.Space, f.Member), f => f.Firm);
        var chosen = choix.Where(c => c.Length < 300).Select(c => c.Split('~')).Where(c => c is [{ Length: > 0 }, { Length: > 0 and < 64 }])
            .Select(c => (Space: $"{caller.Portal}/{c[0]}", Member: c[1])).Select(c => (c.Space, c.Member, firms[c].FirstOrDefault())).ToList();
        var accepted = await invitations.Accept(caller, operations.For(caller, cle, "invitations", [.. choix, cabinet]), chosen);
        return new SeeOther($"/{caller.Portal}/accueil?fin={(accepted == 0 ? "perime" : accepted == 1 ? "rejoint" : "rejoints")}");
    }
}
