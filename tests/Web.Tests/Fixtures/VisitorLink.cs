using Silo.Demo;
using Web.Tests.Fixtures;

namespace Tests.Fixtures;

public sealed partial class HubLink
{
    public static Task<HubLink> Open(Visitor visitor, string? origin = null, string portal = DemoPeople.Portal, string protocol = "json") =>
        Open(visitor.Site.Address, visitor.Cookies, portal, origin, protocol);
}
