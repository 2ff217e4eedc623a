using Orleans.Runtime;

namespace Silo.Clustering;

/// <summary>Which silos of this process's time have died, and how long ago the last of those that may still hold a lease.</summary>
internal sealed class Deaths
{
    private readonly Lock _lock = new();
    private readonly HashSet<SiloAddress> _known = [];
    private MembershipVersion _seen = MembershipVersion.MinValue;
    private long _last = TimeProvider.System.GetTimestamp() - TimeProvider.System.TimestampFrequency * 10;

    /// <summary>How long it takes until the last one that died holds no lease any more; negative when that is past.</summary>
    public TimeSpan Remaining => SiloLease.AfterDeath - TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _last));

    public void Learn(ClusterMembershipSnapshot snapshot)
    {
        if (snapshot.Version == _seen)
            return;
        lock (_lock)
        {
            if (snapshot.Version <= _seen)
                return;
            foreach (var silo in snapshot.Members.Values.Where(m => m.Status is SiloStatus.Dead).Select(m => m.SiloAddress))
            {
                // Where nothing listens any more nobody is left to answer from memory.
                if (_known.Add(silo) && !Knock.IsRefused(silo.Endpoint))
                    Interlocked.Exchange(ref _last, TimeProvider.System.GetTimestamp());
            }
            _seen = snapshot.Version;
        }
    }
}
