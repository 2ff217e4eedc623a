using System.Reflection;
using Actors.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Actors;

public static class ActorServices
{
    /// <summary>Adds a silo with the grain classes of these assemblies. Register it before the hosted services that call
    /// grains: hosted services stop in reverse order, so those then stop first.</summary>
    public static IServiceCollection AddActors(
        this IServiceCollection services, Action<ActorOptions>? configure, params Assembly[] grainAssemblies)
    {
        var options = new ActorOptions();
        configure?.Invoke(options);
        services.AddSingleton(options);
        services.AddSingleton(provider => new Silo(
            provider, options, options.Clock, provider.GetRequiredService<ILogger<Silo>>(), grainAssemblies));
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<Silo>());
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<Silo>());
        services.AddSingleton(provider => new ActorDiagnostics(provider.GetRequiredService<Silo>()));
        services.AddHostedService(provider => provider.GetRequiredService<Silo>());
        return services;
    }

    /// <summary>Grains answer as soon as somebody asks: nothing to start. Here so that callers read the same under both engines.</summary>
    public static Task StartActors(this IServiceProvider services) => Task.CompletedTask;

    public static Task StopActors(this IServiceProvider services) => Task.CompletedTask;
}
