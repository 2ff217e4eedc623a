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

    private const int MostWords = 8;
    private const int LongestNumber = 40;

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

    /// <summary>
    /// The folded texts as they are found: their words, and beside them each number that is written in groups, as one word too (« 552 100 554 » as 552100554).
    /// </summary>
    public static string Indexed(params IEnumerable<string> texts) => string.Join(' ', texts.Select(Normalize).SelectMany(folded =>
        Runs(folded).Where(run => run.Length > 1).Select(run => string.Concat(run)).Where(number => number.Length <= LongestNumber).Distinct().Prepend(folded)));

    /// <summary>What a query asks for, its first eight terms: a longer one is cut, not refused. Empty where nothing typed is a word.</summary>
    public static IReadOnlyList<SearchTerm> Terms(string? query) =>
        query is null ? [] : [.. Runs(Normalize(query)).Select(r => new SearchTerm(string.Concat(r), [.. r.Take(MostWords)])).DistinctBy(t => t.Whole).Take(MostWords)];

    /// <summary>The first eight words: a longer query is cut, not refused.</summary>
    public static IReadOnlyList<string> Words(string query) => [.. Normalize(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords)];

    // The words, those of digits alone that follow each other together.
    private static IEnumerable<string[]> Runs(string folded)
    {
        var run = new List<string>();
        foreach (var word in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (run.Count > 0 && !(IsNumber(word) && IsNumber(run[^1])))
            {
                yield return [.. run];
                run.Clear();
            }
            run.Add(word);
        }
        if (run.Count > 0)
            yield return [.. run];
    }

    private static bool IsNumber(string word) => word.All(char.IsDigit);
}

/// <summary>A word of a query, or a number typed in groups: found as the beginning of one word, or each group as the beginning of one.</summary>
/// <param name="Whole">Folded; the groups in one piece.</param>
/// <param name="Groups">As typed; one for a word.</param>
public sealed record SearchTerm(string Whole, IReadOnlyList<string> Groups);
