using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Grains.Tests.Files;

/// <summary>Listens like clamd, reads a whole INSTREAM, and answers what it is told to: null holds the line, empty hangs up.</summary>
internal sealed class FalseClamd : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public FalseClamd()
    {
        _listener.Start();
        _serving = Serve();
    }

    public string? Answer { get; set; } = "stream: OK\0";

    /// <summary>What was sent last, without the lengths.</summary>
    public byte[] Received { get; private set; } = [];

    public Dictionary<string, string> Settings => new() { ["CLAMD"] = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}", ["CLAMD_TIMEOUT"] = "0.5" };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        try
        {
            await _serving;
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
        _end.Dispose();
    }

    private async Task Serve()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            try
            {
                await Talk(client.GetStream());
            }
            catch (Exception e) when (e is IOException or EndOfStreamException)
            {
            }
        }
    }

    private async Task Talk(Stream stream)
    {
        var command = new byte[10];
        await stream.ReadExactlyAsync(command, _end.Token);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
        using var all = new MemoryStream();
        var length = new byte[4];
        for (var left = 1; left > 0;)
        {
            await stream.ReadExactlyAsync(length, _end.Token);
            left = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(length);
            var chunk = new byte[left];
            await stream.ReadExactlyAsync(chunk, _end.Token);
            all.Write(chunk);
        }
        Received = all.ToArray();
        if (Answer is { } answer)
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), _end.Token);
        else
            await stream.ReadAtLeastAsync(length, 1, throwOnEndOfStream: false, _end.Token);
    }
}
