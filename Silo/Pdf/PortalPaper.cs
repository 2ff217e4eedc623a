using System.Collections;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Silo.Pdf;

/// <summary>
/// A4 papers of a portal, in one file: every text tagged in its reading order, the face embedded, nothing active. A part that does not fit goes on
/// the next page. Lengths are in points.
/// </summary>
public sealed class PortalPaper : IDisposable
{
    private const double Left = 20 * Mm;
    private const double Bottom = 272 * Mm;
    private const double Body = 10.5;
    private const double Mm = 72 / 25.4;
    private const double Wide = 170 * Mm;
    private const double TableLine = 11;

    private static readonly XBrush Ink = new XSolidBrush(XColor.FromArgb(0x1a, 0x20, 0x22));
    private static readonly XBrush Muted = new XSolidBrush(XColor.FromArgb(0x50, 0x59, 0x5c));
    private readonly PdfDocument _document = new();
    private readonly StructureBuilder _tags;
    private PaperSender _sender = new("", "", []);
    private XGraphics? _page;
    private double _y;
    private bool _open;

    public PortalPaper(string title)
    {
        _tags = UAManager.ForDocument(_document).StructureBuilder;
        _document.Info.Title = title;
        _document.Language = "fr-FR";
    }

    public int Pages => _document.PageCount;

    private XGraphics Page => _page!;

    private XBrush Tint => new XSolidBrush(PaperMark.ColorOf(_sender.Brand));

    /// <summary>A new paper on a new page, with its letterhead.</summary>
    /// <param name="address">Lines for the window of an envelope, DL: between 105 and 185 mm from the left, 55 and 79 mm from the top.</param>
    public void Begin(PaperSender sender, string dated, IReadOnlyList<string>? address = null)
    {
        End();
        _sender = sender;
        Turn();
        _tags.BeginElement(PdfGroupingElementTag.Article);
        _open = true;
        Artifact(() => PaperMark.Draw(Page, sender.Brand, Left, 15 * Mm, 26));
        Paragraph(() => Put(sender.Insurer, PortalFonts.Bold(17), Tint, Left + 34, 22.4 * Mm));
        Block(sender.ReturnAddress, PortalFonts.Regular(8.5), Muted, Left, 30 * Mm, 11);
        if (address is not null)
        {
            // Long names are set smaller: the window ends 20 mm from the envelope's edge.
            Block(address, PortalFonts.Regular(Fitting(address, Body, 80 * Mm)), Ink, 105 * Mm, 59 * Mm, 13);
            Artifact(() => Fold(99 * Mm));
        }
        _y = address is null ? 52 * Mm : 102 * Mm;
        Paragraph(() => Put(dated, PortalFonts.Regular(Body), Ink, Left, _y));
        _y += 24;
    }

    public void Title(string text) => Text(text, PortalFonts.Bold(17), Tint, 22, PdfBlockLevelElementTag.Heading1, after: 8);

    public void Heading(string text)
    {
        _y += 8;
        Keep(60);
        Text(text, PortalFonts.Bold(12), Ink, 16, PdfBlockLevelElementTag.Heading2, after: 2);
    }

    public void Paragraph(string text) => Text(text, PortalFonts.Regular(Body), Ink, 15, PdfBlockLevelElementTag.Paragraph, after: 8);

    public void Note(string text) => Text(text, PortalFonts.Regular(9), Muted, 12.5, PdfBlockLevelElementTag.Paragraph, after: 6);

    /// <summary>What is said of something, a line each.</summary>
    public void Facts(IEnumerable<(string Label, string Value)> facts)
    {
        const double column = 58 * Mm;
        var (label, value) = (PortalFonts.Regular(9.5), PortalFonts.Regular(Body));
        _tags.BeginElement(PdfBlockLevelElementTag.Table);
        foreach (var fact in facts)
        {
            var lines = PaperLines.Of(fact.Value, Page, value, Wide - column).ToList();
            Keep(14 * lines.Count + 6);
            _tags.BeginElement(PdfBlockLevelElementTag.TableRow);
            Tagged(PdfBlockLevelElementTag.TableHeaderCell, () => Put(fact.Label, label, Muted, Left, _y));
            Tagged(PdfBlockLevelElementTag.TableDataCell, () => Lines(lines, value, Ink, Left + column, 14));
            _tags.End();
            Artifact(() => Page.DrawLine(new XPen(XColor.FromArgb(0xd8, 0xde, 0xdf), 0.5), Left, _y - 8.5, Left + Wide, _y - 8.5));
            _y += 4;
        }
        _tags.End();
        _y += 6;
    }

    /// <summary>A table over the paper's width, its headings on each page that it reaches. A row stands on one page, unless it is longer.</summary>
    /// <param name="columns">Headings and widths in millimetres, 170 together.</param>
    /// <param name="rows">Cells in lines.</param>
    public void Table(IReadOnlyList<(string Heading, double Width)> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var (heads, cells) = (PortalFonts.Bold(8.5), PortalFonts.Regular(8.5));
        _tags.BeginElement(PdfBlockLevelElementTag.Table);
        Row([.. columns.Select(c => c.Heading)], columns, heads, PdfBlockLevelElementTag.TableHeaderCell);
        foreach (var row in rows)
        {
            if (_y + RowHeight(row, columns, cells) > Bottom)
            {
                Turn();
                // To a reader of the page; who has it read aloud has heard them.
                Artifact(() => Cells([.. columns.Select(c => c.Heading)], columns, heads, draw => draw()));
            }
            Row(row, columns, cells, PdfBlockLevelElementTag.TableDataCell);
        }
        _tags.End();
        _y += 6;
    }

