using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Microsoft.AspNetCore.DataProtection;
using Silo.Files;
using Web.Accounts.Session;
using Web.Documents;
using Web.Employees.Affiliation;

namespace Web.Employees.Papers;

/// <summary>A beneficiary's paper: to the employee's own session, and to advisers whose role reads affiliations. Employers see that it came.</summary>
public static class PaperEndpoints
{
    public static void MapPapers(this WebApplication app)
    {
        app.MapGet("/{portal:portal}/affiliation/pieces/{file}", OfEmployee).AllowAnonymous();
        app.MapGet($"/{Caller.StaffPortal}/salaries/{{portal}}/{{siren}}/{{id}}/pieces/{{file}}", OfStaff).RequireAuthorization(SessionAuthenticationSetup.Staff);
    }

    private static async Task<IResult> OfEmployee(
        HttpContext context, string portal, string file, AffiliationService service, IDataProtectionProvider protection, FileStore store) =>
        AffiliationCookie.Read(context, protection, portal) is { Session.Length: > 0 } cookie
        && await service.Open($"{portal}/{cookie.Employee}", cookie.Session) is { } facts && facts.View.Papers.FirstOrDefault(p => p.File == file) is { } paper
            ? await Give(context, store, paper) : Results.NotFound();

    private static async Task<IResult> OfStaff(HttpContext context, string portal, string id, string file, IGrainFactory grains, FileStore store)
    {
        if (portal.Length > 64 || id.Length > 64)
            return Results.NotFound();
        var opened = await grains.GetGrain<IEmployeeGrain>($"{portal}/{id}").OpenPaper(context.Caller(), file);
        return opened.Ok ? await Give(context, store, opened.Value) : Results.NotFound();
    }

    private static async Task<IResult> Give(HttpContext context, FileStore store, HeldPaper paper) =>
        await store.Describe(paper.File, context.RequestAborted) is { } found && store.MayBeRead(found.Verdict)
            ? FileEndpoints.Inert(context, store, paper.File, paper.Name, found.Type, found.Size) : Results.NotFound();
}
