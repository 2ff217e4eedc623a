namespace Web.Security;

/// <summary>Files whose name carries a hash of their content (fonts, script chunks) never change: browsers keep them a year.</summary>
public static class HashedAssets
{
    public static IApplicationBuilder UseHashedAssets(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/build/h", StringComparison.OrdinalIgnoreCase))
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                    context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Task.CompletedTask;
            });
        return next(context);
    });
}
