using Grains.Interfaces;
using Web.Portals;

namespace Web.Accounts.Session;

/// <summary>
/// The cookies of one portal. Over https their names begin with <c>__Host-</c>, so that no other host or path can plant them; the name
/// carries the slug, so that a person may be signed in to two portals at once.
/// </summary>
public sealed class Cookies(PortalDirectory portals)
{
    public const string Session = "session";
    public const string Device = "appareil";
    public const string Flow = "connexion";

    /// <summary>The portal a request is for: its first segment, or <c>?portal=</c> for the hub.</summary>
    public string? PortalOf(HttpRequest request)
    {
        var first = First(request.Path);
        return Known(first is "live" ? request.Query["portal"].ToString() : first);
    }

    /// <summary>The portal that an address lies in, or null.</summary>
    public string? PortalOf(string path) => Known(First(path));

    public static string? Read(HttpRequest request, string kind, string portal) => request.Cookies[Name(request, kind, portal)];

    /// <param name="life">Null: until the browser closes; the server decides the session's life anyway.</param>
    public static void Write(HttpContext context, string kind, string portal, string value, TimeSpan? life = null) =>
        context.Response.Cookies.Append(Name(context.Request, kind, portal), value, Options(context, life));

    public static void Clear(HttpContext context, string kind, string portal) =>
        context.Response.Cookies.Delete(Name(context.Request, kind, portal), Options(context, null));

    private static string? First(string? path) => path?.Split('/', 3, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();

    private string? Known(string? slug) => slug is Caller.StaffPortal || (slug is not null && portals.Find(slug) is not null) ? slug : null;

    private static string Name(HttpRequest request, string kind, string portal) => $"{(request.IsHttps ? "__Host-" : "")}{kind}-{portal}";

    // Lax, not Strict: the link in a mail must find the person signed in. What changes state is a POST, which Lax never carries.
    private static CookieOptions Options(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
        MaxAge = life,
    };
}
