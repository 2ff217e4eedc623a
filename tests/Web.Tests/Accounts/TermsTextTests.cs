using System.Net;
using System.Text.RegularExpressions;
using Grains;
using Microsoft.Extensions.Options;
using Web.Portals;
using Web.Public;

namespace Web.Tests.Accounts;

public sealed class TermsTextTests
{
    [Fact]
    public void A_file_is_a_date_then_what_changes_then_titles_with_paragraphs_and_lists()
    {
        var text =
            TermsText.Read("12",
                "effet: 2026-03-01\r\n\r\nDeux lignes\r\nd’un [lien](/page).\r\n\r\n## 1. Objet\r\n\r\n- un ;\r\n- deux\r\n\r\n<b>Fin</b>.\r\n");

        Assert.Equal(("12", new DateOnly(2026, 3, 1)), (text.Version, text.Effect));
        Assert.Equal("<p>Deux lignes\nd’un <a href=\"/page\">lien</a>.</p>\n", $"{text.News}");
        Assert.Equal("<h2>1. Objet</h2>\n<ul>\n<li>un\u202f;</li>\n<li>deux</li>\n</ul>\n<p>&lt;b&gt;Fin&lt;/b&gt;.</p>\n", $"{text.Body}");
    }

    [Fact]
    public void Terms_may_change_nothing_that_is_said() => Assert.Null(TermsText.Read("1", "effet: 2026-03-01\n\n## 1. Objet").News);

    [Theory]
    [InlineData("un", "effet: 2026-03-01\n\n## 1")]
    [InlineData("0", "effet: 2026-03-01\n\n## 1")]
    [InlineData("1", "## 1. Objet")]
    [InlineData("1", "effet: bientôt\n\n## 1")]
    public void A_file_that_says_no_version_or_date_is_refused(string name, string text) =>
        Assert.Throws<SettingRefusedException>(() => TermsText.Read(name, text));

    [Fact]
    public void The_product_s_own_terms_are_whole_and_well_set()
    {
        var html = $"{new TermsBook(Options.Create(new SiteOptions()), TimeProvider.System).Current.Body}";
        var lines = Regex.Replace(WebUtility.HtmlDecode(html), "<[^>]+>", "").Split('\n').Where(l => l.Length > 0).ToList();

        Assert.Equal(Enumerable.Range(1, 14),
            Regex.Matches(html, @"<h2>(\d+)\. ").Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal([], lines.SelectMany(FrenchTypography.Faults));
        Assert.DoesNotContain(lines, l => l.Contains('{', StringComparison.Ordinal));
    }
}
