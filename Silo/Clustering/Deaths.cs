namespace Silo.Clustering;

/// <summary>Which silos of this process's time have died, and how long ago the last of those that may still hold a lease.</summary>
internal sealed class Deaths
{
    private readonly Lock _lock = new();
    private HashSet<SiloAddress> _known = [];
    private MembershipVersion _seen = MembershipVersion.MinValue;
    private Task _learned = Task.CompletedTask;
    private long _last = TimeProvider.System.GetTimestamp() - TimeProvider.System.TimestampFrequency * 10;

    /// <summary>How long it takes until the last one that died holds no lease any more; negative when that is past.</summary>
    public TimeSpan Remaining => SiloLease.AfterDeath - TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _last));

    /// <summary>Ends once <see cref="Remaining"/> reckons with all deaths of the snapshot.</summary>
    public Task Learn(ClusterMembershipSnapshot snapshot)
    {
        lock (_lock)
        {
            if (snapshot.Version > _seen)
                (_seen, _learned) = (snapshot.Version, Learn(_learned, snapshot));
            return _learned;
        }
    }

    private async Task Learn(Task before, ClusterMembershipSnapshot snapshot)
    {
        await before.ConfigureAwait(false);
        var dead = snapshot.Members.Values.Where(m => m.Status is SiloStatus.Dead).Select(m => m.SiloAddress).ToHashSet();
        var died = TimeProvider.System.GetTimestamp();
        // Where nothing listens any more nobody is left to answer from memory.
        foreach (var silo in dead.Except(_known))
        {
            if (!await Knock.IsRefused(silo.Endpoint).ConfigureAwait(false))
                Interlocked.Exchange(ref _last, died);
        }
        _known = dead;
    }
}
