using Grains.Interfaces;
using Grains.Interfaces.Employees.Departures;
using Silo.Files;
using Web.Accounts.Session;
using Web.Documents;

namespace Web.Employees.Departures.Proofs;

/// <summary>A file of a proof of portability, to advisers whose role reads affiliations. Employers see that it came. Each look is written down.</summary>
public static class ProofEndpoints
{
    private const int MaxKey = 64;

    public static void MapPortabilityProofs(this WebApplication app) => app
        .MapGet($"/{Caller.StaffPortal}/salaries/{{portal}}/{{siren}}/{{id}}/justificatifs/{{justificatif:int}}/{{file}}", Give)
        .RequireAuthorization(SessionAuthenticationSetup.Staff);

    private static async Task<IResult> Give(
        HttpContext context, string portal, string id, int justificatif, string file, IGrainFactory grains, FileStore store)
    {
        if (portal.Length > MaxKey || id.Length > MaxKey)
            return Results.NotFound();
        var opened = await grains.GetGrain<IPortabilityGrain>($"{portal}/{id}").OpenProofFile(context.Caller(), justificatif, file);
        return opened.Ok && await store.Describe(opened.Value.File, context.RequestAborted) is { } found && store.MayBeRead(found.Verdict)
            ? FileEndpoints.Inert(context, store, opened.Value.File, opened.Value.Name, found.Type, found.Size) : Results.NotFound();
    }
}
