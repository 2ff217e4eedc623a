using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Web.Shared.Tables;

internal sealed class XlsxTable(Stream to, string sheet) : ITableWriter
{
    private static readonly SpreadCheetahOptions Options = new() { DefaultDateTimeFormat = NumberFormat.Custom("dd/mm/yyyy") };
    private Spreadsheet _book = null!;

    public async Task Begin(IReadOnlyList<string> columns, CancellationToken cancel)
    {
        _book = await Spreadsheet.CreateNewAsync(to, Options, cancel);
        var bold = _book.AddStyle(new Style { Font = { Bold = true } });
        await _book.StartWorksheetAsync(sheet, new WorksheetOptions { FrozenRows = 1, DefaultColumnWidth = 18 }, cancel);
        await _book.AddHeaderRowAsync([.. columns], bold, cancel);
        await to.FlushAsync(cancel);
    }

    public ValueTask Add(IReadOnlyList<object?> row, CancellationToken cancel) => _book.AddRowAsync([.. row.Select(Cell)], cancel);

    public Task Flush(CancellationToken cancel) => to.FlushAsync(cancel);

    public async Task End(CancellationToken cancel)
    {
        await _book.FinishAsync(cancel);
        await to.FlushAsync(cancel);
    }

    public ValueTask DisposeAsync() => _book?.DisposeAsync() ?? default;

    // A text is a text to a workbook, never a formula.
    private static DataCell Cell(object? cell) => cell switch
    {
        null or "" => default,
        DateOnly day => new DataCell(day.ToDateTime(TimeOnly.MinValue)),
        int number => new DataCell(number),
        _ => new DataCell(cell.ToString()),
    };
}
