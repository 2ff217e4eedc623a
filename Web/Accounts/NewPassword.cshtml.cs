using Actors.Durable;
using Grains.Accounts;
using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Silo.Accounts;
using Web.Public;

namespace Web.Accounts;

public sealed class NewPasswordModel(RecoveryDesk desk, PolicyBook policies, PortalDirectory portals, IDataProtectionProvider protection) : LinkPage(desk, policies, portals, protection)
{
    private readonly RecoveryDesk _desk = desk;

    protected override LinkPurpose Purpose => LinkPurpose.Reset;

    protected override Task<Result<AccountRefusal>> Use(RecoveryForm form, string account, string token, LinkView link, string password) =>
        _desk.Reset(form, account, token, link.Plan, password, HttpContext.RequestAborted);
}
