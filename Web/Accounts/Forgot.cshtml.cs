using Grains.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Silo.Accounts;
using Web.Public;

namespace Web.Accounts;

/// <summary>« Mot de passe oublié ? »: the same answer for everybody; what happens, happens in the mailbox.</summary>
public sealed class ForgotModel(RecoveryDesk desk, PortalDirectory portals, PolicyBook policies, IDataProtectionProvider protection) : DoorPage(portals, policies)
{
    public bool Sent { get; private set; }

    public bool AsksNumber => Policy.SignInWith.Contains("Number", StringComparison.Ordinal);

    public void OnGet(string? envoye) => Sent = envoye is not null;

    public async Task<IActionResult> OnPost(string? identifiant, string? cle)
    {
        if (Form(cle) is not { } form || identifiant is not { Length: > 0 and <= MaxTyped })
            return BadRequest();
        if (Policy.SecretQuestions is not SecretQuestionRule.Off)
        {
            RecoveryCookie.Write(HttpContext, protection, Portal.Slug, new RecoveryCookie(identifiant, null));
            return LocalRedirect(Path("questions-secretes"));
        }
        await desk.Forgot(form, identifiant);
        return LocalRedirect(Path("mot-de-passe-oublie?envoye=1"));
    }
}
