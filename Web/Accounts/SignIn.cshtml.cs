using Grains.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Orleans;
using Silo.Accounts;
using Web.Public;

namespace Web.Accounts;

public sealed class SignInModel(SignInDesk desk, IGrainFactory grains, PolicyBook policies, IDataProtectionProvider protection, TimeProvider clock, PortalDirectory portals)
    : SignInPage(desk, grains, policies, protection, clock)
{
    protected override string PortalSlug => (string)RouteData.Values["portal"]!;

    protected override string SpaceName => string.Format(AccountTexts.SpaceName, portals.Find(PortalSlug)!.Name);

    protected override string FirstPage => $"/{PortalSlug}/accueil";
}
