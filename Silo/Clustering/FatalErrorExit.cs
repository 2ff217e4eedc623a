using Microsoft.Extensions.Logging;

namespace Silo.Clustering;

/// <summary>
/// A silo that the others have declared dead (it was suspended, or cut off) must not go on beside those that took over its grains. Its process
/// ends with one line instead of Orleans' abort with a dump of stacks; what supervises it starts it again.
/// </summary>
internal sealed partial class FatalErrorExit(ILogger<FatalErrorExit> log) : IFatalErrorHandler
{
    /// <summary>Declared dead by the others: started again it joins as another silo.</summary>
    public const int DeclaredDead = 70;

    /// <summary>Anything else that a silo cannot go on after: a new start may well end the same way.</summary>
    public const int Broken = 71;

    // The one fatal error without an exception (MembershipTableManager.KillMyselfLocally, Orleans 10.4.2).
    private const string Told = "I have been told I am dead";

    public static int CodeOf(string? context) => context?.StartsWith(Told, StringComparison.Ordinal) is true ? DeclaredDead : Broken;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        Ending(log, context, exception);
        // The console writes in the background; the store refuses meanwhile what this silo would get wrong.
        Thread.Sleep(TimeSpan.FromMilliseconds(200));
        Environment.Exit(CodeOf(context));
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "This silo cannot go on, its process ends and must be started again: {Reason}")]
    private static partial void Ending(ILogger logger, string? reason, Exception? exception);
}
