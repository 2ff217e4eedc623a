using System.Security.Cryptography;
using System.Text.Json;
using Grains.Accounts;
using Grains.Accounts.Recovery;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Accounts.SignIn;
using Web.Portals;
using Web.Security;
using Web.Throttles;

namespace Web.Accounts.Registration;

/// <summary>
/// The page of a mailed link. Opening the link uses nothing up (mail scanners open links): it puts the token into a sealed cookie and
/// cleans the address, so that neither history nor referrer carries it on; the POST uses it.
/// </summary>
[Throttled(SourceKind.SignIn)]
public abstract class LinkPage(LinkPurpose purpose, RecoveryService service, PolicyBook policies, PortalDirectory portals, IDataProtectionProvider protection)
    : PublicAccountPage(portals, policies)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public LinkView? Link { get; private set; }

    public PasswordFields Password { get; private set; } = null!;

    private IDataProtector Sealer => protection.CreateProtector($"link-{purpose}");

    private string CookieKind => $"lien-{purpose}".ToLowerInvariant();

    public async Task<IActionResult> OnGet(string? compte, string? jeton)
    {
        if (compte is { Length: > 0 and < 64 } && jeton is { Length: > 0 and < 64 })
        {
            Cookies.Write(HttpContext, CookieKind, Portal.Slug, Sealer.Protect(JsonSerializer.Serialize(new Opened(compte, jeton))), Life);
            return LocalRedirect(Request.Path);
        }
        return await Draw(Cookie(), null);
    }

    public async Task<IActionResult> OnPost([Verbatim] string? password, [Verbatim] string? again, string cle)
    {
        if (password?.Length > 512)
            return BadRequest();
        var form = Form(cle);
        if (Cookie() is not { } opened)
            return await Draw(null, null);
        if (await service.PreviewLink(Portal.Slug, purpose, opened.Account, opened.Token) is not { } link)
            return await service.WasUsed(form, purpose, opened.Account, password ?? "") ? Done(null) : await Draw(opened, null);
        if (link.AsksPassword && PasswordFields.Check(password, again, Policy, [.. link.Plan.Known, Portal.Insurer]) is { Count: > 0 } faults)
            return await Draw(opened, faults);
        var used = await Use(form, opened, link, password ?? "");
        if (used.Refusal is AccountRefusal.PasswordReused)
            return await Draw(opened, PasswordFields.Reused(Policy));
        if (!used.Ok)
            return await Draw(opened, null);
        return Done(link);
    }

    private LocalRedirectResult Done(LinkView? link)
    {
        if (link is not null)
            KnownIdentifier.Write(HttpContext, protection, Portal.Slug, link.Number.Length > 0 ? link.Number : link.Email);
        Cookies.Clear(HttpContext, CookieKind, Portal.Slug);
        return LocalRedirect($"/{Portal.Slug}/connexion?fin={(purpose is LinkPurpose.Reset ? "nouveau" : "active")}");
    }

    private Task<Result<AccountRefusal>> Use(RecoveryForm form, Opened opened, LinkView link, string password) => purpose is LinkPurpose.Reset
        ? service.Reset(form, opened.Account, opened.Token, link.Plan, password, HttpContext.RequestAborted)
        : service.Activate(form, opened.Account, opened.Token, link.Plan, link.AsksPassword ? password : null, HttpContext.RequestAborted);

    private async Task<PageResult> Draw(Opened? opened, IReadOnlyList<FieldFault>? faults)
    {
        Link = opened is null ? null : await service.PreviewLink(Portal.Slug, purpose, opened.Account, opened.Token);
        Password = new PasswordFields(Policy, Link?.Email ?? "", faults ?? []) { IsChange = purpose is LinkPurpose.Reset };
        if (Link is null)
            Response.StatusCode = StatusCodes.Status410Gone;
        else if (faults is not null)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private Opened? Cookie()
    {
        if (Cookies.Read(Request, CookieKind, Portal.Slug) is not { } cookie)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Opened>(Sealer.Unprotect(cookie));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The same cookie as an opened link's, for a person proven otherwise.</summary>
    public static void Open(HttpContext context, IDataProtectionProvider protection, string portal, string account, string token) =>
        Cookies.Write(context, "lien-reset", portal,
            protection.CreateProtector($"link-{LinkPurpose.Reset}").Protect(JsonSerializer.Serialize(new Opened(account, token))), Life);

    private sealed record Opened(string Account, string Token);
}

public sealed class ActivationModel(RecoveryService service, PolicyBook policies, PortalDirectory portals, IDataProtectionProvider protection)
    : LinkPage(LinkPurpose.Activation, service, policies, portals, protection);

public sealed class NewPasswordModel(RecoveryService service, PolicyBook policies, PortalDirectory portals, IDataProtectionProvider protection)
    : LinkPage(LinkPurpose.Reset, service, policies, portals, protection);
