using System.Globalization;
using Grains.Commits;
using Grains.Interfaces.Employees.Departures;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

/// <param name="Reader">The account that began it.</param>
/// <param name="StartedBy">Name of who did; the same of those after it, empty where nobody has.</param>
[Row("import_list", key: 1)]
public sealed record ImportListRow(
    string Import, string Reader, string Company, string FileName, ImportStage Stage, int Lines, int Ready, int Skipped, int Refused, int Invited,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Format, string StartedBy, string ConfirmedBy, string CancelledBy,
    ImportKind Kind, int Ported, int ToProve, int NotPorted) : Row;

/// <param name="Faults">As <see cref="FaultText"/> writes them.</param>
/// <param name="Content">Sealed for this line alone.</param>
/// <param name="Outcome">As <see cref="OutcomeText"/> writes it.</param>
[Row("import_line", key: 2)]
public sealed record ImportLineRow(
    string Import, int Line, ImportVerdict Verdict, string Faults, string Person, byte[] Content, int Version, string CorrectedBy, string Outcome) : Row
{
    public static ImportLineRow Of(string import, JudgedLine line) =>
        new(import, line.Line.Line, line.Verdict, FaultText.Write(line.Faults), line.Line.Person, line.Line.Content, line.Line.Version, line.Line.CorrectedBy,
        OutcomeText.Write(line.Line.Outcome));
}

/// <summary>What a line does to rights in one column: portability and its last day, a dot between; empty for nothing.</summary>
public static class OutcomeText
{
    public static string Write(LineOutcome? outcome) => outcome is null ? "" : $"{(int)outcome.Portability}.{EmployeeChange.Day(outcome.Until)}";

    public static LineOutcome? Read(string text) => text.Split('.') is not [var portability, var until] ? null : new(
        (PortabilityAnswer)int.Parse(portability, CultureInfo.InvariantCulture),
        until.Length == 0 ? null : DateOnly.ParseExact(until, "O", CultureInfo.InvariantCulture));
}

/// <summary>Faults in one column: code, field and other line, with dots between, a space between two.</summary>
public static class FaultText
{
    public static string Write(IReadOnlyList<LineFault> faults) => string.Join(' ', faults.Select(f => $"{(int)f.Fault}.{(int)f.Field}.{f.Other}"));

    public static IReadOnlyList<LineFault> Read(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(One)];

    private static LineFault One(string text)
    {
        var parts = text.Split('.');
        return new((ImportFault)Number(parts[0]), (ImportField)Number(parts[1]), Number(parts[2]));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
