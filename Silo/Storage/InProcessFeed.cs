using System.Threading.Channels;
using Grains.Commits;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Silo.Storage;

/// <summary>The change feed of a single node: commits told in their order, away from the writer's thread.</summary>
public sealed class InProcessFeed : IChangeFeed, IAsyncDisposable
{
    private readonly Channel<IReadOnlyList<ChangeNotification>> _batches =
        Channel.CreateUnbounded<IReadOnlyList<ChangeNotification>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly FeedListeners _listeners;
    private readonly Task _pump;

    public InProcessFeed(ILogger<InProcessFeed>? log = null)
    {
        _listeners = new FeedListeners(log ?? NullLogger<InProcessFeed>.Instance);
        _pump = Task.Run(Pump);
    }

    public IDisposable Listen(Action<IReadOnlyList<ChangeNotification>> heard, Action? missed = null) => _listeners.Add(heard, missed);

    public IDisposable ListenToBroadcasts(Action<string, string> heard) => _listeners.Add(heard);

    public void Broadcast(string topic, string text) => _listeners.TellBroadcast(topic, text);

    public void Publish(IReadOnlyList<ChangeNotification> notices) => _batches.Writer.TryWrite(notices);

    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();
        await _pump;
    }

    private async Task Pump()
    {
        await foreach (var batch in _batches.Reader.ReadAllAsync())
            _listeners.Tell(batch);
    }
}
