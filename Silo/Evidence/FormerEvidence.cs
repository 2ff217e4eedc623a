using Grains.Commits;
using Silo.Storage;

namespace Silo.Evidence;

/// <summary>Bundles that were asked for long ago, ready or not, with their files: a second place for what proves waivers.</summary>
public sealed class FormerEvidence(IHostStore store)
{
    // With how many of a table's rows go at once.
    private static readonly (string Table, string Key, int AtOnce)[] Contents =
    [
        ("evidence_part", "bundle, step, run, n", 40), ("evidence_line", "bundle, line", 2000), ("evidence_entry", "bundle, entry", 2000), ("evidence_step", "bundle, step", 2000),
    ];

    /// <summary>Forgets those that were asked for before, some megabytes at a call; returns how much went.</summary>
    public async Task<int> Sweep(DateTimeOffset before, CancellationToken cancel)
    {
        var asked = before.ToUnixTimeMilliseconds();
        const string former = "(SELECT b.bundle FROM evidence_bundle b WHERE b.asked_at < $1 LIMIT 100)";
        // What is in it first: a bundle without anything goes whole, whatever dies in between.
        foreach (var (table, key, some) in Contents)
        {
            var gone = await store.Execute(
                $"DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE bundle IN {former} LIMIT {some})", CommitLane.Bulk, cancel, asked);
            if (gone > 0)
                return gone;
        }
        await store.Execute(
            "DELETE FROM grain WHERE key IN (SELECT 'evidence/' || b.bundle FROM evidence_bundle b WHERE b.asked_at < $1 LIMIT 100)", CommitLane.Bulk, cancel, asked);
        return await store.Execute(
            """
            DELETE FROM evidence_bundle WHERE bundle IN (
              SELECT b.bundle FROM evidence_bundle b WHERE b.asked_at < $1 AND NOT EXISTS (SELECT 1 FROM grain g WHERE g.key = 'evidence/' || b.bundle) LIMIT 100)
            """, CommitLane.Bulk, cancel, asked);
    }
}
