using System.Reflection;
using Grains.Commits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Silo.Clustering;

/// <summary>A silo of Orleans with this product's grains, without a word on how silos find each other.</summary>
public static class GrainServices
{
    /// <summary>How long a caller waits for an answer. The turn itself goes on.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds a silo with the contracts and grain classes of these assemblies.</summary>
    public static IServiceCollection AddGrains(this IServiceCollection services, params Assembly[] assemblies)
    {
        // Business time may stand still or leap. What Orleans does by a clock (probes, patience, collection) goes by a real one.
        services.AddKeyedSingleton<TimeProvider>(KeyedService.AnyKey, TimeProvider.System);
        services.TryAddSingleton<NodeOpening>();
        services.AddOrleans(Configure);
        services.AddContracts(assemblies);
        return services.AddSiloStart();
    }

    /// <summary>What a silo and a client outside it must know alike: the proxies of these assemblies, and how contracts travel.</summary>
    public static IServiceCollection AddContracts(this IServiceCollection services, params Assembly[] assemblies) => services
        // A database's, too, as the reason of another: one that cannot travel would take the place of what the caller must know.
        .Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedExceptionTypeFilter = _ => true)
        .AddSerializer(serializer =>
        {
            foreach (var assembly in assemblies)
                serializer.AddAssembly(assembly);
            serializer.AddJsonSerializer(IsContract, GrainState.Json);
        });

    /// <summary>From here on grains answer. A host does it by itself; who calls grains before, or has no host, asks for it. Twice is once.</summary>
    public static async Task StartGrains(this IServiceProvider services)
    {
        await services.Open();
        await services.GetRequiredService<SiloStart>().StartAsync(default);
    }

    public static Task StopGrains(this IServiceProvider services) => services.GetRequiredService<SiloStart>().StopAsync(default);

    private static void Configure(ISiloBuilder silo)
    {
        silo.Configure<SiloMessagingOptions>(messages =>
        {
            messages.ResponseTimeout = ResponseTimeout;
            // A call that finds its grain leaving goes on to the next activation; two tries would be too few for a grain that comes and goes.
            messages.MaxForwardCount = 10;
        });
        silo.AddOutgoingGrainCallFilter<CallRetryFilter>();
        // The default directory is only eventually single: while silos join and go, two of them may run one grain. This one is not, among the living.
#pragma warning disable ORLEANSEXP003 // Experimental in 10.4.2; what it promises is tested here (StaleTests, ClusterKillTests).
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        // A dead silo's keys need no rest there: each activation waits until the dead one's answers have ended (SiloLease).
        silo.Configure<GrainDirectoryOptions>(directory => directory.RangeLeaseDuration = TimeSpan.Zero);
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            (collection.CollectionAge, collection.CollectionQuantum) = (TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));
            collection.DeactivationTimeout = TimeSpan.FromSeconds(10);
            // From four fifths of the memory that the process may have, those used longest ago go.
            collection.EnableActivationSheddingOnMemoryPressure = true;
        });
    }

    /// <summary>Contracts are what says that it is immutable; the tests send each through JSON.</summary>
    private static bool IsContract(Type type) => type.IsDefined(typeof(ImmutableAttribute), inherit: false);
}