    /// <summary>What is typed off the paper, large, beside the same as a picture for telephones.</summary>
    public void ToType(IReadOnlyList<(string Label, string Value)> lines, IReadOnlyList<BitArray> picture, string pictureSays)
    {
        const double side = 30 * Mm;
        Keep(side + 20);
        var top = _y - 8;
        var frame = new XRect(Left, top, Wide, side + 16);
        Artifact(() => Page.DrawRectangle(new XPen(PaperMark.ColorOf(_sender.Brand), 0.8), frame));
        for (var i = 0; i < lines.Count; i++)
        {
            var at = top + 20 + i * (side + 8) / lines.Count;
            Paragraph(() => Put(lines[i].Label, PortalFonts.Regular(9), Muted, Left + 12, at));
            Paragraph(() => Put(lines[i].Value, PortalFonts.Bold(i == lines.Count - 1 ? 16 : 12), Ink, Left + 12, at + 19));
        }
        var place = new XRect(Left + Wide - side - 8, top + 8, side, side);
        _tags.BeginElement(PdfIllustrationElementTag.Figure, pictureSays, place);
        Squares(picture, place);
        _tags.End();
        _y = top + frame.Height + 20;
    }

    public void Save(Stream to)
    {
        End();
        _page?.Dispose();
        _page = null;
        _document.Save(to, closeStream: false);
    }

    public void Dispose()
    {
        _page?.Dispose();
        _document.Dispose();
    }

    private void Squares(IReadOnlyList<BitArray> picture, XRect place)
    {
        var side = place.Width / picture.Count;
        for (var row = 0; row < picture.Count; row++)
        {
            for (var from = 0; from < picture[row].Length; from++)
            {
                var to = from;
                while (to < picture[row].Length && picture[row][to])
                    to++;
                if (to > from)
                    Page.DrawRectangle(XBrushes.Black, place.X + from * side, place.Y + row * side, (to - from) * side, side);
                from = to;
            }
        }
    }

    private void Text(string text, XFont font, XBrush brush, double height, PdfBlockLevelElementTag tag, double after)
    {
        var lines = PaperLines.Of(text, Page, font, Wide).ToList();
        Keep(Math.Min(lines.Count, 3) * height);
        Tagged(tag, () => Lines(lines, font, brush, Left, height));
        _y += after;
    }

    private void Lines(IReadOnlyList<string> lines, XFont font, XBrush brush, double x, double height)
    {
        foreach (var line in lines)
        {
            Keep(height);
            Put(line, font, brush, x, _y);
            _y += height;
        }
    }

    private void Row(IReadOnlyList<string> texts, IReadOnlyList<(string Heading, double Width)> columns, XFont font, PdfBlockLevelElementTag tag)
    {
        _tags.BeginElement(PdfBlockLevelElementTag.TableRow);
        Cells(texts, columns, font, draw => Tagged(tag, draw));
        _tags.End();
        Artifact(() => Page.DrawLine(new XPen(XColor.FromArgb(0xd8, 0xde, 0xdf), 0.5), Left, _y - 12, Left + Wide, _y - 12));
    }

    private void Cells(IReadOnlyList<string> texts, IReadOnlyList<(string Heading, double Width)> columns, XFont font, Action<Action> each)
    {
        var (top, height, x) = (_y, RowHeight(texts, columns, font), Left);
        for (var i = 0; i < columns.Count; i++)
        {
            var (lines, at) = (InCell(texts[i], columns[i].Width, font), x);
            each(() =>
            {
                for (var n = 0; n < lines.Count; n++)
                    Put(lines[n], font, Ink, at, top + n * TableLine);
            });
            x += columns[i].Width * Mm;
        }
        _y = top + height;
    }

    private double RowHeight(IReadOnlyList<string> texts, IReadOnlyList<(string Heading, double Width)> columns, XFont font) =>
        columns.Select((c, i) => InCell(texts[i], c.Width, font).Count).Max() * TableLine + 8;

    private List<string> InCell(string text, double width, XFont font) => [.. PaperLines.Of(text, Page, font, width * Mm - 6)];

    private double Fitting(IReadOnlyList<string> lines, double size, double width) =>
        Math.Min(size, size * width / lines.Max(line => PaperLines.Width(line, Page, PortalFonts.Regular(size))));

    private void Block(IReadOnlyList<string> lines, XFont font, XBrush brush, double x, double y, double height) => Paragraph(() =>
    {
        for (var i = 0; i < lines.Count; i++)
            Put(lines[i], font, brush, x, y + i * height);
    });

    // A line that ends a row of text is followed by a space for whoever has it read aloud or copies it.
    private void Put(string text, XFont font, XBrush brush, double x, double y) => Page.DrawString($"{PaperLines.Drawable(text)} ", font, brush, x, y);

    private void Paragraph(Action draw) => Tagged(PdfBlockLevelElementTag.Paragraph, draw);

    private void Tagged(PdfBlockLevelElementTag tag, Action draw)
    {
        _tags.BeginElement(tag);
        draw();
        _tags.End();
    }

    private void Artifact(Action draw)
    {
        _tags.BeginArtifact();
        draw();
        _tags.End();
    }

    private void Keep(double height)
    {
        if (_y + height > Bottom)
            Turn();
    }

    private void Turn()
    {
        _page?.Dispose();
        var page = _document.AddPage();
        (page.Width, page.Height) = (XUnit.FromMillimeter(210), XUnit.FromMillimeter(297));
        _page = XGraphics.FromPdfPage(page);
        _y = 25 * Mm;
    }

    private void Fold(double y) => Page.DrawLine(new XPen(XColors.Gray, 0.4), 4 * Mm, y, 9 * Mm, y);

    private void End()
    {
        if (_open)
            _tags.End();
        _open = false;
    }
}
