using Actors;
using Grains.Interfaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.TestingHost;
using Silo;

namespace Grains.Tests.Fixtures.Engines;

/// <summary>A cluster of one silo with a client outside it, so that what a test asks and hears goes through the serializer.</summary>
internal sealed class EngineHost(InProcessTestCluster cluster) : IAsyncDisposable
{
    public IServiceProvider Services => cluster.GetSiloServiceProvider();

    public IGrainFactory Grains => cluster.Client;

    /// <summary>Waits on a thread of its own, for constructors of test classes cannot.</summary>
    public static EngineHost Start(Action<IServiceCollection> add) => Task.Run(async () =>
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) =>
        {
            add(host.Services);
            // As on the embedded engine: grains on a store, and nothing that works by itself.
            foreach (var own in host.Services.Where(s => s.ServiceType == typeof(IHostedService) && AssemblyOf(s) == typeof(NodeSettings).Assembly).ToList())
                host.Services.Remove(own);
        });
        builder.ConfigureClient(client => client.Services.AddContracts(typeof(Caller).Assembly));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new EngineHost(cluster);
    }).GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
    }

    private static System.Reflection.Assembly? AssemblyOf(ServiceDescriptor service) =>
        service.ImplementationType?.Assembly ?? service.ImplementationFactory?.Method.Module.Assembly;
}
