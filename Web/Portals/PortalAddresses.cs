namespace Web.Portals;

/// <summary>What people type by hand: a portal's address alone, or in capitals. It leads to the page that they mean.</summary>
public static class PortalAddresses
{
    /// <summary>An address has one spelling, as cookies and rights go by it; in another case its first segment leads there. Before routing.</summary>
    public static IApplicationBuilder UseOneSpelling(this IApplicationBuilder app)
    {
        var portals = app.ApplicationServices.GetRequiredService<PortalDirectory>();
        return app.Use((context, next) =>
        {
            var path = context.Request.Path.Value ?? "";
            var end = path.IndexOf('/', Math.Min(1, path.Length));
            var first = path.Length < 2 ? "" : path[1..(end < 0 ? path.Length : end)];
            if (portals.Spelling(first) is not { } slug || slug == first)
                return next(context);
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location = context.Request.PathBase + new PathString($"/{slug}{(end < 0 ? "" : path[end..])}")
                + context.Request.QueryString;
            return Task.CompletedTask;
        });
    }

    public static void MapPortalAddresses(this WebApplication app)
    {
        app.MapGet("/{portal:portal}", (HttpContext context, string portal) => Enter(context, portal, "accueil")).AllowAnonymous();
        app.MapGet($"/{Portal.Staff}", (HttpContext context) => Enter(context, Portal.Staff, "demandes")).AllowAnonymous();
    }

    private static IResult Enter(HttpContext context, string portal, string first) =>
        Results.LocalRedirect($"/{portal}/{(context.User.Identity is { IsAuthenticated: true } ? first : "connexion")}");
}
