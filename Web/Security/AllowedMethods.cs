namespace Web.Security;

/// <summary>Only what the product uses passes: TRACE echoes nothing, PUT and DELETE reach no page.</summary>
public static class AllowedMethods
{
    public static IApplicationBuilder UseAllowedMethods(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var method = context.Request.Method;
        // Nobody types a NUL; PostgreSQL holds none, and what names a thing by one names nothing.
        if (context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
            || context.Request.Path.Value?.Contains('\0', StringComparison.Ordinal) == true)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }
        // HTTP/2 opens a WebSocket with an extended CONNECT.
        var webSocket = HttpMethods.IsConnect(method) && context.WebSockets.IsWebSocketRequest;
        if (webSocket || HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method))
            return next(context);
        context.Response.Headers.Allow = "GET, HEAD, POST";
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    });
}
