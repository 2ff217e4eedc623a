using Grains.Commits;
using Silo.Storage;

namespace Silo.Jobs;

/// <summary>Imports that were begun long ago, ended or not, with their lines: they name people, and their file is the employer's.</summary>
public sealed class FormerImports(IHostStore store)
{
    /// <summary>Forgets those that began before, some thousands of lines at a call; returns how much went.</summary>
    public async Task<int> Sweep(DateTimeOffset before, CancellationToken cancel)
    {
        var begun = before.ToUnixTimeMilliseconds();
        // The lines first: an import without any goes whole, whatever dies in between.
        var lines = await store.Execute(
            """
            DELETE FROM import_line WHERE (import, line) IN (
              SELECT l.import, l.line FROM import_line l WHERE l.import IN (SELECT i.import FROM import_list i WHERE i.started_at < $1 LIMIT 100) LIMIT 2000)
            """, CommitLane.Bulk, cancel, begun);
        if (lines > 0)
            return lines;
        await store.Execute(
            "DELETE FROM grain WHERE key IN (SELECT 'import/' || i.import FROM import_list i WHERE i.started_at < $1 LIMIT 100)", CommitLane.Bulk, cancel,
            begun);
        return await store.Execute(
            """
            DELETE FROM import_list WHERE import IN (
              SELECT i.import FROM import_list i WHERE i.started_at < $1 AND NOT EXISTS (SELECT 1 FROM grain g WHERE g.key = 'import/' || i.import) LIMIT 100)
            """, CommitLane.Bulk, cancel, begun);
    }
}
