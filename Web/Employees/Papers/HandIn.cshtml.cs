using Grains.Access;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Documents;
using Web.Security;
using Web.Shared;

namespace Web.Employees.Papers;

/// <summary>
/// The papers of an employee whose affiliation the employer typed, handed in from the sheet one by one. Scripts get JSON, a plain form goes back to the
/// sheet; what is refused has its own sentence.
/// </summary>
[Authorize(Policy = SessionAuthenticationSetup.Customers)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.RequestLimit)]
[RequestSizeLimit(Uploads.RequestLimit)]
public sealed class HandInModel(Rights rights, EmployeeQueries employees, IGrainFactory grains, Uploads uploads, PageShells frames) : PageModel, IPortalPage
{
    public PageShell Frame { get; private set; } = null!;

    public string Sheet { get; private set; } = "";

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public async Task<IActionResult> OnGet(string id) => await Find(id) ? new SeeOther(Sheet) : NotFound();

    public async Task<IActionResult> OnPost(string id, int rang, PaperKind genre, List<IFormFile> fichier)
    {
        if (!await Find(id))
            return NotFound();
        var caller = HttpContext.Caller();
        var taken = await uploads.TakeAll(fichier, caller.Account, HttpContext.RequestAborted, most: 1);
        List<string> faults = [.. taken.Faults];
        foreach (var file in taken.Kept)
        {
            // One operation a file: nothing else can be meant by it.
            var handed = await grains.GetGrain<IEmployeeGrain>($"{caller.Portal}/{id}")
                .HandInPaper(caller, OperationId.Of("employee-paper", file.File), new AskedPaper(rang, genre), file.File);
            if (handed.Refusal is EmployeeRefusal.NotFound)
                return NotFound();
            if (!handed.Ok)
                faults.Add(handed.Refusal is EmployeeRefusal.TooMany ? string.Format(PaperTexts.TooMany, HeldPaper.Most) : PaperTexts.NotAsked);
        }
        return faults.Count > 0 ? Refuse(faults) : taken.Kept.Count == 0 ? Refuse([UploadTexts.Missing])
            : HttpContext.IsFragment() ? new JsonResult(new { }) : new SeeOther(Sheet);
    }

    private async Task<bool> Find(string id)
    {
        if (await employees.Sheet(rights.ScopeOf(HttpContext.Caller()), id, HttpContext.RequestAborted) is null)
            return false;
        Frame = await frames.Portal(HttpContext, PortalSection.Employees);
        Sheet = $"{Frame.Path("salaries")}/{id}";
        return true;
    }

    private IActionResult Refuse(IReadOnlyList<string> faults)
    {
        if (HttpContext.IsFragment())
            return new JsonResult(new { message = string.Join(' ', faults) }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
        (Faults, Response.StatusCode) = (faults, StatusCodes.Status422UnprocessableEntity);
        return Page();
    }
}
