using System.Net;
using Grains.Interfaces;
using Grains.Requests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Silo.Storage.PostgreSql;

namespace Silo.Clustering;

/// <summary>
/// Orleans: a grain lives on one silo of the cluster, the others call it over TCP. Silos find each other in the PostgreSQL that they share;
/// on SQLite a silo is alone. Either way a silo that connects must know the store's master key (<see cref="SiloCertificate"/>).
/// </summary>
internal static class ClusteringServices
{
    public const string Cluster = "guichet";

    public static IServiceCollection AddClustering(this IServiceCollection services, NodeSettings node, IConfiguration settings)
    {
        var endpoint = SiloEndpoint.Read(settings);
        var probes = settings.ReadSection<ProbeOptions>("Probes");
        // Hosted services end in the reverse order: this one still says who is dead while the silo leaves and would wait for them.
        if (PostgreSqlDatabase.IsAddress(node.Store))
            services.AddSingleton<SiloWatch>().AddHostedService(s => s.GetRequiredService<SiloWatch>());
        services.AddGrains(typeof(RequestGrain).Assembly, typeof(Caller).Assembly, typeof(IDatabaseWitness).Assembly);
        services.AddSingleton<SiloCertificate>().OpenAtStart<SiloCertificate>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<IFatalErrorHandler, FatalErrorExit>();
        services.Configure<LoggerFilterOptions>(Quieten);
        return services.AddOrleans(silo =>
        {
            Guard(silo);
            if (PostgreSqlDatabase.IsAddress(node.Store))
                Join(silo, endpoint, probes);
            else
                silo.UseLocalhostClustering(endpoint.Port, gatewayPort: 0, serviceId: Cluster, clusterId: Cluster);
        });
    }

    private static void Join(ISiloBuilder silo, IPEndPoint endpoint, ProbeOptions probes)
    {
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (Cluster, Cluster));
        // What is not said otherwise is listened on, too.
        silo.Configure<EndpointOptions>(o => (o.AdvertisedIPAddress, o.SiloPort, o.GatewayPort) = (endpoint.Address, endpoint.Port, 0));
        silo.Configure<ClusterMembershipOptions>(o => Tune(o, probes));
        silo.Services.AddOptions<AdoNetClusteringSiloOptions>().Configure<PostgreSqlDatabase>((o, database) =>
            (o.Invariant, o.ConnectionString) = ("Npgsql", database.ConnectionString(4)));
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DefunctSiloCleanup>();
        silo.AddGrainService<DatabaseWitness>();
        silo.Services.AddSingleton<DatabaseWitnesses>();
        Watch(silo);
        silo.UseAdoNetClustering((Action<AdoNetClusteringSiloOptions>)(_ => { }));
    }

    /// <summary>A grain believes who its caller says they are: no process but a silo of this store may call one. There is no gateway for others.</summary>
    private static void Guard(ISiloBuilder silo) => silo.Services.AddOptions<SiloConnectionOptions>().Configure<SiloCertificate>((o, certificate) =>
    {
        o.ConfigureSiloInboundConnection(connection => connection.UseServerTls(certificate.Tls));
        o.ConfigureSiloOutboundConnection(connection => connection.UseClientTls(certificate.Tls));
    });

    /// <summary>
    /// A silo that dies breaks its connections: that is when to knock at its port. A mere knock does not get past TLS, and is no connection here.
    /// </summary>
    private static void Watch(ISiloBuilder silo)
    {
        silo.Services.AddOptions<SiloConnectionOptions>().Configure<IServiceProvider>((o, services) =>
        {
            o.ConfigureSiloOutboundConnection(connection =>
                connection.Use(next => context => services.GetRequiredService<SiloWatch>().Outbound(context.RemoteEndPoint, () => next(context))));
            o.ConfigureSiloInboundConnection(connection =>
                connection.Use(next => context => services.GetRequiredService<SiloWatch>().Inbound(() => next(context))));
        });
    }

    /// <summary>
    /// Who is watched by probes alone is known to be dead after two seconds. Both bounds are a second: unset, Orleans stretches them, and a hung silo
    /// stays for eight seconds and more. A silo that the others have declared dead must end its process.
    /// </summary>
    private static void Tune(ClusterMembershipOptions o, ProbeOptions probes)
    {
        o.ProbeTimeout = o.MinProbeTimeout = o.MaxProbeTimeout = probes.Timeout;
        (o.NumMissedProbesLimit, o.NumVotesForDeathDeclaration) = (probes.Missed, 1);
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
        // These call it an error when a silo stops or dies; the caller hears of it by the call.
        foreach (
            var category in new[] { "Orleans.Messaging", "Orleans.Runtime.GrainDirectory.ClientDirectory", "Orleans.Runtime.GrainCallCancellationManager" })
            logs.Rules.Insert(0, new LoggerFilterRule(null, category, LogLevel.Critical, null));
        logs.Rules.Insert(0, new LoggerFilterRule(null, "Orleans", LogLevel.Warning, null));
    }
}

/// <summary>How silos probe each other (<c>Probes__Timeout</c>, <c>Probes__Missed</c>). A busy test machine is given more than production.</summary>
public sealed class ProbeOptions
{
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>So many missed in a row, and the silo is declared dead.</summary>
    public int Missed { get; set; } = 2;
}
