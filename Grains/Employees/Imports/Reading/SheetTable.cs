using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Grains.Employees.Imports.Reading;

/// <summary>The first sheet of a workbook that is shown. What a formula has come to is read, the formula never.</summary>
internal static class SheetTable
{
    /// <summary>Bytes of all its parts, unpacked: a small archive may hold much more than a machine has.</summary>
    private const long LargestUnpacked = 256L * 1024 * 1024;

    public static IReadOnlyList<TableRow> Rows(byte[] bytes)
    {
        try
        {
            CheckSize(bytes);
            // The library asks for Windows-1252 whatever it reads; a repeat does nothing.
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes));
            while (reader.VisibleState != "visible" && reader.NextResult())
            {
            }
            if (reader.FieldCount > ImportHeadings.MostColumns)
                throw new FileFaultException(FileFault.TooManyColumns);
            // Of merged cells the first alone has the value: the others would be empty without a word.
            if (reader.MergeCells is { Length: > 0 } merged)
                throw new FileFaultException(FileFault.MergedCells, merged.Min(m => m.FromRow) + 1);
            return [.. Read(reader)];
        }
        // Whatever a broken part makes of the library.
        catch (Exception e) when (e is not FileFaultException and not OutOfMemoryException)
        {
            throw new FileFaultException(e is InvalidPasswordException ? FileFault.Protected : FileFault.NoTable);
        }
    }

    private static IEnumerable<TableRow> Read(IExcelDataReader reader)
    {
        while (reader.Read())
        {
            if (reader.Depth > ImportHeadings.DeepestRow)
                throw new FileFaultException(FileFault.TooManyLines);
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = Text(reader.GetValue(i));
            // A sheet may have very many rows that say nothing.
            if (cells.Any(c => c.Length > 0))
                yield return new TableRow(reader.Depth + 1, cells);
        }
    }

    private static void CheckSize(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        if (archive.Entries.Sum(e => e.Length) > LargestUnpacked)
            throw new FileFaultException(FileFault.TooLarge);
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        DateTime day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => number.ToString("F0", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
