using Grains.Commits;
using Grains.Employees.Departures.ByFile;
using Grains.Employees.Imports;
using Microsoft.Extensions.DependencyInjection;
using Silo.Jobs;

namespace Silo;

/// <summary>Files of employees.</summary>
internal static class ImportServices
{
    public static void AddImports(this IServiceCollection services)
    {
        services.AddSingleton<ImportSeal>();
        services.AddSingleton<ImportQueries>();
        services.AddSingleton<KnownPeople>();
        services.AddSingleton<IImportWork, AffiliationImport>();
        services.AddSingleton<LeaversByLine>();
        services.AddSingleton<IImportWork, DepartureImport>();
        services.AddSingleton<ImportService>();
        services.AddSingleton<RefusedLines>();
        services.AddSingleton<FormerImports>();
        services.AddSingleton<IJobHandler, ImportJob>();
    }
}
