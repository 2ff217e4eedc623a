using Microsoft.Extensions.Options;
using Silo;
using Web.Portals;

namespace Web.Demo;

/// <summary>A demo has a publisher of its own, as invented as its people: its legal notice has no gaps.</summary>
public sealed class DemoSite(NodeSettings node) : IPostConfigureOptions<SiteOptions>
{
    public void PostConfigure(string? name, SiteOptions options)
    {
        if (!node.Demo)
            return;
        options.Publisher = Or(options.Publisher, DemoTexts.Publisher);
        options.Director = Or(options.Director, DemoTexts.Director);
        options.Host = Or(options.Host, DemoTexts.Host);
    }

    private static string Or(string said, string invented) => said.Length > 0 ? said : invented;
}
