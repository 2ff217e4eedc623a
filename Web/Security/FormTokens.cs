using Grains.Accounts;
using Microsoft.AspNetCore.Antiforgery;

namespace Web.Security;

/// <summary>
/// A fresh antiforgery token for a page whose own went stale: another tab signed in or out, or the browser lost the cookie. It says for whom
/// it is good, so that a page never sends what one person typed in another's name.
/// </summary>
public static class FormTokens
{
    public static void MapFormTokens(this WebApplication app)
    {
        app.MapGet("/{portal:portal}/fragments/jeton", Fresh).AllowAnonymous();
        app.MapGet("/gestion/fragments/jeton", Fresh).AllowAnonymous();
    }

    private static IResult Fresh(HttpContext context, IAntiforgery antiforgery) =>
        Results.Json(new { token = antiforgery.GetAndStoreTokens(context).RequestToken, account = context.Features.Get<SessionFacts>()?.Account ?? "" });
}
