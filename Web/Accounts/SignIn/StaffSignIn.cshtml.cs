using Grains.Accounts;
using Grains.Accounts.SignIn;
using Grains.Interfaces;
using Microsoft.AspNetCore.DataProtection;
using Silo.Messaging;

namespace Web.Accounts.SignIn;

public sealed class StaffSignInModel(SignInService service, IGrainFactory grains, PolicyBook policies, Deliveries deliveries,
    IDataProtectionProvider protection, TimeProvider clock)
    : SignInPage(service, grains, policies, deliveries, protection, clock)
{
    protected override string PortalSlug => Caller.StaffPortal;

    protected override string SpaceName => AccountTexts.SpaceStaff;

    protected override string FirstPage => "/gestion/demandes";
}
