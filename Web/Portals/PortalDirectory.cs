using System.Collections.Frozen;

namespace Web.Portals;

/// <summary>The portals of this deployment, by slug.</summary>
public sealed class PortalDirectory(IConfiguration configuration)
{
    private readonly FrozenDictionary<string, Portal> _bySlug =
        All(configuration).ToFrozenDictionary(portal => portal.Slug, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string> _spellings =
        All(configuration).Select(portal => portal.Slug).Append(Portal.Staff).ToFrozenDictionary(slug => slug, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<Portal> Portals { get; } = All(configuration);

    public Portal? Find(string slug) => _bySlug.GetValueOrDefault(slug);

    /// <summary>The slug that a first segment means in whatever case, of a portal or of the back office; null when it means none.</summary>
    public string? Spelling(string segment) => _spellings.GetValueOrDefault(segment);

    private static Portal[] All(IConfiguration configuration) => configuration.GetSection("Portals").Get<Portal[]>() ?? [];
}

/// <summary>Lets <c>/{portal:portal}/…</c> match known slugs only; any other first segment is a page that does not exist.</summary>
public sealed class PortalRouteConstraint(PortalDirectory portals) : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string slug && portals.Find(slug) is not null;
}
