using Orleans.Runtime;

namespace Actors;

/// <summary>Which grains' turns led to the running one. Travels with the calls and can be read, but not
/// written, through <see cref="RequestContext"/>. Orleans keeps none.</summary>
public static class CallChain
{
    public const string Key = "actors.chain";
    public const string Separator = " > ";

    /// <summary>The grains from the first one called to the one whose turn runs: <c>space/7 > request/4711</c>. Null
    /// outside of turns.</summary>
    public static string? Current => RequestContext.Get(Key) as string;

    /// <summary>True in a turn that another grain asked for, directly or through others; false in a turn that was called
    /// from outside (Web, dispatcher), and outside of turns.</summary>
    public static bool HasGrain => Current?.Contains(Separator, StringComparison.Ordinal) ?? false;
}
