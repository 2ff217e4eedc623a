using Grains.Employees.Imports.Reading;
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
    /// <param name="pour">As of <see cref="ImportFileModel.ForDepartures"/>.</param>
    public IActionResult OnGet(string? format, string? pour)
    {
        var kind = ImportFileModel.KindOf(pour);
        return new TableFile(
            ImportLabels.Text(kind, nameof(ImportTexts.TemplateName)), format is "xlsx" ? TableFormat.Xlsx : TableFormat.Csv,
            [.. ImportHeadings.Of(kind).Fields.Select(f => ImportLabels.Heading(kind, f))], Nothing());
    }

    private static async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> Nothing()
    {
        await Task.CompletedTask;
        yield break;
    }
}
