using Grains.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Silo.Accounts;
using Web.Public;

namespace Web.Accounts;

/// <summary>« Identifiant oublié ? »: SIREN, last and first name; the identifier goes to the mailbox, or behind the secret questions.</summary>
public sealed class ForgotIdentifierModel(RecoveryDesk desk, PortalDirectory portals, PolicyBook policies, IDataProtectionProvider protection) : DoorPage(portals, policies)
{
    public bool Sent { get; private set; }

    public void OnGet(string? envoye) => Sent = envoye is not null;

    public async Task<IActionResult> OnPost(string? siren, string? nom, string? prenom, string? cle)
    {
        if (Form(cle) is not { } form || siren is not { Length: > 0 and <= 32 } || nom is not { Length: > 0 and <= MaxTyped } || prenom is not { Length: > 0 and <= MaxTyped })
            return BadRequest();
        if (Policy.SecretQuestions is not SecretQuestionRule.Off)
        {
            RecoveryCookie.Write(HttpContext, protection, Portal.Slug, new RecoveryCookie(null, new RecoveryPerson(siren, prenom, nom)));
            return LocalRedirect(Path("questions-secretes"));
        }
        await desk.RemindIdentifier(form, siren, prenom, nom);
        return LocalRedirect(Path("identifiant-oublie?envoye=1"));
    }
}
