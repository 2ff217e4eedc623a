using System.Net;
using System.Net.Sockets;
using Grains;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Web.Security;

/// <summary>
/// Who may say where a request comes from. Anybody can write <c>X-Forwarded-For</c>; it counts only on connections of the proxies named in
/// <c>TRUSTED_PROXIES</c>, and read from the right, as far as those go. Otherwise a caller who changes it with each request is never slowed.
/// </summary>
public static class TrustedProxies
{
    public const string Setting = "TRUSTED_PROXIES";

    /// <exception cref="SettingRefusedException">Something in it is no address and no range, or it trusts everybody.</exception>
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, IConfiguration settings)
    {
        var proxies = Read(settings[Setting]);
        // Last of all: a switch of the framework (ASPNETCORE_FORWARDEDHEADERS_ENABLED) would otherwise trust every connection.
        return services.PostConfigure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = proxies.Count > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
                options.KnownIPNetworks.Add(proxy);
            // A proxy in front of the proxy counts as long as it is named too.
            options.ForwardLimit = null;
        });
    }

    public static IReadOnlyList<IPNetwork> Read(string? setting) =>
        [.. (setting ?? "").Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Network)];

    /// <summary>What one source is counted by: an address, or the /56 of which a subscriber has every address.</summary>
    public static string SourceOf(IPAddress? address)
    {
        if (address is null)
            return "none";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetwork ? address.ToString() : Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 7));
    }

    private static IPNetwork Network(string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return new IPNetwork(address, address.AddressFamily is AddressFamily.InterNetwork ? 32 : 128);
        return IPNetwork.TryParse(text, out var network) && network.PrefixLength > 0
            ? network
            : throw new SettingRefusedException($"{Setting} holds {text}, which is neither an address (10.0.0.5) nor a range (10.0.0.0/24).");
    }
}
