using System.Globalization;
using System.Text;

namespace Grains.Text;

/// <summary>
/// What a person typed or pasted into a field of one line, as they see it: the one place that says what such a field drops. Contact lists and
/// PDFs bring marks of direction and zero-width characters along, which nobody sees and which make two texts of one.
/// </summary>
public static class SingleLine
{
    /// <summary>Vietnamese and pointed Hebrew need two or three over one letter; a heap of them is drawn over the lines around it.</summary>
    private const int MaxMarks = 4;

    private const int Joiner = 0x200d;

    public static string Of(string? typed)
    {
        // Composed before the marks are counted: those that belong to a letter are no marks any more.
        var runes = string.Concat((typed ?? "").EnumerateRunes()).Composed(NormalizationForm.FormC).EnumerateRunes().ToList();
        var line = new StringBuilder(runes.Count);
        var marks = 0;
        for (var i = 0; i < runes.Count; i++)
        {
            var (rune, kind) = (runes[i], Rune.GetUnicodeCategory(runes[i]));
            var isMark = kind is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
            if (IsUnseen(rune, kind) && !JoinsPictures(runes, i))
                continue;
            marks = isMark ? marks + 1 : 0;
            if (marks > MaxMarks)
                continue;
            if (kind is UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                line.Append(' ');
            else if (rune.Value is 0x2010 or 0x2011 or 0x2212)
                line.Append('-');
            else
                line.Append(rune);
        }
        return line.ToString().Trim();
    }

    // Format characters, what is no character, and those that count as letters or signs but are drawn as nothing.
    private static bool IsUnseen(Rune rune, UnicodeCategory kind) =>
        kind is UnicodeCategory.Format || (rune.Value & 0xfffe) == 0xfffe
            || rune.Value is 0 or 0x34f or 0x115f or 0x1160 or 0x2800 or 0x3164 or 0xffa0 or (>= 0xfdd0 and <= 0xfdef);

    // A family or a profession is several pictures that a joiner makes one.
    private static bool JoinsPictures(List<Rune> runes, int at) =>
        runes[at].Value == Joiner && at > 0 && at + 1 < runes.Count
        && (runes[at - 1].Value is 0xfe0f or (>= 0x1f3fb and <= 0x1f3ff) || Rune.GetUnicodeCategory(runes[at - 1]) is UnicodeCategory.OtherSymbol)
        && Rune.GetUnicodeCategory(runes[at + 1]) is UnicodeCategory.OtherSymbol;
}
