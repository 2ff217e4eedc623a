using Grains.Text;

namespace Grains.Tests;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Été à Noël", "ete a noel")]
    [InlineData("ŒUVRE œuf Æsir ægide", "oeuvre oeuf aesir aegide")]
    [InlineData("Straße", "strasse")]
    [InlineData("l’Étoile d'or", "l etoile d or")]
    [InlineData("2026-000123", "2026 000123")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("ﬁche", "fiche")]
    [InlineData("rem\u00adbourse\u200bment \u2066client\u2069", "remboursement client")] // B90
    public void Case_accents_and_ligatures_fold(string text, string folded) => Assert.Equal(folded, SearchText.Normalize(text));

    [Theory]
    [InlineData("Yıldız Işık", "YILDIZ ISIK")]
    [InlineData("İbrahim", "IBRAHIM")]
    [InlineData("Wałęsa Łukasz", "WALESA LUKASZ")]
    [InlineData("Đặng Văn", "DANG VAN")]
    [InlineData("Sørensen Jørgen", "SORENSEN JORGEN")]
    [InlineData("Guðmundur Þór", "GUDMUNDUR THOR")]
    [InlineData("Ħal Ŧe", "HAL TE")]
    [InlineData("GROẞ", "gross")]
    public void B34_Letters_with_a_stroke_are_those_of_a_system_in_ascii_capitals(string typed, string stored) =>
        Assert.Equal(SearchText.Normalize(stored), SearchText.Normalize(typed));

    [Fact]
    public void Query_is_its_first_eight_distinct_words() =>
        Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "h"], SearchText.Words("A a b c, d. e-f g h i j"));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"* ' OR 1=1 --", "or", "1")]
    [InlineData("%_")]
    [InlineData("\ufffe")]
    public void Signs_are_no_words(string query, params string[] words) => Assert.Equal(words, SearchText.Words(query));
}
