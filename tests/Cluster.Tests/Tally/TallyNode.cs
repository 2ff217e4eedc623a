using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Orleans;
using Orleans.Serialization;
using Silo;
using Silo.Clustering;

namespace Cluster.Tests.Tally;

/// <summary>
/// A node of the product's silo with one grain of the tests, reached over HTTP: <c>GET /key</c> and <c>POST /key/operation</c> answer the count.
/// </summary>
internal static class TallyNode
{
    public const string Argument = "tally";

    /// <summary>Setting: which port takes the place of another silo's, as in <c>4001=5001,4002=5002</c>.</summary>
    public const string Routes = "Tally__Routes";

    public static async Task Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddGuichetSilo(builder.Configuration);
        builder.Services.AddSerializer(serializer => serializer.AddAssembly(typeof(TallyNode).Assembly));
        Route(builder.Services, builder.Configuration[Routes.Replace("__", ":", StringComparison.Ordinal)] ?? "");
        var app = builder.Build();
        app.MapGet("/health/ready", async (Readiness node) => Results.StatusCode(await node.IsReady() ? 200 : 503));
        var deaths = CountDeaths();
        app.MapGet("/deaths", () => deaths);
        app.MapGet("/{key}", (string key, IGrainFactory grains) => grains.GetGrain<ITallyGrain>(key).Count());
        app.MapPost("/{key}/{operation}", (string key, string operation, IGrainFactory grains) => grains.GetGrain<ITallyGrain>(key).Add(operation));
        await app.RunAsync();
    }

    /// <summary>What this process has counted of deaths, by what found them.</summary>
    private static ConcurrentDictionary<string, long> CountDeaths()
    {
        var counted = new ConcurrentDictionary<string, long>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, to) =>
            {
                if (instrument.Name == "guichet.silos.declared_dead")
                    to.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => counted.AddOrUpdate($"{tags[0].Value}", count, (_, before) => before + count));
        listener.Start();
        return counted;
    }

    private static void Route(IServiceCollection services, string routes)
    {
        var ports = routes.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(r => r.Split('=').Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToArray()).ToDictionary(r => r[0], r => r[1]);
        foreach (var factory in services.Where(s => s.IsKeyedService && s.ServiceType == typeof(IConnectionFactory)).ToList())
        {
            services.Remove(factory);
            services.AddKeyedSingleton<IConnectionFactory>(factory.ServiceKey, (provider, key) =>
            {
                var direct = factory.KeyedImplementationFactory?.Invoke(provider, key)
                    ?? ActivatorUtilities.CreateInstance(provider, factory.KeyedImplementationType!);
                return new RoutedConnections((IConnectionFactory)direct, ports);
            });
        }
    }

    /// <summary>Connections to other silos, each through what lies between this silo and that one.</summary>
    private sealed class RoutedConnections(IConnectionFactory connections, Dictionary<int, int> ports) : IConnectionFactory
    {
        public ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => connections.ConnectAsync(
            endpoint is IPEndPoint silo && ports.TryGetValue(silo.Port, out var port) ? new IPEndPoint(silo.Address, port) : endpoint, cancellationToken);
    }
}
