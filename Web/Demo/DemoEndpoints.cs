using System.Text.Json.Serialization;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Microsoft.AspNetCore.Mvc;
using Silo.Demo;
using Silo.Messaging;
using Silo.Time;
using Web.Portals;

namespace Web.Demo;

/// <summary>What scripts use of the demo. Mapped only when the store carries the demo's mark, answered only on loopback.</summary>
public static class DemoEndpoints
{
    public static void MapDemo(this WebApplication app)
    {
        var presence = app.Services.GetRequiredService<DemoPresence>();
        var demo = app.MapGroup("/demo").AllowAnonymous()
            .AddEndpointFilter(async (context, next) => presence.IsHere(context.HttpContext) ? await next(context) : Results.NotFound());
        demo.MapGet("/accounts.json", Accounts);
        demo.MapGet("/outbox.json", async (HttpContext context, long? after, CancellationToken cancel) =>
            (await context.RequestServices.GetRequiredService<Outbox>().Read(after ?? 0, cancel)).Select(m => new
        {
            m.Id, m.Kind, m.To, m.Subject, m.Text, m.Code, m.Link,
        }));
        demo.MapGet("/mails/{id:long}", Mail);
        demo.MapPost("/clock", MoveClock).DisableAntiforgery();
    }

    /// <summary>A mail as its reader would open it: on a page of its own, where nothing but its styles works.</summary>
    private static async Task<IResult> Mail(HttpContext context, long id, CancellationToken cancel)
    {
        var mail = (await context.RequestServices.GetRequiredService<Outbox>().Read(id - 1, cancel)).FirstOrDefault(m => m.Id == id);
        if (mail is null || mail.Html.Length == 0)
            return Results.NotFound();
        context.Response.Headers.ContentSecurityPolicy = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'";
        return Results.Text(mail.Html, "text/html", System.Text.Encoding.UTF8);
    }

    private static IEnumerable<object> Accounts(DemoSeed seed, PortalDirectory portals) =>
        DemoPeople.In(portals.Portals.Select(p => p.Slug).ToHashSet()).Select(p => new
    {
        p.Portal,
        p.Role,
        p.Name,
        Identifier = p.Email,
        DemoPeople.Password,
        TotpSecret = p.Kind is CallerKind.Staff ? Totp.ToBase32(seed.TotpSecretOf(p)) : null,
    });

    // Deadlines are computed some years from now: they must be dates, too.
    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static async Task<IResult> MoveClock([FromBody] ClockMove move, BusinessClock clock, IStateStore store)
    {
        var (now, by) = (clock.GetUtcNow(), move.Advance ?? TimeSpan.Zero);
        if (by < Earliest - now || by > Latest - now || move.At < Earliest || move.At > Latest)
            return Results.BadRequest();
        var to = move.At ?? now + by;
        await clock.Move(store, to, move.Stopped);
        return Results.Ok(new { now = clock.GetUtcNow() });
    }

    private sealed record ClockMove([property: JsonPropertyName("advance")] TimeSpan? Advance, [property: JsonPropertyName("at")] DateTimeOffset? At,
        [property: JsonPropertyName("stopped")] bool Stopped = false);
}
