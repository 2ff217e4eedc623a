using Microsoft.Extensions.Logging;
using Orleans.Runtime.Services;
using Orleans.Services;

namespace Silo.Clustering;

/// <summary>On each silo of a cluster: whether it reaches the database that all share.</summary>
[Alias("database-witness")]
internal interface IDatabaseWitness : IGrainService
{
    [Alias("HasDatabase")]
    Task<bool> HasDatabase();
}

internal sealed class DatabaseWitness(GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory logs, SiloLease lease)
    : GrainService(id, silo, logs), IDatabaseWitness
{
    public Task<bool> HasDatabase() => Task.FromResult(lease.Heartbeats.HearsItself);
}

/// <summary>Asks the other silos for what this one has lost sight of.</summary>
internal sealed class DatabaseWitnesses(IServiceProvider services, IClusterMembershipService membership, ILocalSiloDetails self, SiloLease lease)
    : GrainServiceClient<IDatabaseWitness>(services)
{
    /// <summary>A caller who asks for readiness waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>True when this silo hears nothing through the database and another one does: then people are better served there.</summary>
    public async ValueTask<bool> MissHere()
    {
        if (!lease.Heartbeats.HasLostItself)
            return false;
        var others = membership.CurrentSnapshot.Members.Values.Where(m => m.Status is SiloStatus.Active && !m.SiloAddress.Equals(self.SiloAddress));
        return (await Task.WhenAll(others.Select(m => HasDatabase(m.SiloAddress)))).Contains(true);
    }

    private async Task<bool> HasDatabase(SiloAddress silo)
    {
        try
        {
            return await GetGrainService(silo).HasDatabase().WaitAsync(Patience);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            // Who does not answer is no better place.
            return false;
        }
    }
}
