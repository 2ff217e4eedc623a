using System.Collections.Immutable;
using System.Threading.Channels;
using Actors.Durable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Silo.Storage;

/// <summary>The change feed of a single node: commits told in their order, away from the writer's thread.</summary>
public sealed partial class InProcessFeed : IChangeFeed, IAsyncDisposable
{
    private readonly Channel<IReadOnlyList<Notice>> _batches = Channel.CreateUnbounded<IReadOnlyList<Notice>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _pump;
    private ImmutableArray<Action<IReadOnlyList<Notice>>> _listeners = [];

    private readonly ILogger _log;

    public InProcessFeed(ILogger<InProcessFeed>? log = null)
    {
        _log = log ?? NullLogger<InProcessFeed>.Instance;
        _pump = Task.Run(Pump);
    }

    public IDisposable Listen(Action<IReadOnlyList<Notice>> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, l => l.Add(listener));
        return new Listening(this, listener);
    }

    /// <summary>Nobody else writes this store: a copy in memory is never behind.</summary>
    public long NoticedVersion(string grain) => 0;

    public void Publish(IReadOnlyList<Notice> notices) => _batches.Writer.TryWrite(notices);

    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();
        await _pump;
    }

    private async Task Pump()
    {
        await foreach (var batch in _batches.Reader.ReadAllAsync())
        {
            foreach (var listener in _listeners)
            {
                try
                {
                    listener(batch);
                }
                catch (Exception e)
                {
                    // One listener's fault must not silence the feed for all the others.
                    LogListener(e);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener of the change feed failed")]
    private partial void LogListener(Exception reason);

    private sealed class Listening(InProcessFeed feed, Action<IReadOnlyList<Notice>> listener) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref feed._listeners, l => l.Remove(listener));
    }
}
