using Actors.Durable;
using Dapper;
using Grains.Mail;
using Microsoft.Extensions.Logging;
using Silo.Mail;
using Silo.Storage;

namespace Silo.Files;

/// <summary>
/// Scans what came in while the scanner was away, or before there was one. A file found infected so late is emptied: its name stays where
/// it was linked, and whoever sent it is told.
/// </summary>
public sealed partial class FileScans(FileShelf shelf, VirusScanner scanner, IHostStore store, MailHandler mails, ILogger<FileScans> log)
{
    private const int Batch = 20;

    /// <summary>Up to a batch, oldest first; returns how many were decided. Zero also when the scanner does not answer.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        if (!scanner.IsConfigured)
            return 0;
        var decided = 0;
        foreach (var (file, uploader, name) in await Waiting(cancel))
        {
            var verdict = await shelf.Scan(file, cancel);
            if (verdict is ScanVerdict.None)
                return decided;
            decided++;
            if (verdict is ScanVerdict.Infected)
                await Tell(file, uploader, name, cancel);
        }
        return decided;
    }

    private async Task<IReadOnlyList<(string File, string Uploader, string Name)>> Waiting(CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return [.. await reading.QueryAsync<(string, string, string)>($"SELECT id, uploader, name FROM file WHERE scan = 0 AND complete = 1 ORDER BY created_at LIMIT {Batch}")];
    }

    private async Task Tell(string file, string uploader, string name, CancellationToken cancel)
    {
        LogInfected(file);
        try
        {
            await mails.Send($"file-infected/{file}", new MailJob("file-infected", uploader, "", new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name }), cancel);
        }
        catch (JobRefusedException)
        {
            // Somebody who has no account yet.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "File {File} was found infected and emptied")]
    private partial void LogInfected(string file);
}
