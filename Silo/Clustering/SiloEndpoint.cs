using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Grains;
using Microsoft.Extensions.Configuration;

namespace Silo.Clustering;

/// <summary>Where other silos reach this one, and what it listens on: <c>ORLEANS_SILO_ADDRESS</c> and <c>ORLEANS_SILO_PORT</c>.</summary>
internal static class SiloEndpoint
{
    /// <exception cref="SettingRefusedException">A setting that nobody could connect to, said in one sentence.</exception>
    public static IPEndPoint Read(IConfiguration settings)
    {
        var address = ReadAddress(settings["ORLEANS_SILO_ADDRESS"]);
        var free = FreePort(address);
        return new IPEndPoint(address, ReadPort(settings["ORLEANS_SILO_PORT"]) is > 0 and var port ? port : free);
    }

    private static IPAddress ReadAddress(string? text) =>
        string.IsNullOrEmpty(text) ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) ? address
        : throw new SettingRefusedException(
            $"ORLEANS_SILO_ADDRESS holds {text}, which is not the one address at which other silos reach this machine (10.0.0.5).");

    private static int ReadPort(string? text) =>
        string.IsNullOrEmpty(text) ? 0
        : ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port
        : throw new SettingRefusedException($"ORLEANS_SILO_PORT holds {text}, which is no port.");

    private static int FreePort(IPAddress address)
    {
        try
        {
            using var listener = new TcpListener(address, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException e)
        {
            throw new SettingRefusedException($"ORLEANS_SILO_ADDRESS holds {address}, which is no address of this machine.", e);
        }
    }
}
