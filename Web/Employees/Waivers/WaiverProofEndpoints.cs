using Grains.Interfaces;
using Grains.Interfaces.Employees.Waivers;
using Silo.Files;
using Web.Accounts.Session;
using Web.Documents;

namespace Web.Employees.Waivers;

/// <summary>What proves a waiver: to the employer who reads the employee's affiliation, and to advisers whose role does. Each look is written down.</summary>
public static class WaiverProofEndpoints
{
    private const int MaxKey = 64;

    public static void MapWaiverProofs(this WebApplication app)
    {
        app.MapGet("/{portal:portal}/salaries/{id}/dispenses/{dispense:int}/piece", OfEmployer).RequireAuthorization(SessionAuthenticationSetup.Customers);
        app.MapGet($"/{Caller.StaffPortal}/salaries/{{portal}}/{{siren}}/{{id}}/dispenses/{{dispense:int}}/piece", OfStaff)
            .RequireAuthorization(SessionAuthenticationSetup.Staff);
    }

    private static Task<IResult> OfEmployer(HttpContext context, string id, int dispense, IGrainFactory grains, FileStore store) =>
        Give(context, context.Caller().Portal, id, dispense, grains, store);

    private static Task<IResult> OfStaff(HttpContext context, string portal, string id, int dispense, IGrainFactory grains, FileStore store) =>
        Give(context, portal, id, dispense, grains, store);

    private static async Task<IResult> Give(HttpContext context, string portal, string id, int dispense, IGrainFactory grains, FileStore store)
    {
        if (portal.Length > MaxKey || id.Length > MaxKey)
            return Results.NotFound();
        var opened = await grains.GetGrain<IWaiverGrain>($"{portal}/{id}").OpenWaiverProof(context.Caller(), dispense);
        return opened.Ok && await store.Describe(opened.Value.File, context.RequestAborted) is { } found && store.MayBeRead(found.Verdict)
            ? FileEndpoints.Inert(context, store, opened.Value.File, opened.Value.Name, found.Type, found.Size) : Results.NotFound();
    }
}
