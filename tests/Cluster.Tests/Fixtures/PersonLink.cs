using Tests.Fixtures.Cluster;

namespace Cluster.Tests.Fixtures;

public static class PersonLink
{
    /// <summary>A live link of this browser to its node.</summary>
    public static Task<HubLink> Link(this Person person) => HubLink.Open(person.Tab.Node, person.Cookies, person.Portal);
}
