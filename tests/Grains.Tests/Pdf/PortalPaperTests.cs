using System.Collections;
using Silo.Pdf;
using Tests.Fixtures.Pdf;

namespace Grains.Tests.Pdf;

public sealed class PortalPaperTests
{
    private static readonly PaperSender Sender = new("orvane", "Orvane", ["Orvane, Centre de gestion", "TSA 40001", "37900 Tours Cedex 9"]);
    private static readonly string[] Address = ["Madame Églantine ZÉPHYRINE-DE-LA-ROCHEFOUCAULD", "Résidence du Verger", "1 RUE DU VERGER", "14310 COURMELOIS"];

    [Fact]
    public void A_paper_is_tagged_embeds_its_fonts_and_holds_nothing_active()
    {
        using var pdf = Paper(paper => paper.Paragraph("Œuvre n° 3 : « Łódź », déjà vu, 1 234 €. Déjà\u202f? e\u2011mail"));

        Assert.True(pdf.IsTagged);
        Assert.True(pdf.EmbedsItsFonts);
        Assert.False(pdf.IsActive);
        Assert.Contains("Œuvre n° 3 : « Łódź », déjà vu, 1 234 €.", pdf.Text, StringComparison.Ordinal);
        // Signs that the face lacks are drawn as their like, not as boxes.
        Assert.Contains("e-mail", pdf.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202f', pdf.Text);
        Assert.Equal((595, 842), ((int)Math.Round(pdf.Pages[0].Width), (int)Math.Round(pdf.Pages[0].Height)));
    }

    [Fact]
    public void An_address_stands_in_the_window_of_an_envelope_and_nothing_else_does()
    {
        using var pdf = Paper(paper => paper.ToType([("Adresse", "https://espace.example/lettre/7K4Q2M9XAB"), ("Code", "M3X8T-9QKLD")], Picture(), "QR"));

        // 35 × 100 mm, 20 mm from the right and the bottom of a DL envelope, with the play of a folded A4 in it.
        var seen = pdf.Pages[0].Letters.Where(l => !string.IsNullOrWhiteSpace(l.Value) && Right(l.Location.X) > 90 && Down(l.Location.Y) is > 44 and < 92).ToList();
        Assert.All(seen, l => Assert.True(Right(l.Location.X) >= 100 && Right(l.EndBaseLine.X) <= 190 && Down(l.Location.Y) is > 55 and < 79));
        Assert.Equal(string.Concat(Address).Replace(" ", "", StringComparison.Ordinal), string.Concat(seen.Select(l => l.Value)));
    }

    [Fact]
    public void A_long_paper_goes_on_and_each_of_a_file_begins_on_a_page_of_its_own()
    {
        using var pdf = Paper(paper =>
        {
            for (var i = 0; i < 60; i++)
                paper.Facts([($"Ligne {i}", new string('x', 200))]);
            paper.Begin(Sender, "Le 2 décembre 2026", Address);
            paper.Title("Seconde lettre");
        });

        Assert.True(pdf.IsTagged);
        Assert.True(pdf.Pages.Count > 3);
        Assert.All(pdf.Pages.SelectMany(p => p.Letters), l => Assert.True(l.EndBaseLine.X <= 595 - 40 && l.Location.Y > 60, l.Value));
        Assert.Contains("Seconde lettre", string.Join(' ', pdf.Pages[^1].GetWords().Select(w => w.Text)), StringComparison.Ordinal);
    }

    private static double Right(double x) => x / 72 * 25.4;

    private static double Down(double y) => 297 - y / 72 * 25.4;

    private static IReadOnlyList<BitArray> Picture() => [.. Enumerable.Range(0, 25).Select(i => new BitArray([.. Enumerable.Range(0, 25).Select(j => (i * j) % 3 == 0)]))];

    private static ReadPdf Paper(Action<PortalPaper> write)
    {
        using var paper = new PortalPaper("Lettre");
        paper.Begin(Sender, "Le 1er décembre 2026", Address);
        paper.Title("Votre affiliation");
        write(paper);
        using var file = new MemoryStream();
        paper.Save(file);
        if (Environment.GetEnvironmentVariable("LOOK_AT") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(folder, $"{Guid.NewGuid():N}.pdf"), file.ToArray());
        return new ReadPdf(file.ToArray());
    }
}
