using System.Diagnostics;
using Orleans;
using Orleans.Runtime;

namespace Actors;

/// <summary>
/// A call whose silo stopped or died is sent again, to where its grain lives now. Whether it was done the first time is not known: what
/// writes carries an operation id, or says how things shall be, so twice is once.
/// </summary>
internal sealed class CallsAgain(SiloStart silo) : IOutgoingGrainCallFilter
{
    // Others know within a second that a silo has left, so that the second or third try meets another one.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause))
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (OrleansMessageRejectionException) when (IsOurs(context) && !silo.IsStopping && Stopwatch.GetElapsedTime(since) < Patience)
            {
            }
        }
    }

    /// <summary>Silos' own calls among each other, which find out who is alive, go by rules of theirs.</summary>
    private static bool IsOurs(IOutgoingGrainCallContext context) => typeof(IGrainWithStringKey).IsAssignableFrom(context.InterfaceMethod.DeclaringType);
}
