using Grains.Commits;
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

    /// <summary>Each caller waits for its write before it sends the next, so that the queue is all but empty again and again.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_write_is_left_behind_however_callers_and_writers_meet(int writers)
    {
        using var queue = new CommitQueue<TaskCompletionSource>(drainSize: 4);
        var writing = Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (var drain = new List<TaskCompletionSource>(); ; drain.Clear())
            {
                await queue.Wake.WaitAsync();
                if (!queue.Fill(drain))
                    return;
                foreach (var write in drain)
                    write.SetResult();
            }
        })).ToList();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                var write = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await queue.Enqueue(write, caller % 3 == 0 ? CommitLane.Bulk : CommitLane.Interactive, default);
                await write.Task.WaitAsync(TimeSpan.FromSeconds(10));
            }
        })));
        queue.Complete();
        await Task.WhenAll(writing).WaitAsync(TimeSpan.FromSeconds(10));
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
