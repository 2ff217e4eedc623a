using Grains;
using Microsoft.Extensions.Configuration;

namespace Silo;

/// <summary>Settings as options: a value of the wrong kind refuses the start by its name.</summary>
internal static class BoundSettings
{
    /// <exception cref="SettingRefusedException">A value that is no number, no duration, none of the words that are known.</exception>
    public static T ReadSection<T>(this IConfiguration settings, string section) where T : class, new()
    {
        try
        {
            return settings.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException e)
        {
            // It names the setting and its value; secrets are texts, and a text fits every setting that takes one.
            throw new SettingRefusedException(e.Message, e);
        }
    }
}
