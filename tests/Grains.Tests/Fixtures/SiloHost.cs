using Grains.Interfaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.TestingHost;
using Silo;
using Silo.Clustering;

namespace Grains.Tests.Fixtures;

/// <summary>A cluster of one silo with a client outside it, so that what a test asks and hears goes through the serializer.</summary>
internal sealed class SiloHost(InProcessTestCluster cluster) : IAsyncDisposable
{
    public IServiceProvider Services => cluster.GetSiloServiceProvider();

    public IGrainFactory Grains => cluster.Client;

    /// <summary>Waits on a thread of its own, for constructors of test classes cannot.</summary>
    public static SiloHost Start(Action<IServiceCollection> add) => Task.Run(async () =>
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) =>
        {
            add(host.Services);
            // Grains on a store, and nothing that works by itself.
            foreach (
                var own in host.Services.Where(s => s.ServiceType == typeof(IHostedService) && AssemblyOf(s) == typeof(NodeSettings).Assembly && !IsItsStart(s))
                    .ToList())
                host.Services.Remove(own);
        });
        builder.ConfigureClient(client => client.Services.AddContracts(typeof(Caller).Assembly));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new SiloHost(cluster);
    }).GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
    }

    private static bool IsItsStart(ServiceDescriptor service) =>
        service.ImplementationFactory?.Method.ReturnType is { } made && (made == typeof(SiloStart) || made == typeof(NodeOpening));

    private static System.Reflection.Assembly? AssemblyOf(ServiceDescriptor service) =>
        service.ImplementationType?.Assembly ?? service.ImplementationFactory?.Method.Module.Assembly;
}
