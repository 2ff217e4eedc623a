using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Actors.Tests.Fixtures;

internal static class Seam
{
    /// <summary>A cluster of one, on a port of its own. The test's clock is for the patience of callers, not for the silo's own business.</summary>
    public static IServiceCollection AddNeighbours(this IServiceCollection services) => services.AddOrleans(silo =>
    {
        foreach (var own in new[] { TimeProviderNames.Membership, TimeProviderNames.SystemTimers, TimeProviderNames.GrainDirectory, TimeProviderNames.ActivationManagement })
        {
            services.AddKeyedSingleton(own, TimeProvider.System);
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        silo.UseLocalhostClustering(((IPEndPoint)listener.LocalEndpoint).Port, gatewayPort: 0);
    });
}
