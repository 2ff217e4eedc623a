using Grains.Employees.Imports;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces.Employees.Imports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Shared.Tables;

namespace Web.Employees.Imports;

/// <summary>The refused lines as a file that an import reads again: what they say, then their line, code and advice, which it does not read.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class RefusedFileModel(RefusedLines refused) : PageModel
{
    public async Task<IActionResult> OnGet(string id, string? format) =>
        await refused.Open(HttpContext.Caller(), id, HttpContext.RequestAborted) is not { } lines ? NotFound() : new TableFile(
            ImportTexts.RefusedName, format is "xlsx" ? TableFormat.Xlsx : TableFormat.Csv,
            [.. ImportHeadings.Of(lines.Kind).Fields.Select(f => ImportLabels.Heading(lines.Kind, f)), ImportTexts.ColumnLine, ImportTexts.Code, ImportTexts.Advice], Rows(lines));

    private static async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> Rows(RefusedLinesOf lines)
    {
        await foreach (var block in lines.Blocks)
            yield return [.. block.Select(l => Row(lines.Kind, l))];
    }

    private static IReadOnlyList<object?> Row(ImportKind kind, ImportLineView line) =>
    [
        .. ImportHeadings.Of(kind).Fields.Select(f => line.Content[f]), line.Line, string.Join(' ', line.Faults.Select(ImportLabels.Code)),
        string.Join(' ', line.Faults.Select(f => Said(kind, f))),
    ];

    private static string Said(ImportKind kind, LineFault fault) =>
        fault.Field is ImportField.None ? ImportLabels.Advice(kind, fault) : $"{ImportLabels.Heading(kind, fault.Field)}, {ImportLabels.Advice(kind, fault)}";
}
