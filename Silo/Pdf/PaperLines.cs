using PdfSharp.Drawing;

namespace Silo.Pdf;

/// <summary>Breaks a text into lines that fit.</summary>
internal static class PaperLines
{
    /// <summary>No-break spaces hold; a word that is longer than a line is cut.</summary>
    public static IEnumerable<string> Of(string text, XGraphics page, XFont font, double width)
    {
        foreach (var paragraph in Drawable(text).Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ').SelectMany(w => Cut(w, page, font, width)))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && Width(longer, page, font) > width)
                {
                    yield return line;
                    line = word;
                }
                else
                {
                    line = longer;
                }
            }
            yield return line;
        }
    }

    /// <summary>The face has neither the narrow no-break space nor the no-break hyphen.</summary>
    public static string Drawable(string text) => text.Replace('\u202f', '\u00a0').Replace('\u2011', '-');

    public static double Width(string text, XGraphics page, XFont font) => page.MeasureString(text, font).Width;

    private static IEnumerable<string> Cut(string word, XGraphics page, XFont font, double width)
    {
        while (word.Length > 1 && Width(word, page, font) > width)
        {
            var fits = word.Length - 1;
            while (fits > 1 && (Width(word[..fits], page, font) > width || char.IsLowSurrogate(word[fits])))
                fits--;
            yield return word[..fits];
            word = word[fits..];
        }
        yield return word;
    }
}
