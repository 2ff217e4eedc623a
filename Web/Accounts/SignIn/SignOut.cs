using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Web.Accounts.Session;

namespace Web.Accounts.SignIn;

public static class SignOut
{
    public static void MapSignOut(this WebApplication app)
    {
        app.MapPost("/{portal:portal}/deconnexion", (HttpContext context, IGrainFactory grains, IAntiforgery antiforgery) => End(context, grains, antiforgery))
            .RequireAuthorization(SessionAuthenticationSetup.Customers);
        app.MapPost("/gestion/deconnexion", (HttpContext context, IGrainFactory grains, IAntiforgery antiforgery) => End(context, grains, antiforgery))
            .RequireAuthorization(SessionAuthenticationSetup.Staff);
    }

    private static async Task<IResult> End(HttpContext context, IGrainFactory grains, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        var session = context.Session();
        await grains.GetGrain<IAccountGrain>(session.Account).EndSession(OperationId.Of("sign-out", session.Id), session.Id);
        Cookies.Clear(context, Cookies.Session, session.Portal);
        // The known-device cookie stays: the browser is no stranger. What pages kept in it goes.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Results.LocalRedirect($"/{session.Portal}/connexion?fin=deconnexion");
    }
}
