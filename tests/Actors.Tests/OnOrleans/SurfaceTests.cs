using Actors.Tests.Fixtures;
using Orleans;

namespace Actors.Tests.OnOrleans;

/// <summary>Each line of the list is in the real packages: a grain that compiles on the embedded engine must compile there.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public void Orleans_offers_all_that_the_list_names()
    {
        var offered = new[] { typeof(Grain), typeof(ImmutableAttribute), typeof(Orleans.Storage.InconsistentStateException), typeof(IClusterClient) }
            .Select(t => t.Assembly).Distinct().SelectMany(a => a.GetExportedTypes())
            .Where(t => t.Namespace?.Split('.')[0] == "Orleans")
            .SelectMany(Surface.Lines).ToHashSet();

        Assert.Equal([], Surface.Listed.Where(line => !offered.Contains(line)));
    }
}
