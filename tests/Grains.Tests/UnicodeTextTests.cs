using Grains.Commits;
using Grains.Requests;
using Grains.Text;

namespace Grains.Tests;

/// <summary>No character is ever cut in halves, and no half reaches a store.</summary>
public sealed class UnicodeTextTests
{
    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("ab📎", 3, "ab")]
    [InlineData("ab📎", 4, "ab📎")]
    [InlineData("a👩‍👩‍👧b", 6, "a")]
    [InlineData("ae\u0301b", 2, "a")]
    [InlineData("e\u0301\u0301\u0301", 2, "e\u0301")]
    [InlineData("📎", 1, "")]
    [InlineData("", 0, "")]
    public void B70_Text_is_cut_between_what_people_see_as_characters(string text, int most, string cut) => Assert.Equal(cut, text.Cut(most));

    // Not in rows of a theory: their texts are kept as UTF-8, which has no halves.
    [Fact]
    public void B70_Half_a_character_never_reaches_a_row()
    {
        foreach (var (text, stored) in new[] { ("d’ici 📎", "d’ici 📎"), ("a\ud83d", "a\ufffd"), ("\udcceb", "\ufffdb") })
            Assert.Equal(stored, RowTable.For(typeof(DraftFieldRow)).Values(new DraftFieldRow("p/1", "message", text))[2]);
    }
}
