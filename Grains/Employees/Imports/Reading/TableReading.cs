using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports.Reading;

/// <summary>What a file says, or why it says nothing.</summary>
/// <param name="Fault">None where it was read.</param>
/// <param name="Line">Where the fault is; 0 where it is the file's.</param>
/// <param name="Field">The column that it is about.</param>
public sealed record TableReading(
    ImportFormat? Format, IReadOnlyList<LineContent> Lines, FileFault Fault = FileFault.None, int Line = 0, ImportField Field = ImportField.None)
{
    public ImportKind Kind { get; init; } = ImportKind.Affiliations;
}

/// <summary>One row of a table as it stands in the file.</summary>
/// <param name="Line">From 1.</param>
internal sealed record TableRow(int Line, IReadOnlyList<string> Cells);
