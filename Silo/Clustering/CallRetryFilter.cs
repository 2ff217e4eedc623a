using Orleans;
using Orleans.Runtime;

namespace Silo.Clustering;

/// <summary>
/// A call whose silo stopped or died is sent again, to where its grain lives now. Whether it was done the first time is not known: what
/// writes carries an operation id, or says how things shall be, so twice is once.
/// </summary>
internal sealed class CallRetryFilter(SiloStart silo) : IOutgoingGrainCallFilter
{
    // Two seconds of refusals at most. That a silo has left is known at once; the first try alone waits until one is known to have died.
    private const int Tries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (OrleansMessageRejectionException) when (tries < Tries && IsOurs(context) && !silo.IsStopping)
            {
            }
            await Task.Delay(Pause);
        }
    }

    /// <summary>Silos' own calls among each other, which find out who is alive, go by rules of theirs.</summary>
    private static bool IsOurs(IOutgoingGrainCallContext context) => typeof(IGrainWithStringKey).IsAssignableFrom(context.InterfaceMethod.DeclaringType);
}
