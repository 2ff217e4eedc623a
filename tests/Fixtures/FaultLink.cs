using System.Net.Sockets;
using System.Text;

namespace Tests.Fixtures;

/// <summary>One connection through a <see cref="FaultProxy"/>.</summary>
internal sealed class FaultLink(FaultProxy proxy, Socket client, Socket server)
{
    /// <summary>ReadyForQuery, idle: nothing of a transaction is open any more.</summary>
    private const string TransactionOver = "Z\0\0\0\u0005I";

    private const int Kept = 64 * 1024;
    private readonly Lock _lock = new();
    private readonly StringBuilder _said = new();
    private TaskCompletionSource? _frozen;
    private FaultProxy.Loss? _loss;
    private int _closed;

    /// <summary>Whether the first 64 KB that the client sent hold the word.</summary>
    public bool Said(string word)
    {
        if (word.Length == 0)
            return true;
        lock (_lock)
            return _said.ToString().Contains(word, StringComparison.Ordinal);
    }

    public void Run()
    {
        _ = Pump(client, server, FromClient);
        _ = Pump(server, client, FromServer);
    }

    public void Freeze()
    {
        lock (_lock)
            _frozen ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Thaw()
    {
        lock (_lock)
        {
            _frozen?.SetResult();
            _frozen = null;
        }
    }

    /// <summary>Both ends see a reset.</summary>
    public void Cut() => Close(Reset);

    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    /// <summary>Whether a text holds the word, at least its end beyond what was seen before.</summary>
    public static bool IsNew(string word, string text, int seen) => text.IndexOf(word, Math.Max(0, seen - word.Length + 1), StringComparison.Ordinal) >= 0;

    private void Close(Action<Socket> close)
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        proxy.Forget(this);
        close(client);
        close(server);
        Thaw();
    }

    private async Task Pump(Socket from, Socket to, Func<string, int, string?> pass)
    {
        var buffer = new byte[32 * 1024];
        var before = "";
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer)) > 0)
            {
                // A word may lie across two packets: it is looked for with the end of the one before.
                var text = before + Encoding.Latin1.GetString(buffer, 0, read);
                if (pass(text, before.Length) is { } passing)
                {
                    await Warm();
                    await to.SendAsync(Encoding.Latin1.GetBytes(passing));
                }
                before = text[^Math.Min(text.Length, 64)..];
            }
            Close(s => s.Dispose());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Cut();
        }
    }

    private async Task Warm()
    {
        if (proxy.IsFrozen(this))
            Freeze();
        while (Frozen() is { } frozen)
            await frozen;
    }

    private Task? Frozen()
    {
        lock (_lock)
            return _frozen?.Task;
    }

    private string? FromClient(string text, int seen)
    {
        lock (_lock)
        {
            if (_said.Length < Kept)
                _said.Append(text, seen, text.Length - seen);
        }
        if (proxy.Strike(text, seen) is not { } loss)
            return text[seen..];
        if (loss.Reaches)
        {
            Volatile.Write(ref _loss, loss);
            return text[seen..];
        }
        Cut();
        loss.Struck.SetResult();
        return null;
    }

    private string? FromServer(string text, int seen)
    {
        if (Volatile.Read(ref _loss) is not { } loss)
            return text[seen..];
        if (IsNew(TransactionOver, text, seen))
        {
            loss.First?.Invoke();
            Cut();
            loss.Struck.TrySetResult();
        }
        return null;
    }
}
