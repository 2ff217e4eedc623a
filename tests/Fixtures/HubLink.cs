using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Tests.Fixtures;

/// <summary>A live link as a browser opens it: WebSocket, JSON protocol, no negotiation.</summary>
public sealed partial class HubLink : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = new();
    private readonly Channel<JsonElement> _frames = Channel.CreateUnbounded<JsonElement>();
    private readonly TaskCompletionSource<TimeSpan> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _opened = Stopwatch.GetTimestamp();
    private int _next;

    /// <summary>Everything that came, in raw text.</summary>
    public ConcurrentQueue<string> Raw { get; } = new();

    /// <summary>Completes with the time since opening when the server closes the link.</summary>
    public Task Closed => _closed.Task;

    /// <param name="cookies">The browser's, with its session.</param>
    public static async Task<HubLink> Open(Uri server, CookieContainer cookies, string portal, string? origin = null, string protocol = "json")
    {
        var link = new HubLink();
        link._socket.Options.Cookies = cookies;
        if (origin is not null)
            link._socket.Options.SetRequestHeader("Origin", origin);
        var address = new UriBuilder(server) { Scheme = "ws", Path = "/live", Query = $"portal={portal}" }.Uri;
        await link._socket.ConnectAsync(address, default);
        await link.Write($$"""{"protocol":"{{protocol}}","version":1}""");
        _ = link.Listen();
        return link;
    }

    /// <summary>Calls the hub; null when it went well, the error's text otherwise.</summary>
    public async Task<string?> Call(string method, params object?[] arguments) =>
        (await Complete(method, arguments)).TryGetProperty("error", out var error) ? error.GetString() : null;

    /// <summary>Of these topics, what a page must ask for that was drawn at that instant.</summary>
    public async Task<IReadOnlyList<string>> ChangedSince(DateTimeOffset drawn, params string[] topics) =>
        [.. (await Complete("ChangedSince", [topics, drawn.ToUnixTimeMilliseconds()])).GetProperty("result").EnumerateArray().Select(t => t.GetString()!)];

    private async Task<JsonElement> Complete(string method, object?[] arguments)
    {
        var id = $"{Interlocked.Increment(ref _next)}";
        var answer = _calls[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await Write(JsonSerializer.Serialize(new { type = 1, invocationId = id, target = method, arguments }));
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    public Task<string?> Watch(params string[] topics) => Call("Watch", [topics]);

    /// <summary>What a link is told after a gap: ask for everything.</summary>
    public const string Again = "again";

    /// <summary>The next change of a topic, or <see cref="Again"/>.</summary>
    public async Task<(string Topic, long Version, long Number)> Next(TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(5));
        var frame = await _frames.Reader.ReadAsync(patience.Token);
        var values = frame.GetProperty("arguments");
        return values.GetArrayLength() == 0 ? (frame.GetProperty("target").GetString()!, 0, 0)
            : (values[0].GetString()!, values[1].GetInt64(), values[2].GetInt64());
    }

    public bool TryNext() => _frames.Reader.TryRead(out _);

    public Task Write(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, true, default);

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await Task.CompletedTask;
    }

    private async Task Listen()
    {
        var buffer = new byte[64 * 1024];
        var text = new StringBuilder();
        try
        {
            while (true)
            {
                var got = await _socket.ReceiveAsync(buffer, default);
                if (got.MessageType is WebSocketMessageType.Close)
                    break;
                text.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
                var parts = text.ToString().Split(End);
                text.Clear().Append(parts[^1]);
                foreach (var part in parts[..^1].Where(p => p.Length > 2))
                    Take(part);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
        foreach (var call in _calls.Values)
            call.TrySetException(new IOException("The link is closed."));
        _closed.TrySetResult(Stopwatch.GetElapsedTime(_opened));
    }

    private void Take(string part)
    {
        Raw.Enqueue(part);
        var message = JsonDocument.Parse(part).RootElement;
        switch (message.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
        {
            case 1:
                _frames.Writer.TryWrite(message);
                break;
            case 3 when _calls.TryRemove(message.GetProperty("invocationId").GetString()!, out var call):
                call.TrySetResult(message);
                break;
        }
    }
}
