using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Tokens;

namespace Tests.Fixtures.Pdf;

/// <summary>A PDF as a reader that is not its writer sees it.</summary>
public sealed partial class ReadPdf : IDisposable
{
    private readonly PdfDocument _pdf;
    private readonly byte[] _bytes;

    public ReadPdf(byte[] bytes) => (_bytes, _pdf) = (bytes, PdfDocument.Open(bytes));

    public IReadOnlyList<Page> Pages => [.. _pdf.GetPages()];

    public string Text => string.Join('\n', Pages.Select(p => string.Join(' ', p.GetWords().Select(w => w.Text))));

    /// <summary>Every text stands in a tag or is marked as decoration, and the tags make a tree with a language.</summary>
    public bool IsTagged => Catalog.ContainsKey(NameToken.Create("StructTreeRoot")) && Catalog.ContainsKey(NameToken.Create("MarkInfo"))
        && Catalog.ContainsKey(NameToken.Create("Lang")) && Pages.All(p => p.GetMarkedContents().Sum(m => m.Letters.Count) == p.Letters.Count);

    public bool EmbedsItsFonts => Fonts.Count > 0 && Fonts.All(f => f.Contains("/FontFile2", StringComparison.Ordinal));

    /// <summary>Nothing that runs, opens or sends.</summary>
    public bool IsActive => new[] { "/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/EmbeddedFile", "/AcroForm", "/URI" }
        .Any(name => Objects.Contains(name, StringComparison.Ordinal));

    private DictionaryToken Catalog => _pdf.Structure.Catalog.CatalogDictionary;

    // Without what is packed: three letters stand in any of it by chance.
    private string Objects => Packed().Replace(Raw, "");

    private string Raw => System.Text.Encoding.Latin1.GetString(_bytes);

    private IReadOnlyList<string> Fonts => [.. Raw.Split("endobj").Where(o => o.Contains("/Type/FontDescriptor", StringComparison.Ordinal))];

    public void Dispose() => _pdf.Dispose();

    [GeneratedRegex("stream\\r?\\n.*?endstream", RegexOptions.Singleline)]
    private static partial Regex Packed();
}
