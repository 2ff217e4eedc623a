using Microsoft.Extensions.DependencyInjection;
using Silo.Time;

namespace Silo.Clustering;

/// <summary>
/// Whether people should be sent to this node. While the database is away from all nodes each stays ready: its own page for that says more than a
/// balancer's, and it is back the moment the database is. It is not ready when a peer has the database that it lost, nor with a clock that would
/// make its deadlines wrong.
/// </summary>
public sealed class Readiness(BusinessClock clock, IServiceProvider services)
{
    public async ValueTask<bool> IsReady() => clock.IsSteady && (services.GetService<DatabaseWitnesses>() is not { } witnesses || !await witnesses.MissHere());
}
