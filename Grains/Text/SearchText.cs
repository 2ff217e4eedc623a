using System.Globalization;
using System.Text;

namespace Grains.Text;

/// <summary>
/// One meaning of "the same word" for searching, for proofs and wherever names are compared: case, accents and ligatures folded, letters with a
/// stroke as systems in ASCII capitals write them, everything but letters and digits a space.
/// No stemming. Each word of a query matches as a prefix, all words must.
/// </summary>
public static class SearchText
{
    // Letters of their own that Unicode does not decompose, each above the one that stands for it. The dotless ı has no capital but I.
    private const string Stroked = "ıłøđðħŧɨʉƀɓɗǥɣŋɲƙƭʋƴɛɔəȷŀ";
    private const string Plain = "iloddhtiubbdggnnktvyeoejl";

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
                case 'ß' or 'ẞ':
                    folded.Append("ss");
                    break;
                case 'þ' or 'Þ':
                    folded.Append("th");
                    break;
                case var _ when Stroked.IndexOf(char.ToLowerInvariant(c)) is >= 0 and var at:
                    folded.Append(Plain[at]);
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
