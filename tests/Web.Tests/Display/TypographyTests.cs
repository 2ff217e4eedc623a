using System.Xml.Linq;
using Grains.Text;
using Web.Display;

namespace Web.Tests.Display;

public sealed class TypographyTests
{
    public static TheoryData<string> Files() =>
        [.. new[] { "Silo", "Web" }.SelectMany(p => Directory.EnumerateFiles(Path.Combine(Root(), p), "*.resx", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(Root(), f)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Texts_on_screen_keep_to_French_typography(string file)
    {
        var texts = XDocument.Load(Path.Combine(Root(), file)).Root!.Elements("data")
            .Select(d => (Name: d.Attribute("name")!.Value, Text: d.Element("value")!.Value)).ToList();

        Assert.NotEmpty(texts);
        Assert.Equal([], texts.SelectMany(t => FrenchTypography.Faults(t.Text).Select(f => $"{t.Name}: {f}")));
    }

    [Theory]
    [InlineData("L'accès est fermé", "straight apostrophe")]
    [InlineData("Est-ce vous ?", "no narrow space before ; ! ?")]
    [InlineData("Est-ce vous?", "no narrow space before ; ! ?")]
    [InlineData("Votre code : 12", "no space before :")]
    [InlineData("Attendez...", "three dots")]
    [InlineData("Le bouton \"Valider\"", "straight quote")]
    [InlineData("Le bouton « Valider »", "breaking space within guillemets")]
    [InlineData("Deux  espaces", "double space")]
    public void Each_fault_is_found(string text, string fault) =>
        Assert.Contains(FrenchTypography.Faults(text), f => f.StartsWith(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData("« Valider »")]
    [InlineData("Est-ce vous ? Oui : à 14:30, sur https://x.example/?a=b")]
    public void What_the_display_sets_is_right(string text) => Assert.Empty(FrenchTypography.Faults(Typography.Set(text)));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Actors.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
