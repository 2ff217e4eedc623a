using System.Reflection;
using Actors.Durable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;

namespace Actors;

/// <summary>The same two doors as the embedded engine's, with a silo of Orleans behind them.</summary>
public static class ActorServices
{
    /// <summary>Adds a silo with the grain classes of these assemblies. How silos find each other is added beside it.</summary>
    public static IServiceCollection AddActors(
        this IServiceCollection services, Action<ActorOptions>? configure, params Assembly[] grainAssemblies)
    {
        var options = new ActorOptions();
        configure?.Invoke(options);
        // Business time may stand still or leap. What Orleans does by a clock (probes, patience, collection) goes by a real one.
        services.AddKeyedSingleton<TimeProvider>(KeyedService.AnyKey, options.Clock);
        services.AddOrleans(silo => Configure(silo, options));
        services.AddContracts(grainAssemblies);
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

    /// <summary>From here on grains answer. A host does it by itself; whoever calls grains before, or has no host, asks for it.</summary>
    public static Task StartActors(this IServiceProvider services) => services.GetRequiredService<SiloStart>().StartAsync(default);

    public static Task StopActors(this IServiceProvider services) => services.GetRequiredService<SiloStart>().StopAsync(default);

    private static void Configure(ISiloBuilder silo, ActorOptions options)
    {
        silo.Configure<SiloMessagingOptions>(messages =>
        {
            messages.ResponseTimeout = options.ResponseTimeout;
            // A call that finds its grain leaving goes on to the next activation; two tries would be too few for a grain that comes and goes.
            messages.MaxForwardCount = 10;
        });
        silo.AddOutgoingGrainCallFilter<CallsAgain>();
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            (collection.CollectionAge, collection.CollectionQuantum) = (options.IdleAfter, options.CollectEvery);
            collection.DeactivationTimeout = options.DrainFor;
            // In the place of a cap: from four fifths of the memory that the process may have, those used longest ago go.
            collection.EnableActivationSheddingOnMemoryPressure = true;
        });
    }

    /// <summary>Contracts are what says that it is immutable; the tests send each through JSON.</summary>
    private static bool IsContract(Type type) => type.IsDefined(typeof(ImmutableAttribute), inherit: false);
}
