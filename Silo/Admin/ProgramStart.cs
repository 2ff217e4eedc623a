using Grains;

namespace Silo.Admin;

/// <summary>What surrounds a program: a refused setting ends it with one line and <see cref="SettingRefusedException.ExitCode"/>, without a stack.</summary>
public static class ProgramStart
{
    public static async Task<int> Run(Func<Task<int>> program)
    {
        try
        {
            return await program();
        }
        catch (Exception e) when (SettingRefusedException.In(e) is { } refused)
        {
            await Console.Error.WriteLineAsync($"Guichet does not start. {refused.Message.ReplaceLineEndings(" ")}");
            return SettingRefusedException.ExitCode;
        }
    }
}
