using Grains.Clients;
using Grains.Requests.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace Silo;

/// <summary>What advisers find and read of clients, and whom they may write to.</summary>
internal static class ClientServices
{
    public static void AddClients(this IServiceCollection services)
    {
        services.AddSingleton<ClientQueries>();
        services.AddSingleton<BesideQueries>();
        services.AddSingleton<AddresseeQueries>();
    }
}
