using System.Text;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Tests.Employees.Imports;

/// <summary>Files as payroll software, spreadsheets and people make them.</summary>
public sealed class ImportReaderTests
{
    private const string Head = "Nom;Prénom;Date de naissance;Collège;Date d'embauche;Date d'effet;E-mail";
    private const string One = "Corvandier;Maëlys;04/05/1991;04;01/12/2026;01/12/2026;maelys@courrier.example";

    // By name: the files themselves would be written into the list of tests.
    private static readonly Dictionary<string, Func<byte[]>> Files = new()
    {
        ["UTF-8"] = () => Encoding.UTF8.GetBytes($"{Head}\n{One}"),
        ["UTF-8 with its mark"] = () => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes($"{Head}\r\n{One}\r\n")],
        ["Windows-1252"] = () => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes($"{Head}\r\n{One}"),
        ["UTF-16"] = () => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"{Head}\r\n{One}")],
        ["UTF-16, great end first"] = () => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes($"{Head}\r\n{One}")],
        ["UTF-16 without a mark"] = () => Encoding.Unicode.GetBytes($"{Head}\r\n{One}"),
        ["commas"] = () => Encoding.UTF8.GetBytes($"{Head}\n{One}".Replace(';', ',')),
        ["tabs"] = () => Encoding.UTF8.GetBytes($"{Head}\n{One}".Replace(';', '\t')),
        ["a line for the separator"] = () => Encoding.UTF8.GetBytes($"sep=;\n{Head}\n{One}"),
        ["a title and blank lines"] = () => Encoding.UTF8.GetBytes($"Effectif de novembre\n\n{Head}\n\n{One}\n;;;;;;\n"),
        ["line ends of three kinds"] = () => Encoding.UTF8.GetBytes($"\r{Head}\r\n\n{One}"),
        ["other names, another order"] = () => Encoding.UTF8.GetBytes(
            "COURRIEL;CATÉGORIE;Né(e) le;NOM DE NAISSANCE;PRÉNOMS;ENTRÉE;EFFET\nmaelys@courrier.example;4;4.5.1991;Corvandier;Maëlys;2026-12-01;1-12-2026"),
        ["days as numbers"] = () => Encoding.UTF8.GetBytes($"{Head}\nCorvandier;Maëlys;33362;04;46357;46357;maelys@courrier.example"),
        ["marks within cells"] = () => Encoding.UTF8.GetBytes($"{Head};Adresse\n{One};12 rue \"\"des\"\" Tanneurs, tube 5\"\""),
        ["quoted cells"] = () => Encoding.UTF8.GetBytes($"{Head}\n\"Corvandier\";\"Maëlys\";\"04/05/1991\";04;01/12/2026;01/12/2026;\"maelys@courrier.example\""),
        ["empty"] = () => [],
        ["blank"] = () => "\r\n ; \n"u8.ToArray(),
        ["a quotation mark that stays open"] = () => Encoding.UTF8.GetBytes($"{Head}\n{One}\n\"Corvandier;Maëlys\n{One}\n"),
        ["a cell of ten megabytes"] = () => Encoding.UTF8.GetBytes($"{Head}\n{One}\n{new string('x', 10 << 20)};Maëlys"),
        ["NUL"] = () => Encoding.UTF8.GetBytes($"{Head}\n{One}\nCorv\0andier;Maëlys"),
        ["a thousand columns"] = () => Encoding.UTF8.GetBytes(Head + string.Concat(Enumerable.Range(0, 1000).Select(i => $";c{i}"))),
        ["a heading twice"] = () => Encoding.UTF8.GetBytes($"{Head};Nom de naissance\n{One};Autre"),
        ["headings alone"] = () => Encoding.UTF8.GetBytes($"{Head}\n"),
        ["no headings"] = () => Encoding.UTF8.GetBytes($"{One}\n{One}"),
        ["a column is missing"] = () => Encoding.UTF8.GetBytes("Nom;Prénom;Date de naissance;Date d'embauche;Date d'effet\nA;B;04/05/1991;01/12/2026;01/12/2026"),
        ["an image"] = () => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13],
        ["a workbook behind a password"] = () => [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, .. new byte[512]],
        ["an archive that is no workbook"] = () => [0x50, 0x4b, 3, 4, .. new byte[64]],
        ["too large"] = () => new byte[ImportReader.LargestFile + 1],
    };

    [Theory]
    [InlineData("UTF-8", "UTF-8", ";")]
    [InlineData("UTF-8 with its mark", "UTF-8", ";")]
    [InlineData("Windows-1252", "Windows-1252", ";")]
    [InlineData("UTF-16", "UTF-16", ";")]
    [InlineData("UTF-16, great end first", "UTF-16", ";")]
    [InlineData("UTF-16 without a mark", "UTF-16", ";")]
    [InlineData("commas", "UTF-8", ",")]
    [InlineData("tabs", "UTF-8", "\t")]
    [InlineData("a line for the separator", "UTF-8", ";")]
    [InlineData("a title and blank lines", "UTF-8", ";")]
    [InlineData("line ends of three kinds", "UTF-8", ";")]
    [InlineData("other names, another order", "UTF-8", ";")]
    [InlineData("days as numbers", "UTF-8", ";")]
    [InlineData("quoted cells", "UTF-8", ";")]
    [InlineData("marks within cells", "UTF-8", ";")]
    public void Text_is_read_whatever_made_it(string made, string encoding, string separator)
    {
        var read = ImportReader.Read(Files[made]());

        Assert.True(read.Fault is FileFault.None, $"{made}: {read.Fault} {read.Line}");
        Assert.Equal((encoding, separator), (read.Format!.Encoding, read.Format.Separator));
        var line = Assert.Single(read.Lines);
        Assert.Equal(
            ("Corvandier", "Maëlys", "04/05/1991", "04", "01/12/2026", "01/12/2026", "maelys@courrier.example"),
            (line[ImportField.LastName], line[ImportField.FirstName], line[ImportField.BirthDate], line[ImportField.College], line[ImportField.HiredOn],
                line[ImportField.EffectOn], line[ImportField.Email]));
    }

    [Theory]
    [InlineData("empty", FileFault.Empty, 0)]
    [InlineData("blank", FileFault.Empty, 0)]
    [InlineData("a quotation mark that stays open", FileFault.UnclosedQuote, 3)]
    [InlineData("a cell of ten megabytes", FileFault.CellTooLong, 3)]
    [InlineData("NUL", FileFault.NoText, 3)]
    [InlineData("a thousand columns", FileFault.TooManyColumns, 1)]
    [InlineData("a heading twice", FileFault.ColumnTwice, 1)]
    [InlineData("headings alone", FileFault.NoLines, 0)]
    [InlineData("no headings", FileFault.NoHeadings, 0)]
    [InlineData("a column is missing", FileFault.ColumnMissing, 1)]
    [InlineData("an image", FileFault.NoText, 3)]
    [InlineData("a workbook behind a password", FileFault.Protected, 0)]
    [InlineData("an archive that is no workbook", FileFault.NoTable, 0)]
    [InlineData("too large", FileFault.TooLarge, 0)]
    public void What_is_no_table_is_refused_with_its_reason_and_its_line(string what, FileFault fault, int line)
    {
        var read = ImportReader.Read(Files[what]());

        Assert.Equal((what, fault, line), (what, read.Fault, read.Line));
        Assert.Empty(read.Lines);
    }

    [Fact]
    public void Headings_that_come_again_are_no_line_and_lines_keep_their_numbers()
    {
        var read = ImportReader.Read(Encoding.UTF8.GetBytes($"{Head}\n{One}\n{Head}\n\"Cor\nvandier\";{One[11..]}\n{One}"));

        Assert.Equal([2, 4, 6], read.Lines.Select(l => l.Line));
        Assert.Equal("Cor vandier", read.Lines[1][ImportField.LastName]);
    }

    [Fact]
    public void Columns_that_are_not_read_are_told_apart_and_a_cell_too_many_is_seen()
    {
        var read = ImportReader.Read(Encoding.UTF8.GetBytes($"{Head};Couleur\n{One};bleu\n{One};bleu;vert"));

        Assert.Equal(new ImportColumn("Couleur", ImportField.None), read.Format!.Columns[^1]);
        Assert.Equal([false, true], read.Lines.Select(l => l.Surplus));
    }

    [Fact]
    public void Zeros_that_a_spreadsheet_took_and_marks_that_we_set_are_mended()
    {
        var read = ImportReader.Read(Encoding.UTF8.GetBytes($"{Head};CP;SIRET\n'=Corvandier{One[10..]};1000;812 345 676 00017"));

        var line = Assert.Single(read.Lines);
        Assert.Equal(("=Corvandier", "01000", "81234567600017"), (line[ImportField.LastName], line[ImportField.PostCode], line[ImportField.Siret]));
    }

    [Fact]
    public void A_hundred_thousand_lines_are_read_and_one_more_is_refused()
    {
        var whole = new StringBuilder(Head).Append('\n').Insert(Head.Length + 1, $"{One}\n", NewImport.MostLines).ToString();

        Assert.Equal(NewImport.MostLines, ImportReader.Read(Encoding.UTF8.GetBytes(whole)).Lines.Count);
        var more = ImportReader.Read(Encoding.UTF8.GetBytes(whole + One));
        Assert.Equal((FileFault.TooManyLines, NewImport.MostLines + 2), (more.Fault, more.Line));
    }
}
