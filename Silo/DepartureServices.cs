using Grains.Employees.Departures;
using Grains.Employees.Departures.Proofs;
using Microsoft.Extensions.DependencyInjection;

namespace Silo;

/// <summary>Departures, and what proves the portability that follows them.</summary>
internal static class DepartureServices
{
    public static void AddDepartures(this IServiceCollection services)
    {
        services.AddSingleton<DepartureService>();
        services.AddSingleton<DepartureQueries>();
        services.AddSingleton<PortabilityService>();
        services.AddSingleton<ProofQueries>();
        services.AddSingleton<FormerDepartures>();
    }
}
