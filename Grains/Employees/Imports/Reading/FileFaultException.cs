using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports.Reading;

/// <summary>Ends the reading of a file; never leaves <see cref="ImportReader"/>.</summary>
internal sealed class FileFaultException(FileFault fault, int line = 0, ImportField field = ImportField.None) : Exception($"{fault}")
{
    public FileFault Fault { get; } = fault;

    public int Line { get; } = line;

    public ImportField Field { get; } = field;
}
