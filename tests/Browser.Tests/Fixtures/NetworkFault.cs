using System.Net;
using System.Net.Sockets;

namespace Browser.Tests.Fixtures;

/// <summary>What lies between a browser and the server, and can be cut: open links break, new ones are refused.</summary>
public sealed class NetworkFault : IDisposable
{
    private readonly Uri _server;
    private readonly List<TcpClient> _ends = [];
    private readonly int _port;
    private TcpListener? _listener;

    public NetworkFault(Uri server)
    {
        _server = server;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Accept(_listener);
    }

    public Uri Address => new($"http://localhost:{_port}");

    public void Cut()
    {
        _listener?.Stop();
        _listener = null;
        lock (_ends)
        {
            foreach (var end in _ends)
                end.Close();
            _ends.Clear();
        }
    }

    public void Mend()
    {
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _ = Accept(_listener);
    }

    public void Dispose() => Cut();

    private async Task Accept(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var browser = await listener.AcceptTcpClientAsync();
                var server = new TcpClient();
                lock (_ends)
                    _ends.AddRange([browser, server]);
                await server.ConnectAsync(_server.Host, _server.Port);
                _ = Copy(browser, server);
                _ = Copy(server, browser);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private static async Task Copy(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }
}
