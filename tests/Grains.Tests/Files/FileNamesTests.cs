using System.Text;
using Silo.Files;

namespace Grains.Tests.Files;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("relevé.pdf", "relevé.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..", "fichier")]
    [InlineData("C:\\Users\\nora\\rib.pdf", "rib.pdf")]
    [InlineData("\\\\server\\share\\rib.pdf", "rib.pdf")]
    [InlineData("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf")]
    [InlineData("photo\u202egpj.exe", "photogpj.exe")]
    [InlineData("\u2066a\u2069\u200b\ufeff.pdf", "a.pdf")]
    [InlineData("a\u2028b.pdf", "ab.pdf")]
    [InlineData("\"quoted\"; filename=x.pdf", "quoted; filename=x.pdf")]
    [InlineData("<script>.pdf", "script.pdf")]
    [InlineData("   .pdf", "pdf")]
    [InlineData("a.pdf.", "a.pdf")]
    [InlineData("", "fichier")]
    [InlineData("e\u0301te\u0301.pdf", "été.pdf")]
    [InlineData("📎 facture.pdf", "📎 facture.pdf")]
    public void F4_Name_is_words_for_people_never_a_path(string sent, string shown) => Assert.Equal(shown, FileNames.Clean(sent));

    [Theory]
    [InlineData("é")]
    [InlineData("📎")]
    public void F4_Endless_name_is_cut_between_characters_and_keeps_its_ending(string letter)
    {
        var shown = FileNames.Clean(string.Concat(Enumerable.Repeat(letter, 300)) + ".pdf");

        Assert.InRange(shown.Length, 100, 120);
        Assert.EndsWith(".pdf", shown, StringComparison.Ordinal);
        Assert.Equal(shown, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(shown)));
        Assert.InRange(FileNames.Clean("a." + new string('b', 300)).Length, 1, 120);
    }

    [Theory]
    [InlineData("a.pdf", FileNames.Pdf)]
    [InlineData("a.PNG", FileNames.Png)]
    [InlineData("a.jpg", FileNames.Jpeg)]
    [InlineData("a.b.jpeg", FileNames.Jpeg)]
    [InlineData("photo.JFIF", FileNames.Jpeg)]
    [InlineData("photo.jpe", FileNames.Jpeg)]
    [InlineData("a.pdf.exe", null)]
    [InlineData("a.php", null)]
    [InlineData("pdf", null)]
    [InlineData("a.svg", null)]
    public void Type_is_the_last_ending_s(string name, string? type) => Assert.Equal(type, FileNames.TypeOf(name));

    [Fact]
    public void B52_Every_ending_that_a_file_field_offers_is_taken() =>
        Assert.All(FileNames.Accepted.Split(','), ending => Assert.NotNull(FileNames.TypeOf($"a{ending}")));
}
