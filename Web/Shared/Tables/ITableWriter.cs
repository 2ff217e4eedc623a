namespace Web.Shared.Tables;

/// <summary>Writes a table row by row. Cells are texts, days and whole numbers, or null; a text is never a formula, whatever it begins with.</summary>
internal interface ITableWriter : IAsyncDisposable
{
    Task Begin(IReadOnlyList<string> columns, CancellationToken cancel);

    ValueTask Add(IReadOnlyList<object?> row, CancellationToken cancel);

    /// <summary>What was added has left, as fast as the reader takes it.</summary>
    Task Flush(CancellationToken cancel);

    /// <summary>Without it the file is not whole.</summary>
    Task End(CancellationToken cancel);
}
