using Grains.Batches;
using Grains.Requests.Bulk;
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
    }
}
