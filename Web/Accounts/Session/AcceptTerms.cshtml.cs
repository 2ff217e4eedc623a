using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Portals;
using Web.Security;
using Web.Shared;

namespace Web.Accounts.Session;

/// <summary>The terms of use in force, for a customer who has not accepted them yet: what changed, the whole text, one button.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class AcceptTermsModel(TermsBook terms, PortalDirectory portals, IGrainFactory grains, FormOperations operations) : PageModel
{
    public static string Address(string portal) => $"/{portal}/conditions";

    public TermsText Text => terms.Current;

    public Portal Portal => portals.Find(HttpContext.Session().Portal)!;

    /// <summary>Empty for a customer who accepts for the first time: then all is new.</summary>
    public IReadOnlyList<TermsText> News => terms.Since(HttpContext.Session().Terms);

    /// <summary>The page that was asked for, checked.</summary>
    public string Return { get; private set; } = "";

    private bool IsDue => terms.IsDue(HttpContext.Session().Terms);

    public IActionResult OnGet(string? retour)
    {
        Return = Next(retour);
        return IsDue ? Page() : LocalRedirect(Return);
    }

    /// <param name="version">The one that was read: a newer one may have come into force since.</param>
    public async Task<IActionResult> OnPost(string? version, string? retour, string cle)
    {
        var session = HttpContext.Session();
        if (version != Text.Version)
            return new SeeOther(QueryText.Of(Address(session.Portal), ("retour", Next(retour))));
        var accepted = await grains.GetGrain<IAccountGrain>(session.Account).AcceptTerms(operations.For(session.Caller, cle, "terms", version), version);
        return accepted.Ok ? LocalRedirect(Next(retour)) : NotFound();
    }

    private string Next(string? retour) => ReturnUrl.Local(retour, $"/{Portal.Slug}/", $"/{Portal.Slug}/accueil");
}
