using Grains.Employees;
using Grains.Text;

namespace Web.Employees.Export;

/// <summary>Employees as rows of a file, one each.</summary>
public static class EmployeeTable
{
    public static IReadOnlyList<string> Columns =>
    [
        EmployeeTexts.Name, EmployeeTexts.FirstName, EmployeeTexts.BirthDate, EmployeeTexts.Number, EmployeeTexts.Email, EmployeeTexts.Company, "SIREN",
        EmployeeTexts.Establishment, "SIRET", EmployeeTexts.HiredOn, EmployeeTexts.Status, EmployeeTexts.Contracts, EmployeeTexts.InvitedColumn,
        EmployeeTexts.RemindersColumn,
    ];

    public static async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> Of(IAsyncEnumerable<IReadOnlyList<EmployeeSummary>> blocks)
    {
        await foreach (var block in blocks)
            yield return [.. block.Select(Row)];
    }

    private static IReadOnlyList<object?> Row(EmployeeSummary e) =>
    [
        e.LastName, e.FirstName, EmployeeLabels.Day(e.BirthDate), e.Number, e.Email, e.CompanyName, e.Company[(e.Company.IndexOf('/', StringComparison.Ordinal) + 1)..],
        e.Establishment, e.Siret, EmployeeLabels.Day(e.HiredOn), EmployeeLabels.Label(e.Status),
        string.Join(", ", e.Contracts.Select(c => string.Format(
            EmployeeTexts.ExportContract, EmployeeLabels.Name(c.Universe), c.Contract, c.Option, EmployeeLabels.Label(c.Status).ToLowerInvariant()))),
        e.InvitedAt is { } at ? Paris.Day(at) : null, e.InvitedAt is null ? null : e.Reminders,
    ];
}
