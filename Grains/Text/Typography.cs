using System.Text.RegularExpressions;

namespace Grains.Text;

/// <summary>French spaces: narrow no-break before ; ! ?, no-break before : and inside « », as set in the look.</summary>
public static partial class Typography
{
    public const char Nbsp = '\u00A0';
    public const char Narrow = '\u202F';

    /// <summary>Sets the spaces of a sentence that a person typed into our texts or configuration. Never used on what customers write.</summary>
    public static string Set(string text)
    {
        var narrow = BeforeHighMarks().Replace(text, Narrow + "$1");
        var colon = BeforeColon().Replace(narrow, Nbsp + ":");
        return AfterOpening().Replace(BeforeClosing().Replace(colon, Nbsp + "»"), "«" + Nbsp);
    }

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"[ \u00A0\u202F]+([;!?])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BeforeHighMarks();

    [GeneratedRegex(@"[ \u00A0\u202F]+:", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BeforeColon();

    [GeneratedRegex(@"[ \u00A0\u202F]*»", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BeforeClosing();

    [GeneratedRegex(@"«[ \u00A0\u202F]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AfterOpening();
}
