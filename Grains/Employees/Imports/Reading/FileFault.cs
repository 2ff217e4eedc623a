namespace Grains.Employees.Imports.Reading;

/// <summary>Why a file is no table of employees.</summary>
public enum FileFault
{
    None = 0,
    Empty,
    /// <summary>Larger than a file may be.</summary>
    TooLarge,
    /// <summary>Behind a password, or of a spreadsheet's former format.</summary>
    Protected,
    /// <summary>Neither text nor a workbook, or a broken one.</summary>
    NoTable,
    /// <summary>A sign that no text has.</summary>
    NoText,
    UnclosedQuote,
    CellTooLong,
    TooManyColumns,
    TooManyLines,
    NoHeadings,
    ColumnMissing,
    ColumnTwice,
    MergedCells,
    NoLines,
}
