using System.Text.Encodings.Web;
using Grains.Text;
using Microsoft.AspNetCore.Html;
using Web.Display;

namespace Web.Tests.Display;

public sealed class MarkedTextTests
{
    [Theory]
    [InlineData("Une œuvre d’art", "oeuv", "Une [œuvre] d’art")]
    [InlineData("L’ÉTÉ, l'été", "ete", "L’[ÉTÉ], l&#x27;[été]")]
    [InlineData("e\u0301te\u0301 fini", "ete", "[e\u0301te\u0301] fini")]
    [InlineData("SIREN 552 100 554.", "552100554", "SIREN [552 100 554].")]
    [InlineData("SIREN 552100554.", "552 100 554", "SIREN [552100554].")]
    [InlineData("2026-000123", "2026 000123", "[2026-000123]")]
    [InlineData("contrats et contrat", "contrat", "[contrats] et [contrat]")]
    [InlineData("<b>gras</b> & gras", "gras", "&lt;b&gt;[gras]&lt;/b&gt; &amp; [gras]")]
    [InlineData("rien ici", "autre", "rien ici")]
    [InlineData("", "autre", "")]
    public void Words_are_marked_whole_and_all_else_is_encoded(string text, string query, string marked) =>
        Assert.Equal(marked, Html(MarkedText.Of(text, SearchText.Terms(query))));

    [Fact]
    public void Excerpt_stands_around_the_first_word_and_says_that_it_goes_on()
    {
        var text = $"{string.Concat(Enumerable.Repeat("avant ", 40))}mot {string.Concat(Enumerable.Repeat("ensuite ", 40))}";

        var excerpt = Html(MarkedText.Excerpt(text, SearchText.Terms("mot")));

        Assert.StartsWith("…avant ", excerpt, StringComparison.Ordinal);
        Assert.Contains("avant [mot] ensuite", excerpt, StringComparison.Ordinal);
        Assert.EndsWith("ensuite…", excerpt, StringComparison.Ordinal);
        Assert.True(excerpt.Length < 250);
    }

    [Theory]
    [InlineData("mot", 0)]
    [InlineData("x mot", 0)]
    [InlineData("🙂", 400)]
    [InlineData("sansespace", 400)]
    public void Excerpt_of_any_text_is_whole_signs(string part, int times)
    {
        var excerpt = Html(MarkedText.Excerpt(string.Concat(Enumerable.Repeat(part, Math.Max(1, times))), SearchText.Terms("mot")));

        Assert.DoesNotContain('\ufffd', excerpt);
        Assert.NotEmpty(excerpt);
    }

    private static string Html(IHtmlContent content)
    {
        using var written = new StringWriter();
        content.WriteTo(written, HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        return written.ToString().Replace("<mark>", "[", StringComparison.Ordinal).Replace("</mark>", "]", StringComparison.Ordinal);
    }
}
