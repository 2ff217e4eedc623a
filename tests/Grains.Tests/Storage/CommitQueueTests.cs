using Actors.Durable;
using Silo.Storage;

namespace Grains.Tests.Storage;

public sealed class CommitQueueTests : IDisposable
{
    private readonly CommitQueue<int> _queue = new(drainSize: 4);

    public void Dispose() => _queue.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 2)]
    [InlineData(9, 1)]
    [InlineData(9, 2)]
    public async Task Every_writer_ends_after_all_that_was_let_in(int writes, int writers)
    {
        for (var i = 0; i < writes; i++)
            await _queue.Enqueue(i, CommitLane.Interactive, default);
        _queue.Complete();

        var written = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Write()));

        Assert.Equal(Enumerable.Range(0, writes), written.SelectMany(w => w).Order());
    }

    [Fact]
    public async Task What_comes_after_the_end_is_refused()
    {
        _queue.Complete();

        await Assert.ThrowsAsync<IOException>(async () => await _queue.Enqueue(1, CommitLane.Interactive, default));
    }

    /// <summary>As a writer does: a permit, then a drain.</summary>
    private async Task<List<int>> Write()
    {
        var written = new List<int>();
        while (true)
        {
            Assert.True(await _queue.Wake.WaitAsync(TimeSpan.FromSeconds(5)), "nobody wakes the writer");
            var drain = new List<int>();
            if (!_queue.Fill(drain))
                return written;
            written.AddRange(drain);
        }
    }
}
