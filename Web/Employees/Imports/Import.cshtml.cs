using Grains.Access;
using Grains.Employees.Imports;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Imports;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Display;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Imports;

/// <summary>One import: what was detected, its lines by verdict, live; corrections in place, the confirmation, and the report.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestSizeLimit(16 * 1024)]
public sealed class ImportModel(Rights rights, ImportQueries imports, ImportService service, PageShells frames, FormOperations operations)
    : PageModel, IPortalPage
{
    public const string FieldPrefix = "champ-";

    public PageShell Frame { get; private set; } = null!;

    public ImportPageView List { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string id, string? etat, int apres) => await Draw(id, etat, apres, null, null);

    public async Task<IActionResult> OnPostCorriger(string id, string? etat, int apres, int ligne, int version, string cle)
    {
        var caller = HttpContext.Caller();
        var typed = LineContent.Fields.Where(f => Request.Form.ContainsKey($"{FieldPrefix}{(int)f}"))
            .ToDictionary(f => f, f => SingleLine.Of(Request.Form[$"{FieldPrefix}{(int)f}"]));
        var said = string.Join('\n', typed.Select(t => $"{t.Key}={t.Value}"));
        var operation = operations.For(caller, cle, "import-line", $"{ligne}", $"{version}", said);
        var done = await service.Correct(caller, operation, id, ligne, version, typed, HttpContext.RequestAborted);
        if (done.Refusal is ImportRefusal.NotFound)
            return NotFound();
        var line = await imports.Line(rights.ScopeOf(caller), $"{caller.Portal}/{id}", ligne, HttpContext.RequestAborted);
        if (!done.Ok)
            return await Draw(id, etat, apres, new TypedLine(ligne, typed) { Refusal = done.Refusal, Stored = line }, null);
        return line is { Verdict: ImportVerdict.Refused }
            ? await Draw(id, etat, apres, new TypedLine(ligne, typed), string.Format(ImportTexts.StillWrong, French.Number(ligne)))
            : new SeeOther(Address(id, etat, apres));
    }

    public async Task<IActionResult> OnPostConfirmer(string id, string cle) =>
        await Done(id, await service.Confirm(HttpContext.Caller(), operations.For(HttpContext.Caller(), cle, "import-confirm", id), id));

    public async Task<IActionResult> OnPostAnnuler(string id, string cle) =>
        await Done(id, await service.Cancel(HttpContext.Caller(), operations.For(HttpContext.Caller(), cle, "import-cancel", id), id));

    private async Task<IActionResult> Done(string id, Result<ImportRefusal> done) => done.Refusal switch
    {
        ImportRefusal.NotFound => NotFound(),
        ImportRefusal.NothingReady => await Draw(id, null, 0, null, ImportTexts.ConfirmNone),
        // It has moved on, or another tab was first: the page shows where it stands.
        _ => new SeeOther(Address(id, null, 0)),
    };

    private async Task<IActionResult> Draw(string id, string? state, int after, TypedLine? typed, string? said)
    {
        var caller = HttpContext.Caller();
        var verdict = ImportLabels.Of(state);
        if (await imports.Find(rights.ScopeOf(caller), $"{caller.Portal}/{id}", verdict, Math.Max(0, after), HttpContext.RequestAborted) is not { } found)
            return NotFound();
        List = new ImportPageView(found, Address(id, null, 0), verdict, Math.Max(0, after)) { Typed = typed, Said = said };
        if (HttpContext.IsFragment())
            return Partial("_ImportFragment", List);
        Frame = await frames.Portal(HttpContext, PortalSection.Employees, found.Import.Company);
        if (said is not null || typed is not null)
            Response.StatusCode = typed?.Refusal is ImportRefusal.Meanwhile ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private string Address(string id, string? state, int after) => QueryText.Of(
        $"/{HttpContext.Caller().Portal}/salaries/importer/{id}", ("etat", ImportLabels.Slug(ImportLabels.Of(state))),
        ("apres", after > 0 ? $"{after}" : null));
}
