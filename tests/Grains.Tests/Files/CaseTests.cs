using System.Runtime.CompilerServices;
using Grains.Tests.Fixtures;
using Silo.Files;

namespace Grains.Tests.Files;

/// <summary>Files that people sent somewhere and that were wrongly refused, or wrongly taken. Each lies in <c>Cases</c> and has its line here.</summary>
public sealed class CaseTests
{
    private static readonly Dictionary<string, FileRefusal?> Outcomes = new()
    {
        ["plain.jpg"] = null,
        ["plain.png"] = null,
        ["ok.pdf"] = null,
        ["linearised.pdf"] = null,
        ["objstm.pdf"] = null,
        ["cmyk.jpg"] = null,
        ["progressive.jpg"] = null,
        ["png16.png"] = null,
        ["adam7.png"] = null,
        ["v10.pdf"] = null,
        ["v20.pdf"] = null,
        ["portrait_orient6.jpg"] = null, // B40
        ["scan_min_false_js.pdf"] = null, // B41
        ["js_in_objstm.pdf"] = FileRefusal.ActivePdf, // B42
        ["form_with_js_calc.pdf"] = FileRefusal.ActivePdf, // B42
        ["header_newline.pdf"] = null, // B44
        ["header_bom.pdf"] = null, // B44
        ["trailing_newline.png"] = null, // B49
        ["trailing_bytes.png"] = null, // B49
        ["photo.jfif"] = null, // B52
        ["user_pw.pdf"] = FileRefusal.EncryptedPdf,
    };

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder()).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task File_from_the_field_is_taken_or_refused(string name)
    {
        await using var host = new GrainHost();

        var taken = await host.Get<FileStore>().Save("nora", name, new MemoryStream(await Read(name)), default);

        Assert.True(Outcomes.TryGetValue(name, out var refusal), $"{name} has no line here.");
        Assert.Equal(refusal, taken.Refusal);
    }

    [Fact]
    public void Every_line_has_its_file() => Assert.Empty(Outcomes.Keys.Except(Directory.GetFiles(Folder()).Select(f => Path.GetFileName(f))));

    [Fact]
    public async Task B40_Photo_in_portrait_stays_upright_and_tells_nothing_else()
    {
        var stored = await Stored("portrait_orient6.jpg");

        Assert.Equal([.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
            stored[(stored.AsSpan().IndexOf("Exif"u8))..][..32]);
        Assert.Equal(-1, stored.AsSpan().IndexOf("TestCam"u8));
        Assert.Equal(-1, stored[(stored.AsSpan().IndexOf("Exif"u8) + 1)..].AsSpan().IndexOf("Exif"u8));
    }

    [Theory]
    [InlineData("trailing_newline.png")]
    [InlineData("trailing_bytes.png")]
    public async Task B49_What_follows_the_end_of_a_picture_is_dropped(string name) =>
        Assert.Equal("IEND"u8.ToArray(), (await Stored(name))[^8..^4]);

    internal static Task<byte[]> Read(string name) => File.ReadAllBytesAsync(Path.Combine(Folder(), name));

    private static async Task<byte[]> Stored(string name)
    {
        await using var host = new GrainHost();
        var store = host.Get<FileStore>();
        var taken = await store.Save("nora", name, new MemoryStream(await Read(name)), default);
        using var copy = new MemoryStream();
        await store.CopyTo(taken.Value!.File, copy, default);
        return copy.ToArray();
    }

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Cases");
}
