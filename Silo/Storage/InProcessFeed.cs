using System.Collections.Immutable;
using System.Threading.Channels;
using Actors.Durable;

namespace Silo.Storage;

/// <summary>The change feed of a single node: commits told in their order, away from the writer's thread.</summary>
public sealed class InProcessFeed : IChangeFeed, IAsyncDisposable
{
    private readonly Channel<IReadOnlyList<Notice>> _batches = Channel.CreateUnbounded<IReadOnlyList<Notice>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _pump;
    private ImmutableArray<Action<IReadOnlyList<Notice>>> _listeners = [];

    public InProcessFeed() => _pump = Task.Run(Pump);

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
                listener(batch);
        }
    }

    private sealed class Listening(InProcessFeed feed, Action<IReadOnlyList<Notice>> listener) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref feed._listeners, l => l.Remove(listener));
    }
}
