using Actors.Durable;
using Grains.Accounts;
using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Silo.Accounts;
using Web.Public;

namespace Web.Accounts;

public sealed class ActivationModel(RecoveryDesk desk, PolicyBook policies, PortalDirectory portals, IDataProtectionProvider protection) : LinkPage(desk, policies, portals, protection)
{
    private readonly RecoveryDesk _desk = desk;

    protected override LinkPurpose Purpose => LinkPurpose.Activation;

    protected override Task<Result<AccountRefusal>> Use(RecoveryForm form, string account, string token, LinkView link, string password) =>
        _desk.Activate(form, account, token, link.Plan, link.AsksPassword ? password : null, HttpContext.RequestAborted);
}
