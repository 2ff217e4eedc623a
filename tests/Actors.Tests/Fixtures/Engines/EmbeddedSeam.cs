using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Fixtures;

internal static class Seam
{
    /// <summary>A silo of the embedded engine has no neighbours to find.</summary>
    public static IServiceCollection AddNeighbours(this IServiceCollection services) => services;
}

public sealed partial class TestSilo
{
    public ActorDiagnostics Diagnostics => Get<ActorDiagnostics>();
}
