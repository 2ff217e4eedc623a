using System.Security.Cryptography;
using Dapper;
using Grains.Commits;
using Grains.Employees.Evidence;
using Grains.Interfaces.Employees.Evidence;
using Silo.Files;
using Silo.Messaging;
using Silo.Storage;

namespace Silo.Evidence;

/// <summary>
/// The files of bundles: rows of 256 KiB at most, each sealed for its place, written by small commits. Who may have a file is decided by the caller that asks
/// for it here.
/// </summary>
public sealed class EvidenceArchive(IHostStore store, ISealer sealer, FileStore files, IReadOnlyList<MailPortal> portals) : IEvidenceArchive
{
    internal const int PartSize = 256 * 1024;
    private const int StepsAtOnce = 100;

    public IEvidenceWriting Begin(string bundle, int step, long run, EvidenceDue due) =>
        new EvidenceWriting(files, portals, due, (n, part, cancel) => Put(bundle, step, run, n, part, cancel));

    /// <summary>Writes a bundle out, a row in memory at a time; before each of its steps it is asked whether to go on.</summary>
    /// <param name="goesOn">Throws when the right is gone.</param>
    /// <exception cref="CryptographicException">A row is missing, changed, or stands in another's place.</exception>
    public async Task CopyTo(string bundle, Stream to, Func<Task> goesOn, CancellationToken cancel)
    {
        for (var after = -1L; ;)
        {
            List<(long Step, long Run, long Parts)> steps;
            await using (var reading = await store.OpenRead(cancel))
                steps = [.. await reading.QueryAsync<(long, long, long)>(
                    $"SELECT step, run, parts FROM evidence_step WHERE bundle = @bundle AND step > @after ORDER BY step LIMIT {StepsAtOnce}", new { bundle, after })];
            foreach (var (step, run, parts) in steps)
            {
                await goesOn();
                for (var n = 0L; n < parts; n++)
                    await to.WriteAsync(await Part(bundle, step, run, n, cancel), cancel);
            }
            if (steps.Count < StepsAtOnce)
                return;
            after = steps[^1].Step;
        }
    }

    private async Task<byte[]> Part(string bundle, long step, long run, long n, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        var data = await reading.ExecuteScalarAsync<byte[]?>(
            "SELECT data FROM evidence_part WHERE bundle = @bundle AND step = @step AND run = @run AND n = @n", new { bundle, step, run, n });
        return sealer.Open(data ?? throw new CryptographicException("The bundle is gone."), Context(bundle, step, run, n));
    }

    private async ValueTask Put(string bundle, long step, long run, long n, ReadOnlyMemory<byte> part, CancellationToken cancel) => await store.Execute(
        "INSERT INTO evidence_part (bundle, step, run, n, data) VALUES ($1, $2, $3, $4, $5)", CommitLane.Bulk, cancel, bundle, step, run, n,
        sealer.Seal(part.Span, Context(bundle, step, run, n)));

    private static string Context(string bundle, long step, long run, long n) => $"evidence/{bundle}/{step}/{run}/{n}";
}
