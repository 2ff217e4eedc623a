using Grains.Accounts;
using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.Antiforgery;

namespace Web.Accounts.Session;

/// <summary>How long the caller's session still lasts, and its extension by a person's gesture.</summary>
public static class SessionClock
{
    public static void MapSessionClock(this WebApplication app)
    {
        app.MapGet("/{portal:portal}/fragments/session", Left).RequireAuthorization(SessionAuthenticationSetup.Customers);
        app.MapGet("/gestion/fragments/session", Left).RequireAuthorization(SessionAuthenticationSetup.Staff);
        app.MapPost("/{portal:portal}/session", Extend).RequireAuthorization(SessionAuthenticationSetup.Customers);
        app.MapPost("/gestion/session", Extend).RequireAuthorization(SessionAuthenticationSetup.Staff);
    }

    private static IResult Left(HttpContext context, PolicyBook policies, TimeProvider clock) =>
        Answer(context.Session(), policies, clock.GetUtcNow());

    private static async Task<IResult> Extend(HttpContext context, IGrainFactory grains, IAntiforgery antiforgery, AccountQueries accounts,
        PolicyBook policies, TimeProvider clock)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        var session = context.Session();
        await grains.GetGrain<IAccountGrain>(session.Account).Touch(session.Id);
        var now = clock.GetUtcNow();
        return await accounts.OpenSession(session.Id, now) is { } open ? Answer(open, policies, now) : Results.Unauthorized();
    }

    // The account lets a page notice that its browser now belongs to another person's session.
    private static IResult Answer(SessionFacts session, PolicyBook policies, DateTimeOffset now)
    {
        var policy = policies.For(session.Portal);
        var end = policy.SessionEnd(session.CreatedAt, session.SeenAt);
        return Results.Json(
            new { left = (int)Math.Round((end - now).TotalSeconds), last = session.CreatedAt + policy.SessionLife <= end, account = session.Account });
    }
}
