using System.Security.Cryptography;
using System.Text.Json;
using Grains.Accounts;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Accounts.SignIn;
using Web.Portals;
using Web.Security;
using Web.Throttles;

namespace Web.Spaces.Invitations;

/// <summary>
/// The page of an invitation's link. Opening it uses nothing up (mail scanners open links): the token goes into a sealed cookie and the address is
/// cleaned. Who has no account chooses a password and is in; who has one signs in, and answers in « À faire ».
/// </summary>
[Throttled(SourceKind.SignIn)]
public sealed class InvitationModel(InvitationService service, PolicyBook policies, PortalDirectory portals, TermsBook terms, IDataProtectionProvider protection)
    : PublicAccountPage(portals, policies)
{
    private const string CookieKind = "lien-invitation";
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public InvitationView? Invitation { get; private set; }

    public bool HasAccount { get; private set; }

    public PasswordFields Password { get; private set; } = null!;

    public bool TermsMissing { get; private set; }

    public string TermsVersion => terms.Current.Version;

    private IDataProtector Sealer => protection.CreateProtector(CookieKind);

    public async Task<IActionResult> OnGet(string? espace, string? membre, string? jeton)
    {
        if (espace is { Length: > 0 and < 128 } && membre is { Length: > 0 and < 64 } && jeton is { Length: > 0 and < 64 })
        {
            Cookies.Write(HttpContext, CookieKind, Portal.Slug, Sealer.Protect(JsonSerializer.Serialize(new Opened(espace, membre, jeton))), Life);
            return LocalRedirect(Request.Path);
        }
        return await Draw(Cookie(), []);
    }

    public async Task<IActionResult> OnPost([Verbatim] string? password, [Verbatim] string? again, string? conditions, string cle)
    {
        if (password?.Length > 512)
            return BadRequest();
        if (Cookie() is not { } opened || await service.Preview(Space(opened), opened.Member, opened.Token) is not { } view)
            return await Draw(null, []);
        TermsMissing = conditions is not "oui";
        var faults = PasswordFields.Check(password, again, Policy, [view.Person.FirstName, view.Person.LastName, view.Person.Email, Portal.Insurer]);
        if (TermsMissing || faults.Count > 0)
            return await Draw(opened, faults);
        var outcome = await service.Join(Space(opened), opened.Member, opened.Token, password!, TermsVersion, cle, HttpContext.RequestAborted);
        if (outcome is not InvitationOutcome.Joined)
            return await Draw(outcome is InvitationOutcome.HasAccount ? opened : null, []);
        KnownIdentifier.Write(HttpContext, protection, Portal.Slug, view.Person.Email);
        Cookies.Clear(HttpContext, CookieKind, Portal.Slug);
        return LocalRedirect($"/{Portal.Slug}/connexion?fin=active");
    }

    private string Space(Opened opened) => $"{Portal.Slug}/{opened.Space}";

    private async Task<IActionResult> Draw(Opened? opened, IReadOnlyList<FieldFault> faults)
    {
        Invitation = opened is null ? null : await service.Preview(Space(opened), opened.Member, opened.Token);
        HasAccount = Invitation is { } view && await service.HasAccount(view.Person.Email);
        Password = new PasswordFields(Policy, Invitation?.Person.Email ?? "", faults);
        if (Invitation is null)
            Response.StatusCode = StatusCodes.Status410Gone;
        else if (faults.Count > 0 || TermsMissing)
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

    private sealed record Opened(string Space, string Member, string Token);
}
