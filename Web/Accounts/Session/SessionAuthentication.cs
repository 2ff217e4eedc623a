using System.Security.Claims;
using System.Text.Encodings.Web;
using Grains.Accounts;
using Grains.Accounts.SignIn;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Web.Security;

namespace Web.Accounts.Session;

/// <summary>
/// Who is calling, from the portal's session cookie, read from the store at each request: a session that was ended anywhere is over at
/// the next one. Pages that a person opens renew the idle clock, and so does asking to stay (<see cref="SessionClock"/>); fragments, autosaves
/// and the hub do not.
/// </summary>
public sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    Cookies cookies, SignInService service, AccountQueries accounts, PolicyBook policies, IGrainFactory grains, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";
    private static readonly TimeSpan TouchAfter = TimeSpan.FromMinutes(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (cookies.PortalOf(Request) is not { } portal || Cookies.Read(Request, Cookies.Session, portal) is not { } cookie)
            return AuthenticateResult.NoResult();
        var now = clock.GetUtcNow();
        if (service.SessionOf(cookie) is not { } id || await accounts.FindSession(id, now) is not { } session || session.Portal != portal)
            return AuthenticateResult.Fail("The session is over.");
        if (!policies.IsOpen(session, now))
        {
            // Once found over it stays so, whatever becomes of the clock.
            await grains.GetGrain<IAccountGrain>(session.Account).EndSession(default, session.Id);
            return AuthenticateResult.Fail("The session is over.");
        }
        if (Context.IsGesture() && now - session.SeenAt >= TouchAfter)
            await grains.GetGrain<IAccountGrain>(session.Account).Touch(session.Id);
        Context.Features.Set(session);
        // The antiforgery token is bound to the name identifier: another person's token is refused.
        var identity =
            new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, session.Account), new Claim(ClaimTypes.Role, session.Kind.ToString())], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    /// <summary>A caller without a session is led to the door; one whose session just ended is told so.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var portal = cookies.PortalOf(Request);
        var hadSession = portal is not null && Cookies.Read(Request, Cookies.Session, portal) is not null;
        if (portal is null || hadSession || Context.IsFragment() || Context.WebSockets.IsWebSocketRequest
            || Request.Path.StartsWithSegments("/live", StringComparison.OrdinalIgnoreCase) || !HttpMethods.IsGet(Request.Method))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        Response.Redirect($"/{portal}/connexion?retour={Uri.EscapeDataString(Request.Path + Request.QueryString)}");
        return Task.CompletedTask;
    }

    /// <summary>A customer at a staff address and the reverse: as if the page did not exist.</summary>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

public static class SessionAuthenticationSetup
{
    public const string Customers = "customers";
    public const string Staff = "staff";

    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<Cookies>();
        services.AddAuthentication(SessionAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions,
            SessionAuthentication>(SessionAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder()
            // What nobody declared open is closed.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Customers, p => p.RequireAuthenticatedUser().RequireRole(nameof(CallerKind.Customer)))
            .AddPolicy(Staff, p => p.RequireAuthenticatedUser().RequireRole(nameof(CallerKind.Staff)));
        return services;
    }

    /// <summary>The session that the request came with. Only behind an authorization policy.</summary>
    public static SessionFacts Session(this HttpContext context) =>
        context.Features.Get<SessionFacts>() ?? throw new InvalidOperationException("The endpoint demands no session.");

    /// <summary>A person opens a page or sends a form; no script, no hub.</summary>
    public static bool IsGesture(this HttpContext context) => !context.IsFragment() && !context.WebSockets.IsWebSocketRequest
        && !context.Request.Path.StartsWithSegments("/live", StringComparison.OrdinalIgnoreCase)
            && !context.Request.Path.Value!.Contains("/fragments/", StringComparison.Ordinal);

    public static Caller Caller(this HttpContext context) => context.Session().Caller;
}
