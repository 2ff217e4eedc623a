using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Web.Security;
using Web.Tests.Fixtures;

namespace Web.Tests.Access;

/// <summary>What can be asked of the server, from its own table of routes: one name for each method, address and form.</summary>
public static class RouteTable
{
    /// <summary>Names as <c>POST /{portal:portal}/demandes/{number}?handler=message</c>, each with its endpoint. Static files are left out.</summary>
    public static async Task<IReadOnlyList<(string Name, RouteEndpoint Endpoint)>> Of(Site site)
    {
        var pages = site.Services.GetRequiredService<PageLoader>();
        var all = new List<(string, RouteEndpoint)>();
        foreach (var endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            // Files come from the source tree in a build's folder, by a route that a published server lacks.
            if (endpoint.Metadata.GetMetadata<MayBeKept>() is not null || endpoint.RoutePattern.RawText is "{**path:file}")
                continue;
            var path = $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}";
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
                all.AddRange((await pages.LoadAsync(page, endpoint.Metadata)).HandlerMethods
                    .Select(h => ($"{h.HttpMethod.ToUpperInvariant()} {path}{(h.Name is null ? "" : $"?handler={h.Name.ToLowerInvariant()}")}", endpoint)));
            else
                all.AddRange((endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(m => ($"{m} {path}", endpoint)));
        }
        return all;
    }
}
