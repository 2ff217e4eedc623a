using System.Text.RegularExpressions;

namespace Tests.Fixtures;

/// <summary>What must not stand in a French sentence: straight quotes, three dots, a missing or breaking space before a high mark.</summary>
public static partial class FrenchTypography
{
    private static readonly (string Fault, Regex Pattern)[] Rules =
    [
        ("straight apostrophe", Apostrophe()),
        ("straight quote", Quote()),
        ("three dots", Dots()),
        ("no narrow space before ; ! ?", HighMark()),
        ("no space before :", Colon()),
        ("breaking space within guillemets", Guillemets()),
        ("double space", Double()),
    ];

    /// <summary>Each fault with the words around it.</summary>
    public static IReadOnlyList<string> Faults(string text) =>
        [.. Rules.SelectMany(r =>
            r.Pattern.Matches(text).Select(m => $"{r.Fault}: «{text[Math.Max(0, m.Index - 20)..Math.Min(text.Length, m.Index + m.Length + 20)]}»"))];

    [GeneratedRegex("'")]
    private static partial Regex Apostrophe();

    [GeneratedRegex("\"")]
    private static partial Regex Quote();

    [GeneratedRegex(@"\.\.\.")]
    private static partial Regex Dots();

    // A mark that stands alone (« ? » names a button) follows its guillemet's own space.
    [GeneratedRegex(@"(?<![\u202f\u00a0])(?<!&\w{1,8})[;!?](?![\w/])")]
    private static partial Regex HighMark();

    // Not in 14:30, http: or S21.G00: only a colon that ends a word.
    [GeneratedRegex(@"(?<![\u202f\u00a0]):(?=\s|$)", RegexOptions.Multiline)]
    private static partial Regex Colon();

    [GeneratedRegex(@"«(?![\u202f\u00a0])|(?<![\u202f\u00a0])»")]
    private static partial Regex Guillemets();

    [GeneratedRegex(@"[^\S\n]{2,}(?=\S)")]
    private static partial Regex Double();
}
