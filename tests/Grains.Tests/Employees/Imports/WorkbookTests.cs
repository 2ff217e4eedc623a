using System.IO.Compression;
using System.Text;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Tests.Employees.Imports;

/// <summary>Workbooks, made part by part.</summary>
public sealed class WorkbookTests
{
    private const string Head = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Nom</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Prénom</t></is></c>"
        + "<c r=\"C1\" t=\"inlineStr\"><is><t>Date de naissance</t></is></c><c r=\"D1\" t=\"inlineStr\"><is><t>Collège</t></is></c>"
        + "<c r=\"E1\" t=\"inlineStr\"><is><t>Date d'embauche</t></is></c><c r=\"F1\" t=\"inlineStr\"><is><t>Date d'effet</t></is></c>"
        + "<c r=\"G1\" t=\"inlineStr\"><is><t>NIR</t></is></c></row>";

    // A day by its format, a day as a bare number, a formula, a number of fifteen digits.
    private const string One = "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>UPPER(\"corvandier\")</f><v>CORVANDIER</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>Maëlys</t></is></c>"
        + "<c r=\"C2\" s=\"1\"><v>33362</v></c><c r=\"D2\"><v>4</v></c><c r=\"E2\"><v>46357</v></c><c r=\"F2\" s=\"1\"><v>46357</v></c>"
        + "<c r=\"G2\"><v>185057800608491</v></c></row>";

    [Fact]
    public void Days_numbers_and_what_formulas_come_to_are_read_as_people_see_them()
    {
        var read = ImportReader.Read(Book(Head + One));

        Assert.Equal(FileFault.None, read.Fault);
        Assert.Equal(("", ""), (read.Format!.Encoding, read.Format.Separator));
        var line = Assert.Single(read.Lines);
        Assert.Equal(
            (2, "CORVANDIER", "04/05/1991", "04", "01/12/2026", "01/12/2026", "185057800608491"),
            (line.Line, line[ImportField.LastName], line[ImportField.BirthDate], line[ImportField.College], line[ImportField.HiredOn], line[ImportField.EffectOn],
                line[ImportField.Nir]));
    }

    [Fact]
    public void Merged_cells_are_refused_with_their_line()
    {
        var read = ImportReader.Read(Book(Head + One, "<mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells>"));

        Assert.Equal((FileFault.MergedCells, 2), (read.Fault, read.Line));
    }

    [Fact]
    public void A_small_archive_that_unpacks_to_very_much_is_refused()
    {
        var read = ImportReader.Read(Book(Head, megabytes: 300));

        Assert.Equal(FileFault.TooLarge, read.Fault);
    }

    [Fact]
    public void An_archive_of_something_else_is_none()
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            zip.CreateEntry("word/document.xml").Open().Dispose();

        Assert.Equal(FileFault.NoTable, ImportReader.Read(bytes.ToArray()).Fault);
    }

    [Fact]
    public void A_workbook_that_is_cut_is_none() => Assert.Equal(FileFault.NoTable, ImportReader.Read(Book(Head + One)[..400]).Fault);

    private static byte[] Book(string rows, string after = "", int megabytes = 0)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
                + "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>");
            Part("_rels/.rels", Relations("<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>"));
            Part("xl/_rels/workbook.xml.rels", Relations(
                "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                + "<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>"));
            Part("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Effectif\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Part("xl/styles.xml", "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills>"
                + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/>"
                + "</cellXfs></styleSheet>");
            Part("xl/worksheets/sheet1.xml",
                $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData>{after}</worksheet>");

            void Part(string name, string xml)
            {
                using var to = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
                to.Write(xml);
                for (var i = 0; i < megabytes && name == "xl/worksheets/sheet1.xml"; i++)
                    to.Write(new string(' ', 1 << 20));
            }
        }
        return bytes.ToArray();
    }

    private static string Relations(string all) => $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>";
}
