using Grains.Commits;
using Silo.Storage;

namespace Silo.Jobs;

/// <summary>Batches that ended long ago, with what became of each actor: a result names people, and nobody asks for it any more.</summary>
public sealed class EndedBatches(IHostStore store)
{
    /// <summary>Forgets those that ended before, some thousands of lines at a call; returns how much went.</summary>
    public async Task<int> Sweep(DateTimeOffset before, CancellationToken cancel)
    {
        var ended = before.ToUnixTimeMilliseconds();
        // The lines first: a batch without any goes whole, whatever dies in between.
        var lines = await store.Execute(
            """
            DELETE FROM batch_line WHERE (batch, target) IN (
              SELECT l.batch, l.target FROM batch_line l WHERE l.batch IN (SELECT b.batch FROM batch_list b WHERE b.ended_at < $1 LIMIT 100) LIMIT 2000)
            """, CommitLane.Bulk, cancel, ended);
        if (lines > 0)
            return lines;
        await store.Execute(
            "DELETE FROM grain WHERE key IN (SELECT 'batch/' || b.batch FROM batch_list b WHERE b.ended_at < $1 LIMIT 100)", CommitLane.Bulk, cancel, ended);
        return await store.Execute(
            """
            DELETE FROM batch_list WHERE batch IN (
              SELECT b.batch FROM batch_list b WHERE b.ended_at < $1 AND NOT EXISTS (SELECT 1 FROM grain g WHERE g.key = 'batch/' || b.batch) LIMIT 100)
            """, CommitLane.Bulk, cancel, ended);
    }
}
