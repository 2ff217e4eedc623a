using System.Text;
using Grains.Text;
using Microsoft.AspNetCore.Html;

namespace Web.Display;

/// <summary>A text in which the words that a search found are marked, each whole; found as <see cref="SearchText"/> finds them.</summary>
public static class MarkedText
{
    // Around the first of them, in characters.
    private const int Before = 60;
    private const int After = 160;

    public static IHtmlContent Of(string text, IReadOnlyList<SearchTerm> terms) => Marked(text, 0, text.Length, Found(text, terms));

    /// <summary>The part of a text around the first word that was found; its beginning where none was.</summary>
    public static IHtmlContent Excerpt(string text, IReadOnlyList<SearchTerm> terms)
    {
        var found = Found(text, terms);
        var first = found.Count > 0 ? found[0].Start : 0;
        var from = first <= Before ? 0 : text.IndexOf(' ', first - Before, Before) is >= 0 and var space ? space + 1 : first - Before;
        var end = Math.Min(text.Length, first + After);
        var to = end == text.Length ? end : text.LastIndexOf(' ', end - 1, end - first) is > 0 and var last && last > first ? last : end;
        // Half of a sign is none.
        from -= from > 0 && char.IsLowSurrogate(text[from]) ? 1 : 0;
        to -= to < text.Length && char.IsLowSurrogate(text[to]) ? 1 : 0;
        return new HtmlContentBuilder().Append(from > 0 ? "…" : "").AppendHtml(Marked(text, from, to, found)).Append(to < text.Length ? "…" : "");
    }

    private static IHtmlContent Marked(string text, int from, int to, IEnumerable<(int Start, int End)> found)
    {
        var html = new HtmlContentBuilder();
        foreach (var (start, end) in found.Where(f => f.Start >= from && f.End <= to))
        {
            html.Append(text[from..start]).AppendHtml("<mark>").Append(text[start..end]).AppendHtml("</mark>");
            from = end;
        }
        return html.Append(text[from..to]);
    }

    // In the order of the text, none over another.
    private static List<(int Start, int End)> Found(string text, IReadOnlyList<SearchTerm> terms)
    {
        var found = new List<(int, int)>();
        var words = Words(text);
        for (var i = 0; i < words.Count && terms.Count > 0; i++)
        {
            var last = terms.Max(term => LastOf(words, i, term));
            if (last < 0)
                continue;
            found.Add((words[i].Start, words[last].End));
            i = last;
        }
        return found;
    }

    // The last of the words that a term has from this one on; −1 for none. A number in groups may stand there in one piece, and the other way round.
    private static int LastOf(List<(string Folded, int Start, int End)> words, int at, SearchTerm term)
    {
        var joined = "";
        for (var i = at; i < words.Count && words[i].Folded.All(char.IsDigit) && term.Whole.StartsWith(joined, StringComparison.Ordinal); i++)
        {
            joined += words[i].Folded;
            if (joined.StartsWith(term.Whole, StringComparison.Ordinal))
                return i;
        }
        var (word, starts) = (words[at].Folded, StringComparison.Ordinal);
        return word.StartsWith(term.Whole, starts) || term.Groups.Any(g => word.StartsWith(g, starts)) ? at : -1;
    }

    private static List<(string Folded, int Start, int End)> Words(string text)
    {
        var words = new List<(string, int, int)>();
        var (word, start) = (new StringBuilder(), 0);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var folded = rune.IsAscii ? (char.IsAsciiLetterOrDigit((char)rune.Value) ? char.ToLowerInvariant((char)rune.Value).ToString() : " ")
                : SearchText.Normalize(rune.ToString());
            if (folded.Contains(' '))
                End();
            else if (folded.Length > 0)
            {
                if (word.Length == 0)
                    start = at;
                word.Append(folded);
            }
            at += rune.Utf16SequenceLength;
        }
        End();
        return words;

        void End()
        {
            if (word.Length > 0)
                words.Add((word.ToString(), start, at));
            word.Clear();
        }
    }
}
