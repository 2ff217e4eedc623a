using Grains.Batches;
using Grains.Commits;
using Grains.Requests.Absences;
using Grains.Requests.Bulk;
using Grains.Requests.Held;
using Grains.Requests.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Silo;

/// <summary>What the advisers' workbench asks for beside the requests themselves.</summary>
internal static class DeskServices
{
    public static void AddDesk(this IServiceCollection services)
    {
        services.AddSingleton<BulkQueries>();
        services.AddSingleton<BulkService>();
        services.AddSingleton<IBatchWork, BulkWork>();
        services.AddSingleton<IJobHandler, HeldMessageJob>();
        services.AddSingleton<AbsenceQueries>();
        services.AddSingleton<RoutingQueries>();
        services.AddSingleton<RoutingService>();
        services.AddSingleton<IBatchWork, RoutingWork>();
    }
}
