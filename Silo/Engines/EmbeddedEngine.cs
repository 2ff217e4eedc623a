using Actors;
using Grains.Requests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Silo.Engines;

/// <summary>The engine of this repository: each node holds what it is asked for, nodes meet in the database only.</summary>
internal static class Engine
{
    public static IServiceCollection AddEngine(this IServiceCollection services, NodeSettings node, IConfiguration settings) =>
        services.AddActors(null, typeof(RequestGrain).Assembly);
}
