using System.Collections.Immutable;
using Grains.Commits;
using Microsoft.Extensions.Logging;

namespace Silo.Storage;

/// <summary>Who follows a feed on this node. One listener's fault must not silence the feed for all the others.</summary>
internal sealed partial class FeedListeners(ILogger log)
{
    private ImmutableArray<Listener> _listeners = [];

    public IDisposable Add(Action<IReadOnlyList<ChangeNotification>> heard, Action? missed) => Add(new Listener(this) { Heard = heard, Missed = missed });

    public IDisposable Add(Action<string, string> broadcast) => Add(new Listener(this) { Broadcast = broadcast });

    public void Tell(IReadOnlyList<ChangeNotification> batch) => Each(l => l.Heard?.Invoke(batch));

    public void TellMissed() => Each(l => l.Missed?.Invoke());

    public void TellBroadcast(string topic, string text) => Each(l => l.Broadcast?.Invoke(topic, text));

    private Listener Add(Listener listener)
    {
        ImmutableInterlocked.Update(ref _listeners, l => l.Add(listener));
        return listener;
    }

    private void Each(Action<Listener> tell)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                tell(listener);
            }
            catch (Exception e)
            {
                LogListener(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener of the change feed failed")]
    private partial void LogListener(Exception reason);

    private sealed class Listener(FeedListeners listeners) : IDisposable
    {
        public Action<IReadOnlyList<ChangeNotification>>? Heard { get; init; }

        public Action? Missed { get; init; }

        public Action<string, string>? Broadcast { get; init; }

        public void Dispose() => ImmutableInterlocked.Update(ref listeners._listeners, l => l.Remove(this));
    }
}
