using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace Silo.Pdf;

/// <summary>The portal's own face, embedded in every paper: nothing depends on what is installed on a server or a reader.</summary>
internal sealed class PortalFonts : IFontResolver
{
    private const string Family = "RadioCanada";

    static PortalFonts() => GlobalFontSettings.FontResolver = new PortalFonts();

    private PortalFonts()
    {
    }

    public static XFont Regular(double size) => new(Family, size, XFontStyleEx.Regular);

    public static XFont Bold(double size) => new(Family, size, XFontStyleEx.Bold);

    public FontResolverInfo ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? "RadioCanada-Bold" : "RadioCanada-Regular");

    public byte[] GetFont(string faceName)
    {
        using var file = typeof(PortalFonts).Assembly.GetManifestResourceStream($"font/{faceName}")!;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
