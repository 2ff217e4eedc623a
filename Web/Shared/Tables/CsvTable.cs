using System.Globalization;
using System.Text;
using CsvHelper;
using Grains.Text;

namespace Web.Shared.Tables;

internal sealed class CsvTable(Stream to) : ITableWriter
{
    private readonly CsvWriter _csv = new(new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true), FrenchCsv.Configuration);

    public async Task Begin(IReadOnlyList<string> columns, CancellationToken cancel)
    {
        await Add(columns, cancel);
        await Flush(cancel);
    }

    public async ValueTask Add(IReadOnlyList<object?> row, CancellationToken cancel)
    {
        foreach (var cell in row)
            _csv.WriteField(Text(cell));
        await _csv.NextRecordAsync();
    }

    public async Task Flush(CancellationToken cancel)
    {
        await _csv.FlushAsync();
        await to.FlushAsync(cancel);
    }

    public Task End(CancellationToken cancel) => Flush(cancel);

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private static string Text(object? cell) => cell switch
    {
        null => "",
        DateOnly day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
