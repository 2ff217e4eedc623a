using Orleans;

namespace Actors.Engine;

/// <summary>Keeps memory bounded: ends activations that nobody uses, and beyond the cap those used longest ago.</summary>
internal sealed class Collector(Silo silo)
{
    private int _trimming;

    public void CollectIdle()
    {
        var since = silo.Clock.GetTimestamp() - (long)(silo.Options.IdleAfter.TotalSeconds * silo.Clock.TimestampFrequency);
        foreach (var activation in silo.Activations)
        {
            activation.DeactivateIfUnused(since, new(DeactivationReasonCode.ActivationIdle, "Nobody called for a while."));
        }
    }

    /// <summary>Goes a little below the cap, so that a silo that lives at it does not sort for each new activation.</summary>
    public void Trim()
    {
        var cap = silo.Options.MaxActivations;
        if (silo.ActivationCount <= cap || Interlocked.Exchange(ref _trimming, 1) == 1)
        {
            return;
        }

        try
        {
            // Those already on their way out still count in the silo; counting them here would send away others for them.
            var staying = silo.Activations.Where(a => !a.Mailbox.IsEnding).ToArray();
            var excess = staying.Length > cap ? staying.Length - (cap - (cap / 20)) : 0;
            var idle = staying.Where(a => a.Mailbox.IsIdle).Select(a => (a.Mailbox.LastUsed, Activation: a)).ToArray();
            Array.Sort(idle, static (a, b) => a.LastUsed.CompareTo(b.LastUsed));
            foreach (var (lastUsed, activation) in idle.Take(excess))
            {
                activation.DeactivateIfUnused(lastUsed, new(DeactivationReasonCode.HighMemoryPressure, "Too many activations."));
            }
        }
        finally
        {
            Volatile.Write(ref _trimming, 0);
        }
    }
}
