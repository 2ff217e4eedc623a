using Grains.Access;
using Grains.Requests.Attestations;
using Web.Accounts.Session;
using Web.Papers;

namespace Web.Requests.Attestations;

/// <summary>The paper that a request yielded, to who may read the request; asked again each time.</summary>
public static class AttestationEndpoints
{
    public static void MapAttestations(this WebApplication app)
    {
        app.MapGet("/{portal:portal}/demandes/{number}/attestation", Give).RequireAuthorization(SessionAuthenticationSetup.Customers);
        app.MapGet("/gestion/demandes/{number}/attestation", Give).RequireAuthorization(SessionAuthenticationSetup.Staff);
    }

    private static async Task<IResult> Give(HttpContext context, string number, AttestationQueries attestations, AttestationPaper papers, Rights rights)
    {
        if (await attestations.Find(rights.ScopeOf(context.Caller()), number, context.RequestAborted) is not { } made)
            return Results.NotFound();
        using var paper = papers.Of(made);
        return paper.Give(context, string.Format(AttestationTexts.FileName, number));
    }
}
