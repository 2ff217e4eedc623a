using System.Net;
using System.Text.Json.Serialization;
using Actors.Durable;
using Grains.Accounts;
using Grains.Interfaces;
using Microsoft.AspNetCore.Mvc;
using Silo.Demo;
using Silo.Mail;
using Silo.Time;

namespace Web.Demo;

/// <summary>What scripts use of the demo. Mapped only when the store carries the demo's mark, answered only on loopback.</summary>
public static class DemoEndpoints
{
    public static void MapDemo(this WebApplication app)
    {
        var demo = app.MapGroup("/demo").AddEndpointFilter(LoopbackOnly).AllowAnonymous();
        demo.MapGet("/accounts.json", Accounts);
        demo.MapGet("/outbox.json", async (Outbox outbox, long? after, CancellationToken cancel) => (await outbox.Read(after ?? 0, cancel)).Select(m => new
        {
            m.Id, m.Kind, m.To, m.Subject, m.Text, m.Code, m.Link,
        }));
        demo.MapPost("/clock", MoveClock).DisableAntiforgery();
    }

    public static bool IsLoopback(HttpContext context) =>
        Local(context.Connection.LocalIpAddress) && Local(context.Connection.RemoteIpAddress);

    // A test server has no addresses at all.
    private static bool Local(IPAddress? address) => address is null || IPAddress.IsLoopback(address);

    private static async ValueTask<object?> LoopbackOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsLoopback(context.HttpContext) ? await next(context) : Results.NotFound();

    private static IEnumerable<object> Accounts(DemoSeed seed) => DemoPeople.All.Select(p => new
    {
        p.Portal,
        p.Role,
        p.Name,
        Identifier = p.Email,
        DemoPeople.Password,
        TotpSecret = p.Kind is CallerKind.Staff ? Totp.ToBase32(seed.TotpSecretOf(p)) : null,
    });

    private static async Task<IResult> MoveClock([FromBody] ClockMove move, BusinessClock clock, IStateStore store)
    {
        var to = move.At ?? clock.GetUtcNow() + (move.Advance ?? TimeSpan.Zero);
        await clock.Move(store, to, move.Stopped);
        return Results.Ok(new { now = clock.GetUtcNow() });
    }

    private sealed record ClockMove([property: JsonPropertyName("advance")] TimeSpan? Advance, [property: JsonPropertyName("at")] DateTimeOffset? At, [property: JsonPropertyName("stopped")] bool Stopped = false);
}
