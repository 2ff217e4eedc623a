using Actors.Tests.Fixtures;
using Orleans;

namespace Actors.Tests.Engine;

/// <summary>What is public in Orleans' namespaces must be in the list, and the list in Orleans: a grain that compiles here
/// must compile there.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public void The_engine_offers_what_the_list_names_and_nothing_else()
    {
        var offered = typeof(Grain).Assembly.GetExportedTypes()
            .Where(type => type.Namespace!.Split('.')[0] == "Orleans")
            .SelectMany(Surface.Lines)
            .Order(StringComparer.Ordinal);

        Assert.Equal(string.Join('\n', Surface.Listed), string.Join('\n', offered));
    }

    [Fact]
    public void The_list_is_sorted_and_names_each_member_once() =>
        Assert.Equal(Surface.Listed.Distinct().Order(StringComparer.Ordinal), Surface.Listed);

    [Fact]
    public void The_rest_is_in_our_own_namespaces() =>
        Assert.All(typeof(Grain).Assembly.GetExportedTypes(), type => Assert.Contains(type.Namespace!.Split('.')[0], new[] { "Actors", "Orleans" }));
}
