using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Silo;
using Silo.Clustering;

namespace Grains.Tests.Clustering;

/// <summary>A node that listens on a real socket, as in its own process; the tests' other silos speak through memory.</summary>
internal sealed class SocketNode : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("guichet-silo-").FullName;
    private readonly ServiceProvider _services;

    private SocketNode(string store, string address, string? masterKey, Action<IServiceCollection>? change)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DATA_DIR"] = _directory, ["STORE"] = store, ["DEMO"] = "1", ["MASTER_KEY_FILE"] = masterKey, ["ORLEANS_SILO_ADDRESS"] = address,
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(settings);
        services.AddGuichetSilo(settings);
        services.Configure<ClusterMembershipOptions>(o =>
        {
            // Who is refused gives up soon; Orleans would try for five minutes.
            o.MaxJoinAttemptTime = TimeSpan.FromSeconds(3);
            // Nor do others declare him dead meanwhile: he would end his process, which is the tests'.
            (o.NumMissedProbesLimit, o.EvictWhenMaxJoinAttemptTimeExceeded) = (1000, false);
        });
        change?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public IGrainFactory Grains => Get<IGrainFactory>();

    public SiloAddress Silo => Get<ILocalSiloDetails>().SiloAddress;

    public IPEndPoint Endpoint => Silo.Endpoint;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<SocketNode> Start(string store, string address = "127.0.0.1", string? masterKey = null, Action<IServiceCollection>? change = null)
    {
        var node = new SocketNode(store, address, masterKey, change);
        try
        {
            await node._services.StartGrains();
            return node;
        }
        catch
        {
            // It has stopped by itself. Its container is left as it is: in one that is gone, loops of Orleans' would spin.
            Directory.Delete(node._directory, recursive: true);
            throw;
        }
    }

    /// <summary>Takes what guards connections out of a node.</summary>
    public static void WithoutTls(IServiceCollection services) => services.RemoveAll<IConfigureOptions<SiloConnectionOptions>>();

    /// <summary>A reference to a grain that is woken on that silo, if it sleeps.</summary>
    public T Wake<T>(string key, SiloAddress on) where T : IGrainWithStringKey
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, on);
        return Grains.GetGrain<T>(key);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.StopGrains();
        await _services.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
