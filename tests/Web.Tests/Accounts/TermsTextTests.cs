using System.Text.Encodings.Web;
using Microsoft.Extensions.Options;
using Web.Public;

namespace Web.Tests.Accounts;

public sealed class TermsTextTests
{
    [Fact]
    public void A_file_is_a_date_then_what_changes_then_titles_with_paragraphs_and_lists()
    {
        var text = TermsText.Read("12", "effet: 2026-03-01\r\n\r\nDeux lignes\r\nd’un alinéa.\r\n\r\n## 1. Objet\r\n\r\n- un ;\r\n- deux,\r\nsur deux lignes.\r\n\r\nFin.\r\n");

        Assert.Equal(("12", new DateOnly(2026, 3, 1)), (text.Version, text.Effect));
        Assert.Equal(["Deux lignes d’un alinéa."], Assert.Single(text.News).Lines);
        var section = Assert.Single(text.Sections);
        Assert.Equal("1. Objet", section.Title);
        Assert.Equal([(true, "un\u202f;|deux, sur deux lignes."), (false, "Fin.")], section.Blocks.Select(b => (b.IsList, string.Join('|', b.Lines))));
    }

    [Theory]
    [InlineData("un", "effet: 2026-03-01\n\n## 1")]
    [InlineData("0", "effet: 2026-03-01\n\n## 1")]
    [InlineData("1", "## 1. Objet")]
    [InlineData("1", "effet: bientôt\n\n## 1")]
    public void A_file_that_says_no_version_or_date_is_refused(string name, string text) => Assert.Throws<InvalidOperationException>(() => TermsText.Read(name, text));

    [Theory]
    [InlineData("[a & b](/page) < c", "<a href=\"/page\">a &amp; b</a> &lt; c")]
    [InlineData("[x](https://orvane.example/?a=1&b=\"2)", "<a href=\"https://orvane.example/?a=1&amp;b=&quot;2\">x</a>")]
    [InlineData("[x](javascript:alert(1))", "[x](javascript:alert(1))")]
    public void Links_lead_to_pages_and_all_else_is_text(string line, string html)
    {
        using var written = new StringWriter();
        TermsBlock.Html(line).WriteTo(written, HtmlEncoder.Default);

        Assert.Equal(html, written.ToString());
    }

    [Fact]
    public void The_product_s_own_terms_are_whole_and_well_set()
    {
        var text = new TermsBook(Options.Create(new SiteOptions()), TimeProvider.System).Current;
        var lines = text.Sections.SelectMany(s => s.Blocks.SelectMany(b => b.Lines).Prepend(s.Title)).ToList();

        Assert.Equal(Enumerable.Range(1, 14), text.Sections.Select(s => int.Parse(s.Title.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal([], lines.SelectMany(FrenchTypography.Faults));
        Assert.DoesNotContain(lines, l => l.Contains('{', StringComparison.Ordinal));
    }
}
