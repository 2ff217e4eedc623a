using Grains.Employees.Imports;
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
        await refused.Open(HttpContext.Caller(), id, HttpContext.RequestAborted) is not { } blocks ? NotFound() : new TableFile(
            ImportTexts.RefusedName, format is "xlsx" ? TableFormat.Xlsx : TableFormat.Csv,
            [.. LineContent.Fields.Select(ImportLabels.Heading), ImportTexts.ColumnLine, ImportTexts.Code, ImportTexts.Advice], Rows(blocks));

    private static async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> Rows(IAsyncEnumerable<IReadOnlyList<ImportLineView>> blocks)
    {
        await foreach (var block in blocks)
            yield return [.. block.Select(Row)];
    }

    private static IReadOnlyList<object?> Row(ImportLineView line) =>
    [
        .. line.Content.Cells, line.Line, string.Join(' ', line.Faults.Select(ImportLabels.Code)),
        string.Join(' ', line.Faults.Select(Said)),
    ];

    private static string Said(LineFault fault) =>
        fault.Field is ImportField.None ? ImportLabels.Advice(fault) : $"{ImportLabels.Heading(fault.Field)}, {ImportLabels.Advice(fault)}";
}
