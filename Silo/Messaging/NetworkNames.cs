using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Silo.Messaging;

/// <summary>
/// Where a session came from, in words: of the address only the prefix is kept (/24, or /48 of IPv6), which tells people's own networks apart.
/// </summary>
public static class NetworkNames
{
    public static string Of(string prefix) =>
        !IPAddress.TryParse(prefix, out var address) ? OriginTexts.NetworkUnknown
        // Of ::1 the prefix is all zeros.
        : IPAddress.IsLoopback(address) || address.Equals(IPAddress.IPv6Any) ? OriginTexts.NetworkHere
        : string.Format(OriginTexts.NetworkOf, address.AddressFamily is AddressFamily.InterNetwork ? string.Join('.', address.GetAddressBytes().Take(3))
            : Groups(address.GetAddressBytes()));

    private static string Groups(byte[] bytes) =>
        string.Join(':', Enumerable.Range(0, 3).Select(i => (bytes[2 * i] << 8 | bytes[2 * i + 1]).ToString("x", CultureInfo.InvariantCulture)));
}
