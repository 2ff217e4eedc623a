using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Grains.Tests.Fixtures.Engines;

/// <summary>The embedded engine needs nothing but its container.</summary>
internal sealed class EngineHost(ServiceProvider services) : IAsyncDisposable
{
    public IServiceProvider Services => services;

    public IGrainFactory Grains => services.GetRequiredService<IGrainFactory>();

    public static EngineHost Start(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        add(services);
        return new EngineHost(services.BuildServiceProvider());
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
