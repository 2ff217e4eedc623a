using Grains.Employees.Imports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Shared.Tables;

namespace Web.Employees.Imports;

/// <summary>« Télécharger le modèle »: the headings that an import knows, and no line.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
public sealed class ImportTemplateModel : PageModel
{
    public IActionResult OnGet(string? format) => new TableFile(
        ImportTexts.TemplateName, format is "xlsx" ? TableFormat.Xlsx : TableFormat.Csv, [.. LineContent.Fields.Select(ImportLabels.Heading)], Nothing());

    private static async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> Nothing()
    {
        await Task.CompletedTask;
        yield break;
    }
}
