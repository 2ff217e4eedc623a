using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

/// <summary>A line with what it says.</summary>
public sealed record OpenLine(ImportLine Line, LineContent Content)
{
    public JudgedLine Ended(ImportVerdict verdict, params IReadOnlyList<LineFault> faults) => new(Line, verdict, faults);

    public JudgedLine Refused(ImportFault fault, ImportField field = ImportField.None, int other = 0) =>
        Ended(ImportVerdict.Refused, new LineFault(fault, field, other));

    public JudgedLine Skipped(ImportFault fault) => Ended(ImportVerdict.Skipped, new LineFault(fault));
}
