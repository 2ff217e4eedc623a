using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports.Reading;

/// <summary>A table of text: its encoding and its separator are found, whatever ends its lines.</summary>
internal sealed class TextTable
{
    /// <summary>Signs of one cell; beyond, a quotation mark was not closed.</summary>
    public const int LongestCell = 10_000;

    private static readonly char[] Separators = [';', ',', '\t'];

    private readonly string _text;

    public TextTable(byte[] bytes, ImportHeadings headings)
    {
        (Encoding, _text) = Decode(bytes);
        // A spreadsheet may say its separator on a line of its own.
        var said = _text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && _text.Length > 4 ? _text[4] : '\0';
        Skipped = said is '\0' ? 0 : 1;
        if (Skipped > 0)
            _text = _text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end ? _text[(end + 1)..] : "";
        Separator = Separators.Contains(said) ? said : Separators.MaxBy(s => Score(s, headings));
        Scan();
    }

    /// <summary>As people know it.</summary>
    public string Encoding { get; }

    public char Separator { get; }

    private int Skipped { get; }

    public IEnumerable<TableRow> Rows()
    {
        using var parser = new CsvParser(new StringReader(_text), Configuration(Separator));
        for (var before = 0; parser.Read(); before = parser.RawRow)
            yield return new TableRow(before + 1 + Skipped, parser.Record!);
    }

    private static CsvConfiguration Configuration(char separator) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = separator.ToString(),
        HasHeaderRecord = false,
        IgnoreBlankLines = false,
        // A mark within a cell is what somebody typed.
        BadDataFound = null,
    };

    // The one that makes the most headings we know of one of the first lines.
    private int Score(char separator, ImportHeadings headings)
    {
        var known = 0;
        using var parser = new CsvParser(new StringReader(_text[..Math.Min(_text.Length, 4 * LongestCell)]), Configuration(separator));
        for (var row = 0; row < ImportHeadings.DeepestHeading && parser.Read(); row++)
            known = Math.Max(known, 100 * parser.Record!.Count(h => headings.FieldOf(h) is not ImportField.None) + Math.Min(parser.Record!.Length, 99));
        return known;
    }

    // What the parser would take for one endless cell, or for letters.
    private void Scan()
    {
        // Where the cell begins, whether it begins with a mark, and the line of that mark.
        var (line, start, marked, quoted, opened) = (1 + Skipped, 0, false, false, 0);
        for (var at = 0; at < _text.Length; at++)
        {
            var sign = _text[at];
            if (sign is '\0')
                throw new FileFaultException(FileFault.NoText, line);
            if (at - start > LongestCell)
                throw new FileFaultException(FileFault.CellTooLong, quoted ? opened : line);
            if (quoted)
                quoted = sign is not '"';
            else if (sign is '"' && at == start)
                (marked, quoted, opened) = (true, true, line);
            else if (sign is '"' && marked && _text[at - 1] is '"')
                quoted = true;
            else if (sign == Separator || sign is '\n' or '\r')
                (start, marked) = (at + 1, false);
            if (sign is '\n' || (sign is '\r' && (at + 1 == _text.Length || _text[at + 1] is not '\n')))
                line++;
        }
        if (quoted)
            throw new FileFaultException(FileFault.UnclosedQuote, opened);
    }

    private static (string Name, string Text) Decode(byte[] bytes)
    {
        var (name, encoding, mark) = bytes switch
        {
            [0xef, 0xbb, 0xbf, ..] => ("UTF-8", System.Text.Encoding.UTF8, 3),
            [0xff, 0xfe, ..] => ("UTF-16", System.Text.Encoding.Unicode, 2),
            [0xfe, 0xff, ..] => ("UTF-16", System.Text.Encoding.BigEndianUnicode, 2),
            [not 0, 0, not 0, 0, ..] => ("UTF-16", System.Text.Encoding.Unicode, 0),
            [0, not 0, 0, not 0, ..] => ("UTF-16", System.Text.Encoding.BigEndianUnicode, 0),
            _ => System.Text.Unicode.Utf8.IsValid(bytes) ? ("UTF-8", System.Text.Encoding.UTF8, 0)
                : ("Windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!, 0),
        };
        return (name, encoding.GetString(bytes, mark, bytes.Length - mark));
    }
}
