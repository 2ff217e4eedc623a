using System.Security.Cryptography;
using System.Text;
using Dapper;
using Grains.Commits;
using Grains.Tests.Fixtures;
using Silo.Files;
using Silo.Storage;

namespace Grains.Tests.Files;

/// <summary>Rows F1, F2, F3 and F7 of the security checklist at the store; over HTTP they are in Web.Tests.</summary>
public sealed class FileStoreTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();

    private FileStore Shelf => _host.Get<FileStore>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public static TheoryData<string, string, byte[], FileRefusal?> Uploads => new()
    {
        { "a png", "photo.png", Samples.Png(), null },
        { "a jpeg", "photo.JPG", Samples.Jpeg(), null },
        { "a pdf", "courrier.pdf", Samples.Pdf(), null },
        { "an svg", "logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), FileRefusal.Type },
        { "an html page", "page.html", "<!doctype html>"u8.ToArray(), FileRefusal.Type },
        { "an svg called png", "logo.png", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), FileRefusal.Content },
        { "html called png", "photo.png", "<!doctype html><script>alert(1)</script>"u8.ToArray(), FileRefusal.Content },
        { "html called jpg", "photo.jpg", "<!doctype html>"u8.ToArray(), FileRefusal.Content },
        { "html called pdf", "courrier.pdf", "<!doctype html>"u8.ToArray(), FileRefusal.Content },
        { "a pdf called png", "photo.png", Samples.Pdf(), FileRefusal.Content },
        { "a jpeg called png", "photo.png", Samples.Jpeg(), FileRefusal.Content },
        { "png + zip", "photo.png", Samples.Join(Samples.Png(), Samples.Zip()), FileRefusal.Content },
        { "jpeg + zip", "photo.jpg", Samples.Join(Samples.Jpeg(), Samples.Zip()), FileRefusal.Content },
        { "pdf + zip", "courrier.pdf", Samples.Join(Samples.Pdf(), Samples.Zip()), FileRefusal.Content },
        { "two endings", "a.pdf.exe", Samples.Pdf(), FileRefusal.Type },
        { "NUL written out", "a.php%00.png", Samples.Png(), FileRefusal.Type },
        { "NUL", "a.php\0.png", Samples.Png(), FileRefusal.Type },
        { "no ending", "facture", Samples.Pdf(), FileRefusal.Type },
        { "heic", "photo.HEIC", [0, 0, 0, 24], FileRefusal.Heic },
        { "nothing", "vide.pdf", [], FileRefusal.Empty },
        { "50,000 × 50,000", "bombe.png", Samples.Join(Samples.PngHead, Samples.Size(50_000, 50_000)), FileRefusal.TooManyPixels },
        { "10,000 × 5,001", "grand.png", Samples.Join(Samples.PngHead, Samples.Size(10_000, 5_001)), FileRefusal.TooManyPixels },
        { "jpeg of 60,000 × 60,000", "bombe.jpg", Samples.Join([0xff, 0xd8], Samples.Frame(60_000, 60_000)), FileRefusal.TooManyPixels },
        { "no width", "plat.png", Samples.Join(Samples.PngHead, Samples.Size(0, 10)), FileRefusal.Content },
        { "broken CRC", "photo.png", Broken(Samples.Png(), 8 + 8 + 13), FileRefusal.Content },
        { "broken pixel data", "photo.png", Broken(Samples.Png(), 8 + 25 + 10), FileRefusal.Content },
        { "png without a picture", "photo.png", Samples.Join(Samples.PngHead, Samples.Size(4, 4), Samples.Chunk("IEND", [])), FileRefusal.Content },
        { "png without its end", "photo.png", Samples.Png()[..^12], FileRefusal.Content },
        { "png whose chunk says 4 GB", "photo.png", Samples.Join(Samples.PngHead, [0xff, 0xff, 0xff, 0xff, (byte)'I', (byte)'H', (byte)'D', (byte)'R']),
            FileRefusal.Content },
        { "jpeg cut in its data", "photo.jpg", Samples.Jpeg()[..^4], FileRefusal.Content },
        { "jpeg cut in a segment", "photo.jpg", Samples.Jpeg()[..10], FileRefusal.Content },
        { "jpeg of three bytes", "photo.jpg", [0xff, 0xd8, 0xff], FileRefusal.Content },
        { "jpeg without a frame", "photo.jpg", [0xff, 0xd8, 0xff, 0xd9], FileRefusal.Content },
        { "pdf without its end", "courrier.pdf", Samples.Pdf()[..^10], FileRefusal.Content },
        { "pdf without a cross-reference", "courrier.pdf", "%PDF-1.7\n%%EOF"u8.ToArray(), FileRefusal.Content },
    };

    [Theory]
    [MemberData(nameof(Uploads))]
    public async Task F1_Name_beginning_and_structure_must_agree(string what, string name, byte[] content, FileRefusal? refusal)
    {
        var taken = await Shelf.Save("nora", name, new MemoryStream(content), default);

        Assert.True(taken.Refusal == refusal, $"{what}: {taken.Refusal}");
        Assert.Equal(refusal is null ? 1 : 0, await Count("file"));
        Assert.Equal(refusal is null ? 1 : 0, await Count("file_chunk"));
    }

    [Fact]
    public async Task F1_What_tells_of_a_png_s_maker_is_dropped_and_the_picture_kept()
    {
        var colours = Samples.Chunk("gAMA", [0, 0, 0xb1, 0x8f]);
        var photo =
            Samples.Png(Samples.Chunk("tEXt", "Author\0Nora"u8.ToArray()), colours, Samples.Chunk("eXIf", "GPS 48.85"u8.ToArray()), Samples.Chunk("zTXt", [1]),
                Samples.Chunk("tIME", new byte[7]), Samples.Chunk("prVt", [1, 2, 3]));

        Assert.Equal(Samples.Png(colours), await Stored("photo.png", photo));
    }

    [Fact]
    public async Task F1_What_tells_of_a_jpeg_s_maker_is_dropped_and_the_picture_kept()
    {
        var profile = Samples.Segment(0xe2, "ICC_PROFILE\0\u0001\u0001abc");
        var photo = Samples.Jpeg(
            Samples.Segment(0xe1, "Exif\0\0MM\0*GPS 48.85"), Samples.Segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<x/>"), profile,
                Samples.Segment(0xe0, "JFXX\0thumbnail"),
            Samples.Segment(0xe2, "MPF\0more pictures"), Samples.Segment(0xed, "Photoshop 3.0\0"), Samples.Segment(0xfe, "comment"),
                Samples.Segment(0xee, "anything"));

        Assert.Equal(Samples.Jpeg(profile), await Stored("photo.jpg", photo));
        Assert.Equal(Samples.Jpeg(), await Stored("photo.jpg", Samples.Join(Samples.Jpeg(), "a preview behind the picture"u8.ToArray())));
    }

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a.png")]
    public async Task F7_Where_a_photograph_was_taken_is_not_kept(string name)
    {
        // A real GPS directory: an Exif block whose only entry points to latitude and longitude.
        var gps =
            "Exif\0\0II*\0\u0008\0\0\0\u0001\0\u0025\u0088\u0004\0\u0001\0\0\0\u001a\0\0\0\0\0\0\0\u0001\0\u0001\0\u0002\0\u0002\0\0\0N\0\0\0GPSLatitude 48.8584";
        var photo = name.EndsWith("jpg", StringComparison.Ordinal) ? Samples.Jpeg(Samples.Segment(0xe1, gps))
            : Samples.Png(Samples.Chunk("eXIf", Encoding.Latin1.GetBytes(gps[6..])));

        var stored = await Stored(name, photo);

        Assert.Equal(-1, stored.AsSpan().IndexOf("GPSLatitude"u8));
        Assert.Equal(-1, stored.AsSpan().IndexOf("II*"u8));
    }

    public static TheoryData<string, byte[]> Bombs => new()
    {
        { "bombe.png", Samples.Join(Samples.PngHead, Samples.Size(50_000, 50_000), new byte[19 * 1024 * 1024]) },
        { "objets.pdf", Samples.PdfOf(string.Concat(Enumerable.Range(1, 400_000).Select(n => $"{n} 0 obj<</Filter[/FlateDecode/FlateDecode]>>endobj\n"))) },
        { "ouvert.pdf", Encoding.Latin1.GetBytes("%PDF-1.7\n" + new string('<', 19 * 1024 * 1024)) },
    };

    // Found one by one, each of these would be written out as text, which takes minutes and gigabytes.
    [Theory]
    [MemberData(nameof(Bombs), DisableDiscoveryEnumeration = true)]
    public async Task F3_Bomb_is_answered_within_two_seconds_in_little_memory(string name, byte[] content)
    {
        await Shelf.Save("nora", "a.pdf", new MemoryStream(Samples.Pdf()), default);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = TimeProvider.System.GetTimestamp();

        await Shelf.Save("nora", name, new MemoryStream(content), default);

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 100 * 1024 * 1024);
    }

    [Fact]
    public async Task F2_Upload_that_breaks_off_leaves_nothing()
    {
        var broken = new EndlessStream(1 << 20, "%PDF-1.7\n"u8.ToArray(), failsAtEnd: true);

        await Assert.ThrowsAsync<IOException>(() => Shelf.Save("nora", "long.pdf", broken, default));

        Assert.Equal(0, await Count("file"));
        Assert.Equal(0, await Count("file_chunk"));
    }

    [Fact]
    public async Task F2_Person_keeps_two_hundred_unlinked_uploads_at_most()
    {
        for (var i = 0; i < 200; i++)
            Assert.True((await Shelf.Save("nora", "a.pdf", new MemoryStream(Samples.Pdf()), default)).Ok);

        Assert.Equal(FileRefusal.TooMany, (await Shelf.Save("nora", "a.pdf", new MemoryStream(Samples.Pdf()), default)).Refusal);
        Assert.True((await Shelf.Save("hugues", "a.pdf", new MemoryStream(Samples.Pdf()), default)).Ok);
    }

    [Theory]
    [InlineData("UPDATE file_chunk SET data = $2 WHERE n = 1 AND file = $1")]
    [InlineData(
        "UPDATE file_chunk SET n = CASE n WHEN 0 THEN 1001 WHEN 1 THEN 1000 ELSE n END WHERE file = $1; UPDATE file_chunk SET n = n - 1000 WHERE n >= 1000 AND file = $1")]
    [InlineData("DELETE FROM file_chunk WHERE n = 2 AND file = $1")]
    [InlineData("DELETE FROM file_chunk WHERE n = 1 AND file = $1")]
    [InlineData("DELETE FROM file_chunk WHERE file = $1")]
    [InlineData("UPDATE file_chunk SET data = (SELECT data FROM file_chunk o WHERE o.file <> file_chunk.file AND o.n = file_chunk.n) WHERE file = $1")]
    public async Task Tampered_chunks_are_found_out_at_reading(string tampering)
    {
        var size = 3 * 256 * 1024 - 5_000;
        var file = (await Shelf.Save("nora", "a.pdf", new MemoryStream(Samples.Pdf(padding: size)), default)).Value!.File;
        await Shelf.Save("nora", "b.pdf", new MemoryStream(Samples.Pdf(padding: size)), default);
        await Shelf.CopyTo(file, new MemoryStream(), default);

        var store = _host.Get<IHostStore>();
        byte[] changed;
        await using (var reading = await store.OpenRead())
            changed = await reading.ExecuteScalarAsync<byte[]>("SELECT data FROM file_chunk WHERE file = @file AND n = 1", new { file }) ?? [];
        changed[100] ^= 1;
        foreach (var statement in tampering.Split("; "))
            Assert.True(
                await store.Execute(statement, CommitLane.Interactive, default, statement.Contains("$2", StringComparison.Ordinal) ? [file, changed]
                    : [file]) > 0);

        await Assert.ThrowsAnyAsync<CryptographicException>(() => Shelf.CopyTo(file, new MemoryStream(), default));
    }

    [Fact]
    public async Task Stored_content_is_unreadable_in_the_store()
    {
        await Shelf.Save("nora", "a.pdf", new MemoryStream(Samples.Pdf("Le relevé de Nora")), default);

        await using var reading = await _host.Store.OpenRead();
        byte[] bytes = [.. (await reading.QueryAsync<byte[]>("SELECT data FROM file_chunk")).SelectMany(d => d)];
        Assert.NotEmpty(bytes);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.Latin1.GetBytes("Le relevé de Nora")));
    }

    private static byte[] Broken(byte[] content, int at)
    {
        content[at] ^= 0x40;
        return content;
    }

    private async Task<byte[]> Stored(string name, byte[] content)
    {
        var taken = await Shelf.Save("nora", name, new MemoryStream(content), default);
        Assert.True(taken.Ok, $"{taken.Refusal}");
        var given = new MemoryStream();
        await Shelf.CopyTo(taken.Value.File, given, default);
        Assert.Equal(taken.Value.Size, given.Length);
        return given.ToArray();
    }

    private async Task<long> Count(string table)
    {
        await using var reading = await _host.Store.OpenRead();
        await using var command = reading.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
