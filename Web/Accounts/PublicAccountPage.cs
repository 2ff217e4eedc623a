using Grains.Accounts;
using Grains.Accounts.Recovery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Portals;

namespace Web.Accounts;

/// <summary>A page before the sign-in, in the portal's colours.</summary>
[AllowAnonymous]
[RequestSizeLimit(16 * 1024)]
public abstract class PublicAccountPage(PortalDirectory portals, PolicyBook policies) : PageModel
{
    protected const int MaxTyped = 254;

    public Portal Portal => portals.Find((string)RouteData.Values["portal"]!)!;

    public Policy Policy => policies.For(Portal.Slug);

    /// <summary>The layout wears the portal's colours.</summary>
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) =>
        (ViewData["Brand"], ViewData["Insurer"]) = (Portal.Brand, Portal.Insurer);

    public string Path(string page) => $"/{Portal.Slug}/{page}";

    protected RecoveryForm Form(string key) => new(Portal.Slug, key, Cookies.Read(Request, Cookies.Device, Portal.Slug));
}
