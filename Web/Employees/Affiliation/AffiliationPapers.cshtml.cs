using Grains.Accounts;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Web.Accounts;
using Web.Documents;
using Web.Portals;
using Web.Security;
using Web.Shared;
using Web.Throttles;

namespace Web.Employees.Affiliation;

/// <summary>
/// The papers of an employee's beneficiaries, handed in one by one by the session of their link, and kept at once. Scripts get JSON, a plain form goes back
/// to the affiliation; what is refused has its own sentence.
/// </summary>
[Throttled(SourceKind.SignIn)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.RequestLimit)]
[RequestSizeLimit(Uploads.RequestLimit)]
public sealed class AffiliationPapersModel(
    AffiliationService service, PortalDirectory portals, PolicyBook policies, IDataProtectionProvider protection, Uploads uploads)
    : PublicAccountPage(portals, policies)
{
    public IReadOnlyList<string> Faults { get; private set; } = [];

    public IActionResult OnGet() => Back();

    public async Task<IActionResult> OnPost(int rang, PaperKind genre, List<IFormFile> fichier)
    {
        if (Cookie() is not { Session.Length: > 0 } cookie || await service.Open(Key(cookie), cookie.Session) is null)
            return Refuse(PaperTexts.SessionOver);
        var taken = await uploads.TakeAll(fichier, BeneficiaryPapers.Uploader(Key(cookie)), HttpContext.RequestAborted, most: 1);
        List<string> faults = [.. taken.Faults];
        foreach (var file in taken.Kept)
        {
            var attached = await service.AttachPaper(Key(cookie), cookie.Session, new AskedPaper(rang, genre), file.File);
            if (attached.Refusal is { } refusal)
                faults.Add(Sentence(refusal));
        }
        return faults.Count > 0 ? Refuse([.. faults]) : taken.Kept.Count == 0 ? Refuse(UploadTexts.Missing)
            : HttpContext.IsFragment() ? new JsonResult(new { }) : Back();
    }

    public async Task<IActionResult> OnPostRetirer(string? piece, string cle)
    {
        if (Cookie() is { Session.Length: > 0 } cookie)
            await service.DetachPaper(Key(cookie), cookie.Session, cle, piece ?? "");
        return Back();
    }

    private static string Sentence(AffiliationRefusal refusal) => refusal switch
    {
        AffiliationRefusal.SessionOver => PaperTexts.SessionOver,
        AffiliationRefusal.TooMany => string.Format(PaperTexts.TooMany, HeldPaper.Most),
        _ => PaperTexts.NotAsked,
    };

    private IActionResult Refuse(params IReadOnlyList<string> faults)
    {
        if (HttpContext.IsFragment())
            return new JsonResult(new { message = string.Join(' ', faults) }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
        (Faults, Response.StatusCode) = (faults, StatusCodes.Status422UnprocessableEntity);
        return Page();
    }

    private SeeOther Back() => new(Path("affiliation"));

    private AffiliationCookie? Cookie() => AffiliationCookie.Read(HttpContext, protection, Portal.Slug);

    private string Key(AffiliationCookie cookie) => $"{Portal.Slug}/{cookie.Employee}";
}
