using System.Net;

namespace Web.Demo;

/// <summary>Whether the demo's pages exist: the store carries the demo's mark, and both ends of the connection are this machine.</summary>
public sealed class DemoPresence
{
    /// <summary>Set once at start, from the store.</summary>
    public bool IsMarked { get; set; }

    public bool IsHere(HttpContext context) =>
        IsMarked && Local(context.Connection.LocalIpAddress) && Local(context.Connection.RemoteIpAddress)
        // Through a proxy on this machine that nobody named as trusted, everybody seems to be here.
        && !context.Request.Headers.ContainsKey("X-Forwarded-For");

    // A test server has no addresses at all.
    private static bool Local(IPAddress? address) => address is null || IPAddress.IsLoopback(address);
}
