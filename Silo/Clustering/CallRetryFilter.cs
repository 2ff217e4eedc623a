using Microsoft.Extensions.DependencyInjection;

namespace Silo.Clustering;

/// <summary>
/// A call whose silo stopped or died is sent again, to where its grain lives now. Whether it was done the first time is not known: what
/// writes carries an operation id, or says how things shall be, so twice is once.
/// </summary>
internal sealed class CallRetryFilter(SiloStart silo, IServiceProvider services) : IOutgoingGrainCallFilter
{
    // That a silo has left is known at once, that one has died after two probes of a second, or five seconds without a heartbeat.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        for (var since = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (OrleansMessageRejectionException) when (TimeProvider.System.GetElapsedTime(since) < Patience && IsOurs(context) && !silo.IsStopping)
            {
                // A silo that no connection led to when it died was not missed by anybody yet.
                services.GetService<SiloWatch>()?.Suspect();
            }
            await Task.Delay(Pause);
        }
    }

    /// <summary>Silos' own calls among each other, which find out who is alive, go by rules of theirs.</summary>
    private static bool IsOurs(IOutgoingGrainCallContext context) => typeof(IGrainWithStringKey).IsAssignableFrom(context.InterfaceMethod.DeclaringType);
}
