using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Silo.Admin;

/// <summary>
/// A socket in <c>DATA_DIR</c> that only its owner can open (0600), for commands that must reach a running node: the store, or the cluster, is the
/// nodes'. Each node has one of its own, several may share a folder. One line in, one line out (<see cref="AdminCommands"/>).
/// </summary>
public sealed partial class AdminSocket(NodeSettings node, AdminCommands commands, ILogger<AdminSocket> log) : BackgroundService
{
    private readonly string _path = Path.Combine(node.DataDirectory, $"admin-{Guid.NewGuid().ToString("N")[..8]}.sock");

    /// <summary>Sends a command to a node whose folder this is; null when none runs. What a killed node has left is cleared away.</summary>
    public static async Task<string?> Ask(string directory, string command)
    {
        foreach (var path in Directory.Exists(directory) ? Directory.GetFiles(directory, "admin-*.sock") : [])
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
            }
            catch (SocketException e)
            {
                if (e.SocketErrorCode is SocketError.ConnectionRefused)
                    File.Delete(path);
                continue;
            }
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\n"));
            return await new StreamReader(stream).ReadLineAsync();
        }
        return null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Directory.CreateDirectory(node.DataDirectory);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(_path));
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // A very long DATA_DIR does not fit in a socket's address; the server does without.
            LogNone(e);
            return;
        }
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        listener.Listen();
        try
        {
            while (true)
            {
                using var client = await listener.AcceptAsync(stoppingToken);
                await using var stream = new NetworkStream(client);
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                patience.CancelAfter(TimeSpan.FromSeconds(5));
                try
                {
                    var command = await new StreamReader(stream).ReadLineAsync(patience.Token);
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(await commands.Do(command ?? "", stoppingToken) + "\n"), stoppingToken);
                }
                catch (Exception e) when (e is IOException or OperationCanceledException && !stoppingToken.IsCancellationRequested)
                {
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            File.Delete(_path);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No admin socket")]
    private partial void LogNone(Exception reason);
}
