using Microsoft.Net.Http.Headers;

namespace Web.Security;

/// <summary>The headers that every answer carries: pages, fragments, files, refusals and failures alike.</summary>
public static class SecurityHeaders
{
    private const string NothingAllowed = "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), "
        + "geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-create=(self), "
        + "publickey-credentials-get=(self), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    /// <summary>Comes first in the pipeline: what it sets holds for the answers of everything after it, 404 and 500 included.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Registered first, so run last: nothing downstream can weaken what it writes.
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        // A downloaded file brings a stricter policy of its own (sandbox).
        if (!headers.ContainsKey(HeaderNames.ContentSecurityPolicy))
            headers.ContentSecurityPolicy = PagePolicy(context.RequestServices.GetRequiredService<CspNonce>().Value);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // An address that carries a token tells it to no other page, not even to one of ours.
        headers["Referrer-Policy"] = context.Request.Query.ContainsKey("jeton") ? "no-referrer" : "same-origin";
        headers["Permissions-Policy"] = NothingAllowed;
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
        // Only our own static files may be kept: on a shared computer the back button must show no data.
        if (context.GetEndpoint()?.Metadata.GetMetadata<MayBeKept>() is null)
            headers.CacheControl = "private, no-store";
    }

    // Trusted Types: the only HTML that scripts may insert goes through the one policy of Client/html.ts.
    private static string PagePolicy(string nonce) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types guichet";
}

/// <summary>Marks an endpoint whose answers browsers may keep: static files, nothing else.</summary>
public sealed class MayBeKept;
