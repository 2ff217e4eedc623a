using Grains.Employees;
using Grains.Interfaces.Employees;
using Microsoft.AspNetCore.DataProtection;
using Web.Accounts.Session;
using Web.Employees.Affiliation;
using Web.Employees.Sheet;
using Web.Papers;
using Web.Portals;

namespace Web.Employees.Certificates;

/// <summary>
/// « Attestation d’affiliation », for the employer who may act on the employee and for the employee's own session, and the sheet; asked again each time.
/// </summary>
public static class CertificateEndpoints
{
    public static void MapCertificates(this WebApplication app)
    {
        app.MapGet("/{portal:portal}/salaries/{id}/attestation", OfEmployer).RequireAuthorization(SessionAuthenticationSetup.Customers);
        app.MapGet("/{portal:portal}/salaries/{id}/fiche", OfSheet).RequireAuthorization(SessionAuthenticationSetup.Customers);
        app.MapGet("/{portal:portal}/affiliation/attestation", OfEmployee).AllowAnonymous();
    }

    private static async Task<IResult> OfEmployer(HttpContext context, string id, CertificateService certificates, PortalDirectory portals)
    {
        var caller = context.Caller();
        var certified = await certificates.OfEmployer(caller, id);
        return certified.Ok ? Give(context, portals.Find(caller.Portal)!, certified.Value)
            : certified.Refusal is EmployeeRefusal.NotFound ? Results.NotFound()
            // Removed meanwhile: the sheet says so.
            : Results.LocalRedirect($"/{caller.Portal}/salaries/{Uri.EscapeDataString(id)}");
    }

    private static async Task<IResult> OfSheet(HttpContext context, string id, CertificateService certificates, PortalDirectory portals, TimeProvider clock)
    {
        var caller = context.Caller();
        if (await certificates.Sheet(caller, id, context.RequestAborted) is not { } sheet)
            return Results.NotFound();
        using var paper = EmployeeSheetPaper.Of(portals.Find(caller.Portal)!, sheet, clock.GetUtcNow());
        return paper.Give(context, EmployeeTexts.SheetFile);
    }

    private static async Task<IResult> OfEmployee(
        HttpContext context, string portal, CertificateService certificates, PortalDirectory portals, IDataProtectionProvider protection)
    {
        if (AffiliationCookie.Read(context, protection, portal) is { Session.Length: > 0 } cookie
            && await certificates.OfEmployee($"{portal}/{cookie.Employee}", cookie.Session) is { } certificate)
            return Give(context, portals.Find(portal)!, certificate);
        return Results.LocalRedirect($"/{portal}/affiliation");
    }

    private static IResult Give(HttpContext context, Portal portal, Certificate certificate)
    {
        using var paper = CertificatePaper.Of(portal, certificate);
        return paper.Give(context, CertificateTexts.FileName);
    }
}
