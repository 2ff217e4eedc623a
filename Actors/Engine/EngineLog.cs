using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Actors.Engine;

internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Error, "A one-way call failed: {Grain}.{Method}")]
    public static partial void OneWayFailed(this ILogger log, Exception exception, GrainId grain, string method);

    [LoggerMessage(2, LogLevel.Error, "{Grain} could not be activated")]
    public static partial void ActivationFailed(this ILogger log, Exception exception, GrainId grain);

    [LoggerMessage(3, LogLevel.Error, "{Grain} failed while it was deactivated")]
    public static partial void DeactivationFailed(this ILogger log, Exception exception, GrainId grain);

    [LoggerMessage(4, LogLevel.Warning, "The silo stopped before all turns ended; {Activations} activations were dropped")]
    public static partial void DrainEnded(this ILogger log, int activations);
}
