using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Silo.Clustering;

/// <summary>
/// Starts and stops the silo once, whichever caller asks first: a demo is filled through grains before the host starts, and a command on the store has
/// no host at all.
/// </summary>
internal sealed class SiloStart(Func<IHostedService> silo) : IHostedService
{
    private readonly Lock _gate = new();
    private IHostedService? _silo;
    private Task? _started;
    private volatile Task? _stopped;

    public bool IsStopping => _stopped is not null;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _started ??= (_silo = silo()).StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _silo is null ? Task.CompletedTask : _stopped ??= _silo.StopAsync(cancellationToken);
    }
}

internal static class SiloStartServices
{
    /// <summary>Puts itself in the place of the hosted service that Orleans has registered.</summary>
    public static IServiceCollection AddSiloStart(this IServiceCollection services)
    {
        var silo = services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Assembly.GetName().Name == "Orleans.Runtime");
        services.Remove(silo);
        services.AddSingleton(provider => new SiloStart(() => (IHostedService)ActivatorUtilities.CreateInstance(provider, silo.ImplementationType!)));
        return services.AddHostedService(provider => provider.GetRequiredService<SiloStart>());
    }
}
