using System.Globalization;
using PdfSharp.Drawing;
using Silo.Messaging;

namespace Silo.Pdf;

/// <summary>The brand on paper: its colour, and the mark of the site's header.</summary>
internal static class PaperMark
{
    private const double Stroke = 4.5;
    private static readonly XColor Accent = XColor.FromArgb(0xff, 0xa3, 0x5c);

    public static XColor ColorOf(string brand)
    {
        var rgb = int.Parse(MailBrand.Of(brand).Fill.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return XColor.FromArgb(rgb >> 16, (rgb >> 8) & 0xff, rgb & 0xff);
    }

    /// <param name="size">Of its square, in points.</param>
    public static void Draw(XGraphics page, string brand, double x, double y, double size)
    {
        var (before, unit) = (page.Save(), size / 30);
        page.TranslateTransform(x, y);
        page.ScaleTransform(unit);
        var (main, accent) = (new XPen(ColorOf(brand), Stroke), new XPen(Accent, Stroke));
        if (brand == "halbrane")
        {
            page.DrawLine(main, 8, 4, 8, 26);
            page.DrawLine(main, 22, 4, 22, 26);
            page.DrawLine(accent, 8, 15, 22, 15);
        }
        else
        {
            page.DrawLine(main, 5, 27, 5, 15);
            page.DrawArc(main, 5, 5, 20, 20, 180, 180);
            page.DrawLine(main, 25, 15, 25, 27);
            page.DrawLine(accent, 11, 27, 19, 27);
        }
        page.Restore(before);
    }
}
