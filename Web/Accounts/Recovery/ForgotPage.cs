using Grains.Accounts;
using Grains.Accounts.Recovery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Web.Portals;
using Web.Throttles;

namespace Web.Accounts.Recovery;

/// <summary>
/// What a person asks for because they forgot it: the same answer for everybody; what happens, happens in the mailbox or behind the secret questions.
/// </summary>
[Throttled(SourceKind.Form)]
public abstract class ForgotPage(string page, PortalDirectory portals, PolicyBook policies, IDataProtectionProvider protection)
    : PublicAccountPage(portals, policies)
{
    public bool Sent { get; private set; }

    public void OnGet(string? envoye) => Sent = envoye is not null;

    /// <param name="mail">What happens where the portal has no secret questions.</param>
    protected async Task<IActionResult> Begin(RecoveryCookie who, Func<Task> mail)
    {
        if (Policy.SecretQuestions is not SecretQuestionRule.Off)
        {
            RecoveryCookie.Write(HttpContext, protection, Portal.Slug, who);
            return LocalRedirect(Path("questions-secretes"));
        }
        await mail();
        return LocalRedirect(Path($"{page}?envoye=1"));
    }
}

/// <summary>« Mot de passe oublié ? »</summary>
public sealed class ForgotModel(RecoveryService service, PortalDirectory portals, PolicyBook policies, IDataProtectionProvider protection)
    : ForgotPage("mot-de-passe-oublie", portals, policies, protection)
{
    public bool AsksNumber => Policy.SignInWith.Contains("Number", StringComparison.Ordinal);

    public async Task<IActionResult> OnPost(string? identifiant, string cle) => identifiant is { Length: > 0 and <= MaxTyped }
        ? await Begin(new RecoveryCookie(identifiant, null), () => service.Forgot(Form(cle), identifiant))
        : BadRequest();
}

/// <summary>« Identifiant oublié ? »: SIREN, last and first name.</summary>
public sealed class ForgotIdentifierModel(RecoveryService service, PortalDirectory portals, PolicyBook policies, IDataProtectionProvider protection)
    : ForgotPage("identifiant-oublie", portals, policies, protection)
{
    public async Task<IActionResult> OnPost(string? siren, string? nom, string? prenom, string cle)
    {
        if (siren is not { Length: > 0 and <= 32 } || nom is not { Length: > 0 and <= MaxTyped } || prenom is not { Length: > 0 and <= MaxTyped })
            return BadRequest();
        return await Begin(new RecoveryCookie(null, new RecoveryPerson(siren, prenom, nom)), () => service.RemindIdentifier(Form(cle), siren, prenom, nom));
    }
}
