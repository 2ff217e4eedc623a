using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Tests.Fixtures;

/// <summary>
/// Lies between nodes and PostgreSQL, or between nodes, and does what networks do: links break, fall silent, lose one message or one answer.
/// A fault may concern only the links on which a word was said, as LISTEN is on the change feed's.
/// </summary>
public sealed class FaultProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<FaultLink, bool> _links = new();
    private readonly int _server;
    private Loss? _loss;
    private string? _frozenWord;

    /// <param name="server">The port on loopback that it leads to.</param>
    public FaultProxy(int server)
    {
        _server = server;
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Count(string word = "") => Links(word).Count();

    /// <summary>Breaks links at once, both ends see a reset. New ones pass.</summary>
    public void Cut(string word = "")
    {
        foreach (var link in Links(word))
            link.Cut();
    }

    /// <summary>Half-open: links stay, nothing passes either way until <see cref="Thaw"/>.</summary>
    /// <param name="newOnes">Links that are opened, or say the word, from now on fall silent too.</param>
    public void Freeze(string word = "", bool newOnes = false)
    {
        _frozenWord = newOnes ? word : null;
        foreach (var link in Links(word))
            link.Freeze();
    }

    /// <summary>What was held back passes now, late but in order.</summary>
    public void Thaw()
    {
        _frozenWord = null;
        foreach (var link in Links(""))
            link.Thaw();
    }

    /// <summary>The next message with this word reaches the server; the answer, waited for to its end, is swallowed and the link cut.</summary>
    /// <param name="first">Done before the link is cut: whoever lost it finds things so.</param>
    public Task LoseAnswerTo(string word, Action? first = null) => Arm(new Loss(word, Reaches: true, first));

    /// <summary>The next message with this word is swallowed and the link cut: the server rolls back.</summary>
    public Task LoseMessage(string word) => Arm(new Loss(word, Reaches: false));

    /// <summary>A loss that has not struck yet never will.</summary>
    public void Disarm() => Volatile.Write(ref _loss, null);

    public void Dispose()
    {
        _listener.Stop();
        Cut();
    }

    internal bool IsFrozen(FaultLink link) => _frozenWord is { } word && link.Said(word);

    /// <summary>The armed loss, when the message has its word; it strikes once.</summary>
    internal Loss? Strike(string message, int seen) =>
        Volatile.Read(ref _loss) is { } loss && FaultLink.IsNew(loss.Word, message, seen) && Interlocked.CompareExchange(ref _loss, null, loss) == loss ? loss
            : null;

    internal void Forget(FaultLink link) => _links.TryRemove(link, out _);

    private Task Arm(Loss loss)
    {
        Volatile.Write(ref _loss, loss);
        return loss.Struck.Task;
    }

    private IEnumerable<FaultLink> Links(string word) => _links.Keys.Where(l => l.Said(word));

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                _ = Join(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task Join(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _server);
        }
        catch (SocketException)
        {
            FaultLink.Reset(client);
            server.Dispose();
            return;
        }
        client.NoDelay = true;
        var link = new FaultLink(this, client, server);
        _links[link] = true;
        link.Run();
    }

    internal sealed record Loss(string Word, bool Reaches, Action? First = null)
    {
        public TaskCompletionSource Struck { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
