using System.Data.Common;
using System.Net.Sockets;
using Grains;

namespace Silo.Admin;

/// <summary>
/// What surrounds a program: a refused setting ends it with one line and <see cref="SettingRefusedException.ExitCode"/>; a folder, a port or a
/// database that is not as it should be, with one line and <see cref="Unready"/>. Our own faults keep their stack.
/// </summary>
public static class ProgramStart
{
    /// <summary>A new start may do: whoever supervises the process tries again.</summary>
    public const int Unready = 1;

    public static async Task<int> Run(Func<Task<int>> program)
    {
        try
        {
            return await program();
        }
        catch (Exception e) when (SettingRefusedException.In(e) is { } refused)
        {
            return await End(refused.Message, SettingRefusedException.ExitCode);
        }
        catch (Exception e) when (Surroundings(e) is { } reason)
        {
            return await End(reason, Unready);
        }
    }

    private static async Task<int> End(string reason, int code)
    {
        await Console.Error.WriteLineAsync($"Guichet does not start. {reason.ReplaceLineEndings(" ")}");
        return code;
    }

    /// <summary>Each cause once, from the outermost in; null when the failure is none of the machine's.</summary>
    private static string? Surroundings(Exception failure) => failure switch
    {
        AggregateException many => many.InnerExceptions.Select(Surroundings).FirstOrDefault(reason => reason is not null),
        UnauthorizedAccessException or IOException or SocketException or DbException =>
            string.Join(' ', Causes(failure).Select(cause => cause.TrimEnd('.') + ".").Distinct(StringComparer.OrdinalIgnoreCase)),
        _ => null,
    };

    private static IEnumerable<string> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            yield return cause.Message;
    }
}
