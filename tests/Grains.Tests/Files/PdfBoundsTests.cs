using System.Text;
using Silo.Files;

namespace Grains.Tests.Files;

/// <summary>Files as large as may come in. Others measure the memory of the process, so this is alone in it.</summary>
[Collection(nameof(EndlessUploadTests))]
public sealed class PdfBoundsTests
{
    public static TheoryData<string, string, FileRefusal?> Hostile => new()
    {
        { "arrays in arrays", new string('[', 10_000_000), null },
        { "dictionaries in dictionaries", string.Concat(Enumerable.Repeat("<</A", 4_000_000)), null },
        { "pages that go in circles", Circle(3_000), null },
        { "pages in pages", Circle(400_000), null },
        { "names without number", $"<< {string.Concat(Enumerable.Range(0, 1_500_000).Select(n => $"/n{n} 1 "))} >>", null },
        { "objects in an object that never ends", string.Concat(Enumerable.Repeat("3 0 obj (", 2_000_000)), FileRefusal.ComplexPdf },
        { "an object stream of 300 MB", Bomb(300 * 1024 * 1024), FileRefusal.ComplexPdf },
        { "many object streams of 10 MB", string.Concat(Enumerable.Range(3, 8).Select(n => $"{Bomb(10 * 1024 * 1024)}\nendobj\n{n} 0 obj\n")) + "null",
            FileRefusal.ComplexPdf },
    };

    // A process that runs out of stack or memory ends with all its silo: it would fail every test after it.
    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void F3_Hostile_file_ends_within_bounds(string what, string objects, FileRefusal? refusal)
    {
        var file = Samples.Pdf(objects);
        Assert.InRange(file.Length, 0, FileStore.MaxSize);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = TimeProvider.System.GetTimestamp();

        Assert.True(PdfInspectionTests.Refusal(file) == refusal, what);

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 160 * 1024 * 1024);
    }

    // 13 of 72 such scans were refused when raw bytes were looked at.
    [Fact]
    public void B41_Scan_of_random_bytes_is_taken()
    {
        var random = new Random(41);
        for (var i = 0; i < 12; i++)
        {
            var picture = new byte[1_500_000 * (1 + i)];
            random.NextBytes(picture);
            var file =
                Samples.Pdf($"<< /Subtype /Image /Filter /DCTDecode /Length {picture.Length} >>\nstream\n{Encoding.Latin1.GetString(picture)}\nendstream");

            Assert.Null(PdfInspectionTests.Refusal(file));
        }
    }

    private static string Circle(int nodes) =>
        string.Concat(Enumerable.Range(3, nodes).Select(n => $"<< /Kids [{n} 0 R] >> endobj {n} 0 obj ")) + "<< /Kids [2 0 R] >>";

    private static string Bomb(int size) => Samples.ObjectStream("/Filter /FlateDecode", _ => Samples.Deflated(new byte[size]), "null");
}
