using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Bench;

/// <summary>One of very many live links: watches, and says when which frame came.</summary>
internal sealed class LoadLink : IDisposable
{
    private const char End = '\u001e';
    private readonly ClientWebSocket _socket = new();
    private readonly TaskCompletionSource _watching = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<long, long> _heard;

    /// <param name="heard">The version in a "change" frame, and when it came.</param>
    private LoadLink(Action<long, long> heard) => _heard = heard;

    /// <summary>False once the server has closed it.</summary>
    public bool IsOpen => _socket.State is WebSocketState.Open;

    public static async Task<LoadLink> Open(Uri server, CookieContainer? cookies, IReadOnlyList<string> topics, Action<long, long> heard)
    {
        var link = new LoadLink(heard);
        link._socket.Options.Cookies = cookies;
        await link._socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/live", Query = $"portal={BenchHost.Portal}" }.Uri, default);
        await link.Write("""{"protocol":"json","version":1}""");
        _ = link.Listen();
        await link.Write(JsonSerializer.Serialize(new { type = 1, target = "Watch", arguments = new[] { topics }, invocationId = "1" }));
        await link._watching.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return link;
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }

    private Task Write(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, true, default);

    // A message may come in pieces and a piece may hold several; all of them are short.
    private async Task Listen()
    {
        var buffer = new byte[2048];
        var filled = 0;
        try
        {
            while (true)
            {
                var got = await _socket.ReceiveAsync(buffer.AsMemory(filled), default);
                var at = Stopwatch.GetTimestamp();
                if (got.MessageType is WebSocketMessageType.Close)
                    return;
                filled += got.Count;
                var begin = 0;
                for (int length; (length = buffer.AsSpan(begin, filled - begin).IndexOf((byte)End)) >= 0; begin += length + 1)
                    Take(buffer.AsMemory(begin, length), at);
                buffer.AsSpan(begin, filled - begin).CopyTo(buffer);
                filled -= begin;
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private void Take(ReadOnlyMemory<byte> text, long at)
    {
        using var message = JsonDocument.Parse(text);
        var root = message.RootElement;
        switch (root.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
        {
            case 1 when root.GetProperty("target").ValueEquals("change"):
                _heard(root.GetProperty("arguments")[1].GetInt64(), at);
                break;
            case 3 when root.TryGetProperty("error", out var error):
                _watching.TrySetException(new InvalidOperationException(error.GetString()));
                break;
            case 3:
                _watching.TrySetResult();
                break;
        }
    }
}
