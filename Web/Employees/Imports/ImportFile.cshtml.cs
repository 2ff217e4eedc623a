using Grains.Access;
using Grains.Employees;
using Grains.Employees.Imports;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces.Employees.Imports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Silo.Files;
using Web.Accounts.Profile;
using Web.Accounts.Session;
using Web.Companies;
using Web.Documents;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Imports;

/// <summary>« Importer un fichier »: what a file should say, its models, and the last imports; the file is read at once and its lines become an import.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.RequestLimit)]
[RequestSizeLimit(Uploads.RequestLimit)]
public sealed class ImportFileModel(
    Rights rights, EmployeeQueries employees, ImportQueries imports, ImportService service, PageShells frames, FormOperations operations,
    TimeProvider clock) : PageModel, IPortalPage
{
    /// <summary>The end of the address of files of departures.</summary>
    public const string ForDepartures = "departs";

    public PageShell Frame { get; private set; } = null!;

    /// <summary>Of the file that is chosen here.</summary>
    public ImportKind Kind => KindOf($"{RouteData.Values["pour"]}");

    /// <summary>Null while the company has to be chosen.</summary>
    public string? Siren { get; private set; }

    public IReadOnlyList<ImportSummary> Former { get; private set; } = [];

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    public string Operation { get; } = FormOperations.NewKey();

    public DateTimeOffset Now => clock.GetUtcNow();

    public static ImportKind KindOf(string? pour) => pour == ForDepartures ? ImportKind.Departures : ImportKind.Affiliations;

    public string PathOf(ImportKind kind) =>
        $"/{HttpContext.Caller().Portal}/salaries/importer{(kind is ImportKind.Departures ? $"/{ForDepartures}" : "")}";

    /// <summary>Whoever looks at all companies chooses one first.</summary>
    public async Task<IActionResult> OnGet(string? entreprise) => await Draw(entreprise == ChosenCompany.Everything ? null : entreprise, null);

    public async Task<IActionResult> OnPost(string? entreprise, List<IFormFile> fichier, string cle)
    {
        if (string.IsNullOrEmpty(entreprise) || !await MayImport(entreprise))
            return NotFound();
        if (fichier is not [{ FileName.Length: > 0 } file, ..])
            return await Draw(entreprise, ImportTexts.FileMissing);
        using var sent = new MemoryStream();
        await file.CopyToAsync(sent, HttpContext.RequestAborted);
        var bytes = sent.ToArray();
        var read = ImportReader.Read(bytes, Kind);
        if (read.Fault is not FileFault.None)
            return await Draw(entreprise, ImportLabels.Sentence(read));
        var caller = HttpContext.Caller();
        var content = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        var begun = await service.Begin(
            caller, operations.For(caller, cle, Kind is ImportKind.Departures ? "import-departures" : "import", entreprise, content), $"{caller.Portal}/{entreprise}", FileNames.Clean(file.FileName), read);
        return begun.Ok ? new SeeOther($"/{caller.Portal}/salaries/importer/{begun.Value}") : NotFound();
    }

    private async Task<IActionResult> Draw(string? siren, string? fault)
    {
        Frame = await frames.Portal(HttpContext, PortalSection.Employees, KeyOf(siren));
        if (Frame.Companies.Count == 0 || (siren is not null && !await MayImport(siren)))
            return NotFound();
        if (string.IsNullOrEmpty(siren) && Frame.Companies is [var only])
            return LocalRedirect(QueryText.Of(PathOf(Kind), ("entreprise", only.Siren)));
        Siren = string.IsNullOrEmpty(siren) ? null : siren;
        if (KeyOf(siren) is { } company)
            Former = await imports.List(rights.ScopeOf(HttpContext.Caller()), company, HttpContext.RequestAborted);
        if (fault is not null)
        {
            Faults = [new("fichier", fault)];
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return Page();
    }

    private async Task<bool> MayImport(string siren)
    {
        var (caller, company) = (HttpContext.Caller(), KeyOf(siren)!);
        return await rights.MayActOnEmployees(caller, company, "")
            && (await employees.Establishments(rights.ScopeOf(caller), company, HttpContext.RequestAborted)).Count > 0;
    }

    private string? KeyOf(string? siren) => string.IsNullOrEmpty(siren) ? null : $"{HttpContext.Caller().Portal}/{siren}";
}
