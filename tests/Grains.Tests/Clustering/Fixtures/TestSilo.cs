using Grains.Commits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.TestingHost;
using Silo.Clustering;

namespace Grains.Tests.Clustering.Fixtures;

/// <summary>Silos with the grains of this assembly, as the product sets them up, and a client outside: what is said goes through the serializer.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private TestSilo(InProcessTestCluster cluster) => _cluster = cluster;

    public IGrainFactory Grains => _cluster.Client;

    public static async Task<TestSilo> Start(int silos = 1)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.Options.ConfigureFileLogging = false;
        var shared = new ServiceCollection().AddSingleton(new Service()).AddSingleton(new LedgerStore()).AddSingleton(new ArchiveRoom())
            .AddSingleton(new Ballot())
            .AddSingleton(new MemoryStore());
        builder.ConfigureSiloHost((_, host) =>
        {
            foreach (var service in shared)
                ((ICollection<ServiceDescriptor>)host.Services).Add(service);
            host.Services.AddSingleton(s => new CommitServices(s.GetRequiredService<MemoryStore>(), new SoleLease(), TimeProvider.System));
            host.Services.AddGrains(typeof(TestSilo).Assembly);
        });
        builder.ConfigureClient(client => client.Services.AddContracts(typeof(TestSilo).Assembly));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new TestSilo(cluster);
    }

    public T Get<T>() where T : notnull => _cluster.GetSiloServiceProvider().GetRequiredService<T>();

    /// <summary>As a process that is told to end.</summary>
    public Task Stop() => Get<IServiceProvider>().GetServices<IHostedService>().OfType<SiloStart>().Single().StopAsync(default);

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
