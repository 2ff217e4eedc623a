using Dapper;
using Grains.Commits;
using Grains.Mail;
using Microsoft.Extensions.Logging;
using Silo.Messaging;
using Silo.Storage;

namespace Silo.Files;

/// <summary>
/// Scans what came in while the scanner was away, or before there was one. A file found infected so late is emptied: its name stays where
/// it was linked, and the sender is told.
/// </summary>
public sealed partial class FileScans(FileStore files, VirusScanner scanner, IHostStore store, MailHandler mails, ILogger<FileScans> log)
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
            var verdict = await files.Scan(file, cancel);
            if (verdict is ScanVerdict.None)
                return decided;
            // Told first: a node that dies between finds the file unjudged and tells again, under the same key.
            if (verdict is ScanVerdict.Infected && !await Tell(file, uploader, name, cancel))
                continue;
            await files.SetVerdict(file, verdict, cancel);
            decided++;
        }
        return decided;
    }

    private async Task<IReadOnlyList<(string File, string Uploader, string Name)>> Waiting(CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return [.. await reading.QueryAsync<(string, string,
            string)>($"SELECT id, uploader, name FROM file WHERE scan = 0 AND complete = 1 ORDER BY created_at LIMIT {Batch}")];
    }

    /// <summary>False when the mail could not leave: the file stays unjudged, and unread, until the next round.</summary>
    private async Task<bool> Tell(string file, string uploader, string name, CancellationToken cancel)
    {
        LogInfected(file);
        try
        {
            await mails.Send($"file-infected/{file}",
                new MailJob("file-infected", uploader, "", new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name }), cancel);
            return true;
        }
        catch (JobRefusedException)
        {
            // A sender who has no account yet, or no mailbox any more.
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUntold(e, file);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "File {File} was found infected and emptied")]
    private partial void LogInfected(string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whoever sent {File} could not be told that it is infected; tried again")]
    private partial void LogUntold(Exception e, string file);
}
