using Grains.Accounts;
using Grains.Employees;
using Grains.Employees.Departures.Proofs;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts;
using Web.Documents;
using Web.Employees.Affiliation;
using Web.Portals;
using Web.Shared;
using Web.Throttles;

namespace Web.Employees.Departures.Proofs;

/// <summary>« Remettre un justificatif », behind a leaver's personal link: the proof that is expected of them, in some files.</summary>
[Throttled(SourceKind.SignIn)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.FormLimit)]
[RequestSizeLimit(Uploads.FormLimit)]
public sealed class HandInProofModel(
    AffiliationService service, PortabilityService portability, PortalDirectory portals, PolicyBook policies, IDataProtectionProvider protection, Uploads uploads)
    : PublicAccountPage(portals, policies)
{
    public ProofDeposit Deposit { get; private set; } = null!;

    public async Task<IActionResult> OnGet() => await Expected() is { } expected ? Draw(expected, ProofFiles.None) : Back();

    public async Task<IActionResult> OnPost(string cle)
    {
        if (Cookie() is not { } cookie || await Expected() is not { } expected)
            return Back();
        var files = await ProofFiles.Take(Request.Form, uploads, BeneficiaryPapers.Uploader(Key(cookie)), HttpContext.RequestAborted);
        if (files.Faults.Count > 0)
            return Draw(expected, files);
        var done = await portability.HandIn(Key(cookie), cookie.Session, cle, [.. files.Kept.Select(f => f.File)]);
        return done.Refusal switch
        {
            AffiliationRefusal.Incomplete => Draw(expected, files.Refused(PortabilityTexts.FileMissing)),
            AffiliationRefusal.TooMany => Draw(expected, files.Refused(PortabilityTexts.TooMany)),
            _ => Back(),
        };
    }

    private PageResult Draw(ExpectedProof expected, ProofFiles files)
    {
        Deposit = new ProofDeposit(
            expected, "portabilite", PortabilityLabels.Help(expected.Kind), string.Format(PortabilityTexts.DueOn, FrenchDates.Day(expected.DueOn)), files);
        if (files.Faults.Count > 0)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    // Null where nothing may be handed in now: the page of their state says why.
    private async Task<ExpectedProof?> Expected() => Cookie() is { Session.Length: > 0 } cookie
        && await service.Open(Key(cookie), cookie.Session) is { View.Departure.Proofs: { Waits: false, Expected: { } expected } } ? expected : null;

    private SeeOther Back() => new(Path("affiliation"));

    private AffiliationCookie? Cookie() => AffiliationCookie.Read(HttpContext, protection, Portal.Slug);

    private string Key(AffiliationCookie cookie) => $"{Portal.Slug}/{cookie.Employee}";
}
