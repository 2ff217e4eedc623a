namespace Web.Security;

/// <summary>
/// A browser says where a request comes from. An unsafe request, or the upgrade to a WebSocket, that says another site is refused before
/// anything reads its cookies (the antiforgery token stays the main defence; CORS does not cover WebSockets).
/// </summary>
public static class SameOrigin
{
    public static IApplicationBuilder UseSameOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var upgrade = context.WebSockets.IsWebSocketRequest;
        if (!upgrade && !HttpMethods.IsPost(context.Request.Method) || IsOwn(context.Request))
            return next(context);
        context.Response.StatusCode = upgrade ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    /// <summary>True for our own pages, and for programs that are not browsers (no Origin, no Sec-Fetch-Site).</summary>
    public static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none"))
            return false;
        var origin = request.Headers.Origin;
        // "null" is what a sandboxed frame or a data: address sends; it is never ours.
        return origin.Count == 0 || origin.Count == 1 && string.Equals(origin[0], $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
