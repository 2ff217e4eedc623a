using System.Threading.Channels;
using Grains.Commits;

namespace Silo.Storage;

/// <summary>
/// What waits for a store's writers, in two lanes. A drain takes some hundreds of writes: interactive ones first, the others add at most
/// a quarter.
/// </summary>
internal sealed class CommitQueue<T>(int drainSize) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Channel<T> _interactive = Channel.CreateBounded<T>(16_384);
    private readonly Channel<T> _bulk = Channel.CreateBounded<T>(1_024);
    private volatile bool _complete;

    /// <summary>Says that writes may wait; a writer takes a permit before it fills its drain.</summary>
    public SemaphoreSlim Wake { get; } = new(0);

    /// <exception cref="IOException">The queue stayed full: the store cannot keep up, or cannot write at all.</exception>
    public async ValueTask Enqueue(T write, CommitLane lane, CancellationToken cancel)
    {
        var channel = lane is CommitLane.Bulk ? _bulk : _interactive;
        if (!channel.Writer.TryWrite(write))
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(Patience);
            try
            {
                await channel.Writer.WriteAsync(write, patience.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new IOException("The store's queue is full.");
            }
            catch (ChannelClosedException)
            {
                throw new IOException("The store is closed.");
            }
        }
        Wake.Release();
    }

    /// <summary>Set while the store is known not to write: then each drain is one try, so that people hear at once. The first success ends it.</summary>
    public volatile bool IsAway;

    /// <summary>
    /// Adds what waits, until the drain is full or <paramref name="isFull"/> says that it has grown heavy enough. False when the queue is
    /// complete and nothing is left: then the writer ends.
    /// </summary>
    public bool Fill(List<T> drain, Predicate<T>? isFull = null)
    {
        // Asked before the reads: what was let in before it was complete is read by them.
        var complete = _complete;
        // Taken before the writes are read: a permit taken afterwards might belong to a write that nobody has read.
        while (Wake.Wait(0))
        {
        }
        var full = false;
        while (!full && drain.Count < drainSize && _interactive.Reader.TryRead(out var next))
            full = Add(next);
        // Chunks of files are large: never more of them than a message can wait for. A drain of one (measuring) stays one.
        var bulk = drain.Count > 0 && drainSize == 1 ? 0 : Math.Max(1, drainSize / 4);
        while (!full && bulk-- > 0 && _bulk.Reader.TryRead(out var next))
            full = Add(next);
        // The permit that came with the end may be among those taken above: each writer must still find one.
        if (_complete || _interactive.Reader.TryPeek(out _) || _bulk.Reader.TryPeek(out _))
            Wake.Release();
        return drain.Count > 0 || !complete;

        bool Add(T next)
        {
            drain.Add(next);
            return isFull?.Invoke(next) ?? false;
        }
    }

    /// <summary>Takes whatever waits: who waited behind a drain that gave up has waited as long.</summary>
    public IEnumerable<T> Everything()
    {
        while (_interactive.Reader.TryRead(out var write) || _bulk.Reader.TryRead(out write))
            yield return write;
    }

    public void Complete()
    {
        _interactive.Writer.TryComplete();
        _bulk.Writer.TryComplete();
        _complete = true;
        Wake.Release();
    }

    public void Dispose() => Wake.Dispose();
}
