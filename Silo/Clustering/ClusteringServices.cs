using System.Net;
using Grains.Interfaces;
using Grains.Requests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Silo.Clustering;
using Silo.Storage.PostgreSql;

namespace Silo.Clustering;

/// <summary>
/// Orleans: a grain lives on one silo of the cluster, the others call it over TCP. Silos find each other in the PostgreSQL that they share;
/// on SQLite a silo is alone. Either way whoever connects must know the store's master key (<see cref="SiloCertificate"/>).
/// </summary>
internal static class ClusteringServices
{
    private const string Cluster = "guichet";

    public static IServiceCollection AddClustering(this IServiceCollection services, NodeSettings node, IConfiguration settings)
    {
        var endpoint = SiloEndpoint.Read(settings);
        services.AddGrains(typeof(RequestGrain).Assembly, typeof(Caller).Assembly);
        services.AddSingleton<SiloCertificate>();
        services.AddSingleton<IFatalErrorHandler, FatalErrorExit>();
        services.Configure<LoggerFilterOptions>(Quieten);
        return services.AddOrleans(silo =>
        {
            if (PostgreSqlDatabase.IsAddress(node.Store))
                Join(silo, endpoint);
            else
                silo.UseLocalhostClustering(endpoint.Port, gatewayPort: 0, serviceId: Cluster, clusterId: Cluster);
            Guard(silo);
        });
    }

    private static void Join(ISiloBuilder silo, IPEndPoint endpoint)
    {
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (Cluster, Cluster));
        // What is not said otherwise is listened on, too.
        silo.Configure<EndpointOptions>(o => (o.AdvertisedIPAddress, o.SiloPort, o.GatewayPort) = (endpoint.Address, endpoint.Port, 0));
        silo.Configure<ClusterMembershipOptions>(Tune);
        silo.Services.AddOptions<AdoNetClusteringSiloOptions>().Configure<PostgreSqlDatabase>((o, database) =>
            (o.Invariant, o.ConnectionString) = ("Npgsql", database.ConnectionString(4)));
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DefunctSiloCleanup>();
        silo.UseAdoNetClustering((Action<AdoNetClusteringSiloOptions>)(_ => { }));
    }

    /// <summary>A grain believes who its caller says he is: no process but a silo of this store may call one. There is no gateway for others.</summary>
    private static void Guard(ISiloBuilder silo) => silo.Services.AddOptions<SiloConnectionOptions>().Configure<SiloCertificate>((o, certificate) =>
    {
        o.ConfigureSiloInboundConnection(connection => connection.UseServerTls(certificate.Tls));
        o.ConfigureSiloOutboundConnection(connection => connection.UseClientTls(certificate.Tls));
    });

    /// <summary>
    /// A dead silo is known after some two seconds instead of some ten. Shorter, and a busy machine would be taken for a dead one: a silo that
    /// the others have declared dead must end its process.
    /// </summary>
    private static void Tune(ClusterMembershipOptions o)
    {
        (o.ProbeTimeout, o.NumMissedProbesLimit, o.NumVotesForDeathDeclaration) = (TimeSpan.FromSeconds(1), 2, 1);
        (o.IAmAliveTablePublishTimeout, o.NumMissedTableIAmAliveLimit) = (TimeSpan.FromSeconds(2), 3);
        o.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        // One that cannot join ends, and looks again for leftovers when it is started again.
        o.MaxJoinAttemptTime = TimeSpan.FromSeconds(30);
        (o.DefunctSiloExpiration, o.DefunctSiloCleanupPeriod) = (TimeSpan.FromHours(1), TimeSpan.FromMinutes(10));
    }

    /// <summary>Rules before the operator's own, so that Logging:LogLevel:Orleans… still decides.</summary>
    private static void Quieten(LoggerFilterOptions logs)
    {
        // Two lines a placement.
        logs.Rules.Insert(0, new LoggerFilterRule(null, "Polly", LogLevel.Warning, null));
        // These two call it an error when a silo stops or dies; whoever made a call hears of it by the call.
        foreach (var category in new[] { "Orleans.Messaging", "Orleans.Runtime.GrainDirectory.ClientDirectory" })
            logs.Rules.Insert(0, new LoggerFilterRule(null, category, LogLevel.Critical, null));
        logs.Rules.Insert(0, new LoggerFilterRule(null, "Orleans", LogLevel.Warning, null));
    }
}
