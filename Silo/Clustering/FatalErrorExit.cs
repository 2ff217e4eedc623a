using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Silo.Clustering;

/// <summary>
/// A silo that the others have declared dead (it was suspended, or cut off) must not go on beside those that took over its grains. Its process
/// ends with one line instead of Orleans' abort with a dump of stacks; whatever supervises it starts it again.
/// </summary>
internal sealed partial class FatalErrorExit(ILogger<FatalErrorExit> log) : IFatalErrorHandler
{
    /// <summary>EX_SOFTWARE of sysexits.h: not ended by anybody's wish.</summary>
    private const int ExitCode = 70;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        Ending(log, context, exception);
        // The console writes in the background; the store refuses meanwhile what this silo would get wrong.
        Thread.Sleep(TimeSpan.FromMilliseconds(200));
        Environment.Exit(ExitCode);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "This silo cannot go on, its process ends and must be started again: {Reason}")]
    private static partial void Ending(ILogger logger, string? reason, Exception? exception);
}
