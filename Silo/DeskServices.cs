using Grains.Accounts.Staff;
using Grains.Batches;
using Grains.Commits;
using Grains.Requests.Absences;
using Grains.Requests.Bulk;
using Grains.Requests.Held;
using Grains.Requests.Promises;
using Grains.Requests.Routing;
using Grains.Requests.Ties;
using Grains.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace Silo;

/// <summary>What the advisers' workbench asks for beside the requests themselves.</summary>
internal static class DeskServices
{
    public static void AddDesk(this IServiceCollection services)
    {
        services.AddSingleton<BulkQueries>();
        services.AddSingleton<TieQueries>();
        services.AddSingleton<BulkService>();
        services.AddSingleton<IBatchWork, BulkWork>();
        services.AddSingleton<IJobHandler, HeldMessageJob>();
        services.AddSingleton<AbsenceQueries>();
        services.AddSingleton<RoutingQueries>();
        services.AddSingleton<RoutingService>();
        services.AddSingleton<IBatchWork, RoutingWork>();
        services.AddSingleton<ReplanQueries>();
        services.AddSingleton<IBatchWork, ReplanWork>();
        services.AddSingleton<StaffAccountQueries>();
        services.AddSingleton<IBatchWork, LeavingWork>();
        services.AddSingleton<TeamQueries>();
        services.AddSingleton<TeamBook>();
    }
}
