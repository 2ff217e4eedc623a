namespace Grains;

/// <summary>A setting, or what it names, that the product does not start with. The message is all that an operator reads: one sentence, no secret.</summary>
public sealed class SettingRefusedException(string message, Exception? reason = null) : Exception(message, reason)
{
    /// <summary>The process's exit code: EX_CONFIG of sysexits.h. A new start would end the same way.</summary>
    public const int ExitCode = 78;

    /// <summary>The refusal that a failed start comes from, however deep; null when it failed otherwise.</summary>
    public static SettingRefusedException? In(Exception? failure) => failure switch
    {
        null => null,
        SettingRefusedException refused => refused,
        AggregateException many => many.InnerExceptions.Select(In).FirstOrDefault(found => found is not null),
        _ => In(failure.InnerException),
    };
}
