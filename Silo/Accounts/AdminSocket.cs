using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Silo.Accounts;

/// <summary>
/// A socket in <c>DATA_DIR</c> that only its owner can open (0600), for commands that must reach the running server: the store belongs to
/// one process. One line in, one line out (<see cref="AdminCommands"/>).
/// </summary>
public sealed partial class AdminSocket(NodeSettings node, AdminCommands commands, ILogger<AdminSocket> log) : BackgroundService
{
    public static string PathIn(string directory) => Path.Combine(directory, "admin.sock");

    /// <summary>Sends a command to the server that has the data open; null when none runs.</summary>
    public static async Task<string?> Ask(string directory, string command)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathIn(directory)));
        }
        catch (SocketException)
        {
            return null;
        }
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\n"));
        return await new StreamReader(stream).ReadLineAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var path = PathIn(node.DataDirectory);
        File.Delete(path);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(path));
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // A very long DATA_DIR does not fit in a socket's address; the server does without.
            LogNone(e);
            return;
        }
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
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
            File.Delete(path);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No admin socket")]
    private partial void LogNone(Exception reason);
}
