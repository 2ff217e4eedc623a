using System.Globalization;
using System.Text;

namespace Grains.Text;

/// <summary>
/// One meaning of "the same word" for searching: case, accents and ligatures folded, everything but letters and digits a space.
/// No stemming. Each word of a query matches as a prefix, all words must.
/// </summary>
public static class SearchText
{
    public static string Normalize(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Composed(NormalizationForm.FormKD))
        {
            switch (c)
            {
                case 'œ' or 'Œ':
                    folded.Append("oe");
                    break;
                case 'æ' or 'Æ':
                    folded.Append("ae");
                    break;
                case 'ß':
                    folded.Append("ss");
                    break;
                default:
                    // A soft hyphen or a zero-width space from a word processor stands within a word.
                    if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                        folded.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
                    break;
            }
        }
        return folded.ToString();
    }

    /// <summary>The first eight words: a longer query is cut, not refused.</summary>
    public static IReadOnlyList<string> Words(string query) => [.. Normalize(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(8)];
}
