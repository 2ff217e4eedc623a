using Grains.Commits;
using Grains.Employees.Evidence;
using Microsoft.Extensions.DependencyInjection;
using Silo.Evidence;

namespace Silo;

/// <summary>Evidence bundles of waivers.</summary>
internal static class EvidenceServices
{
    public static void AddEvidence(this IServiceCollection services)
    {
        services.AddSingleton<EvidenceSeal>();
        services.AddSingleton<EvidenceQueries>();
        services.AddSingleton<EvidenceService>();
        services.AddSingleton<EvidenceArchive>();
        services.AddSingleton<IEvidenceArchive>(s => s.GetRequiredService<EvidenceArchive>());
        services.AddSingleton<FormerEvidence>();
        services.AddSingleton<IJobHandler, EvidenceJob>();
    }
}
