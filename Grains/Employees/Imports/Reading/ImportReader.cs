using Grains.Interfaces.Employees.Imports;
using Grains.Interfaces.Requests;
using Grains.Text;

namespace Grains.Employees.Imports.Reading;

/// <summary>Bytes to lines of one kind, or a refusal that says where and why. Knows neither company nor contract.</summary>
public static class ImportReader
{
    /// <summary>Bytes of a file.</summary>
    public const int LargestFile = (int)NewMessage.MaxFileSize;

    private static readonly byte[] Archive = "PK\u0003\u0004"u8.ToArray();

    // Of compound documents: workbooks behind a password, and those of the format before.
    private static readonly byte[] Compound = [0xd0, 0xcf, 0x11, 0xe0];

    private static readonly ImportField[] Days = [ImportField.BirthDate, ImportField.HiredOn, ImportField.EffectOn, ImportField.LastDay];

    public static TableReading Read(byte[] bytes, ImportKind kind = ImportKind.Affiliations)
    {
        var headings = ImportHeadings.Of(kind);
        try
        {
            return bytes.Length == 0 ? throw new FileFaultException(FileFault.Empty)
                : bytes.Length > LargestFile ? throw new FileFaultException(FileFault.TooLarge)
                : bytes.AsSpan().StartsWith(Compound) ? throw new FileFaultException(FileFault.Protected)
                : bytes.AsSpan().StartsWith(Archive) ? Read(SheetTable.Rows(bytes), "", "", headings) with { Kind = kind }
                : Read(new TextTable(bytes, headings), headings) with { Kind = kind };
        }
        catch (FileFaultException e)
        {
            return new TableReading(null, [], e.Fault, e.Line, e.Field) { Kind = kind };
        }
    }

    private static TableReading Read(TextTable table, ImportHeadings headings) => Read(table.Rows(), table.Encoding, table.Separator.ToString(), headings);

    private static TableReading Read(IEnumerable<TableRow> rows, string encoding, string separator, ImportHeadings headings)
    {
        List<ImportColumn>? columns = null;
        var (lines, dates, above, any) = (new List<LineContent>(), ImportDates.None, 0, false);
        foreach (var row in rows)
        {
            if (row.Cells.Count > ImportHeadings.MostColumns)
                throw new FileFaultException(FileFault.TooManyColumns, row.Line);
            List<string> cells = [.. row.Cells.Select(Cell)];
            if (cells.All(c => c.Length == 0))
                continue;
            any = true;
            if (columns is null)
            {
                if (headings.AreHeadings(cells))
                    columns = Columns(cells, row.Line, headings);
                else if (++above >= ImportHeadings.DeepestHeading)
                    throw new FileFaultException(FileFault.NoHeadings);
                continue;
            }
            // Files that were put together have their headings again.
            if (cells.Select(headings.FieldOf).SequenceEqual(columns.Select(c => c.Field)))
                continue;
            if (lines.Count == NewImport.MostLines)
                throw new FileFaultException(FileFault.TooManyLines, row.Line);
            lines.Add(Line(row.Line, cells, columns));
            dates |= Days.Select(d => ImportDays.FormatOf(Raw(cells, columns, d))).Aggregate((a, b) => a | b);
        }
        return !any ? throw new FileFaultException(FileFault.Empty)
            : columns is null ? throw new FileFaultException(FileFault.NoHeadings)
            : lines.Count == 0 ? throw new FileFaultException(FileFault.NoLines)
            : new TableReading(new ImportFormat(encoding, separator, dates, columns), lines);
    }

    private static List<ImportColumn> Columns(IReadOnlyList<string> cells, int line, ImportHeadings headings)
    {
        List<ImportColumn> columns = [.. cells.Select(h => new ImportColumn(h.Length > LineContent.LongestCell ? "" : h, headings.FieldOf(h)))];
        var fields = columns.Select(c => c.Field).Where(f => f is not ImportField.None).ToList();
        if (fields.GroupBy(f => f).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new FileFaultException(FileFault.ColumnTwice, line, twice.Key);
        return headings.Missing(fields) is not ImportField.None and var missing
            ? throw new FileFaultException(FileFault.ColumnMissing, line, missing) : columns;
    }

    private static LineContent Line(int line, IReadOnlyList<string> cells, IReadOnlyList<ImportColumn> columns) => LineContent.Of(
        line, field => Written(field, Raw(cells, columns, field)), cells.Skip(columns.Count).Any(c => c.Length > 0));

    private static string Raw(IReadOnlyList<string> cells, IReadOnlyList<ImportColumn> columns, ImportField field)
    {
        for (var i = 0; i < columns.Count && i < cells.Count; i++)
        {
            if (columns[i].Field == field)
                return cells[i];
        }
        return "";
    }

    // As people write it: days alike, and the zeros that a spreadsheet took from the front of a number.
    private static string Written(ImportField field, string cell) => field switch
    {
        _ when Days.Contains(field) => ImportDays.Read(cell) is { } day ? ImportDays.Write(day) : cell,
        ImportField.PostCode => Padded(cell, 5, 4),
        ImportField.Siret => Padded(new string([.. cell.Where(c => !char.IsWhiteSpace(c) && c is not '.')]), 14, 12),
        ImportField.College => Padded(cell, 2, 1),
        _ => cell,
    };

    private static string Padded(string cell, int length, int least) =>
        cell.Length >= least && cell.Length < length && cell.All(char.IsAsciiDigit) ? cell.PadLeft(length, '0') : cell;

    // Our own files mark what a spreadsheet would run.
    private static string Cell(string typed) =>
        SingleLine.Of(typed) is ['\'', '=' or '+' or '-' or '@', ..] marked ? marked[1..] : SingleLine.Of(typed);
}
