using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Tests.Fixtures;

/// <summary>Ports of the loopback for servers that a test starts, and starts again.</summary>
public static class Ports
{
    private static readonly ConcurrentDictionary<int, bool> Given = [];

    /// <summary>
    /// A port that nobody listens on, given once by this process; below those that the kernel hands to outgoing connections,
    /// so that nobody takes it before its server binds it or while that server is stopped.
    /// </summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            if (!Given.TryAdd(port, true))
                continue;
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody's: another one.
            }
        }
    }
}
