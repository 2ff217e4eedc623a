using Grains.Accounts;
using Grains.Accounts.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Silo.Messaging;
using Web.Portals;

namespace Web.Accounts.SignIn;

public sealed class SignInModel(SignInService service, IGrainFactory grains, PolicyBook policies, Deliveries deliveries, IDataProtectionProvider protection,
    TimeProvider clock, PortalDirectory portals)
    : SignInPage(service, grains, policies, deliveries, protection, clock)
{
    protected override string PortalSlug => (string)RouteData.Values["portal"]!;

    protected override string SpaceName => string.Format(AccountTexts.SpaceName, portals.Find(PortalSlug)!.Name);

    protected override SignInWays Ways => new(
        PortalSlug,
        Policy.Proof switch
        {
            ProofKind.PersonNumber => AccountTexts.RegisterEmployeur,
            ProofKind.SirenAndInsurerNumber => AccountTexts.RegisterMulti,
            _ => AccountTexts.Register,
        },
        !WithNumber ? AccountTexts.Identifier : Policy.Proof is ProofKind.InsuredPerson ? AccountTexts.ClientNumberOrEmail : AccountTexts.IdentifierOrNumber,
        !WithNumber,
        Policy.Proof is not ProofKind.InsuredPerson);

    protected override string FirstPage => $"/{PortalSlug}/accueil";

    private bool WithNumber => Policy.SignInWith.Contains("Number", StringComparison.Ordinal);

    public Task<IActionResult> OnGetEnvoi(string? retour) => Sending(retour);
}
