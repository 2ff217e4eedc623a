using Actors.Engine;
using Orleans.Runtime;

namespace Orleans;

public static class GrainExtensions
{
    /// <summary>The key by which the grain was asked for.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain switch
    {
        GrainProxy proxy => proxy.Key,
        Grain { GrainContext: Activation activation } => activation.Key,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException($"{grain.GetType()} was not made by the engine.", nameof(grain)),
    };
}
