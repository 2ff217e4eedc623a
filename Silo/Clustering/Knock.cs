using System.Collections.Concurrent;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Silo.Clustering;

/// <summary>Whether a port of this very machine refuses: then its process is gone. One that is busy or suspended still accepts connections.</summary>
internal static class Knock
{
    /// <summary>On one machine a port answers at once, or its queue is full.</summary>
    public static readonly TimeSpan Nearby = TimeSpan.FromMilliseconds(100);
    private static readonly ConcurrentDictionary<IPAddress, bool> Own = new();

    /// <summary>Elsewhere a refusal may be a firewall's.</summary>
    public static bool IsOwn(IPAddress address) => Own.GetOrAdd(address, a => IPAddress.IsLoopback(a)
        || NetworkInterface.GetAllNetworkInterfaces().Any(i => i.GetIPProperties().UnicastAddresses.Any(u => u.Address.Equals(a))));

    /// <summary>False for a port of another machine, and for one that says neither within 100 ms.</summary>
    public static async ValueTask<bool> IsRefused(IPEndPoint port, CancellationToken cancel = default) =>
        IsOwn(port.Address) && await At(port, Nearby, cancel).ConfigureAwait(false) is SocketError.ConnectionRefused;

    public static async ValueTask<SocketError> At(IPEndPoint port, TimeSpan within, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(within);
        using var socket = new Socket(port.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(port, patience.Token).ConfigureAwait(false);
            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return SocketError.TimedOut;
        }
    }
}
