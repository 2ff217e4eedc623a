using System.Security.Cryptography;
using Dapper;
using Grains.Commits;
using Grains.Documents;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Silo.Storage;

namespace Silo.Files;

/// <summary>
/// Takes files in and gives them out. A file is stored while it arrives, in sealed chunks of 256 KiB, under a random id; it can be linked
/// once it is complete, its structure was found right and no virus in it. Who may read a file is decided by the caller that asks for it here.
/// </summary>
public sealed class FileStore(IHostStore store, ISealer sealer, VirusScanner scanner, TimeProvider clock) : IFileCatalogue, IDisposable
{
    public const long MaxSize = NewMessage.MaxFileSize;
    private const int ChunkSize = 256 * 1024;
    private const int MaxUnlinked = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private readonly SemaphoreSlim _inspections = new(2);

    /// <summary>Stores an upload of <paramref name="uploader"/>; nothing of it stays when it is refused or breaks off.</summary>
    public async Task<Result<Attachment, FileRefusal>> Save(string uploader, string name, Stream body, CancellationToken cancel)
    {
        var shown = FileNames.Clean(name);
        // A NUL in a name means to cut it short somewhere else.
        if (name.Contains('\0', StringComparison.Ordinal) || name.Contains("%00", StringComparison.Ordinal))
            return FileRefusal.Type;
        if (FileNames.TypeOf(shown) is not { } type)
            return FileNames.IsHeic(shown) ? FileRefusal.Heic : await IsDeclaration(body, cancel) ? FileRefusal.Declaration : FileRefusal.Type;
        if (await Unlinked(uploader) >= MaxUnlinked)
            return FileRefusal.TooMany;
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await Write(
            "INSERT INTO file (id, uploader, name, type, size, complete, created_at) VALUES ($1, $2, $3, $4, 0, 0, $5)",
            cancel, id, uploader, shown, type, clock.GetUtcNow().ToUnixTimeMilliseconds());
        try
        {
            var writer = new ChunkWriter(this, id);
            await Check(new ByteSource(body, MaxSize), type, writer.Write, cancel);
            await writer.End(cancel);
            if (type == FileNames.Pdf)
                await Inspect(id, (int)writer.Size, cancel);
            // A scanner that is away keeps nobody from sending: the file waits unread until it was scanned (FileScans).
            var verdict = await scanner.Scan((to, patience) => CopyTo(id, to, patience), cancel);
            if (verdict is ScanVerdict.Infected)
                throw new FileRefusedException(FileRefusal.Infected);
            await Write("UPDATE file SET size = $2, complete = 1, scan = $3 WHERE id = $1", cancel, id, writer.Size, (long)verdict);
            return new Attachment(id, shown, type, writer.Size);
        }
        catch (Exception e)
        {
            await Write("DELETE FROM file WHERE id = $1", CancellationToken.None, id);
            if (e is FileRefusedException { Reason: FileRefusal.Infected })
                await Note(uploader, id);
            if (e is FileRefusedException refused)
                return refused.Reason;
            throw;
        }
    }

    // Its first line names its first block.
    private static async Task<bool> IsDeclaration(Stream body, CancellationToken cancel)
    {
        var start = new byte[256];
        var read = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        return start.AsSpan(0, read).IndexOf("S10.G00"u8) >= 0;
    }

    public async ValueTask<Attachment?> Find(string file, string uploader)
    {
        await using var reading = await store.OpenRead();
        var found = await reading.QuerySingleOrDefaultAsync<(string Id, string Name, string Type, long Size)>(
            """
            SELECT id, name, type, size FROM file WHERE id = @file AND uploader = @uploader AND complete = 1 AND created_at >= @oldest
            AND NOT EXISTS (SELECT 1 FROM claim WHERE kind = 'file' AND value = @file)
            """, new { file, uploader, oldest = (clock.GetUtcNow() - Kept).ToUnixTimeMilliseconds() });
        return found.Id is null ? null : new Attachment(found.Id, found.Name, found.Type, found.Size);
    }

    /// <summary>Where a scanner is, only what it found clean is given out; found infected later, nothing ever.</summary>
    public bool MayBeRead(ScanVerdict verdict) => scanner.IsConfigured ? verdict is ScanVerdict.Clean : verdict is not ScanVerdict.Infected;

    public async ValueTask<(string Type, long Size, ScanVerdict Verdict)?> Describe(string file, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        var found =
            await reading.QuerySingleOrDefaultAsync<(string? Type, long Size,
                long Scan)>("SELECT type, size, scan FROM file WHERE id = @file AND complete = 1", new { file });
        return found.Type is null ? null : (found.Type, found.Size, (ScanVerdict)found.Scan);
    }

    /// <summary>What the scanner says of a stored file; nothing is written.</summary>
    public Task<ScanVerdict> Scan(string file, CancellationToken cancel) => scanner.Scan((to, patience) => CopyTo(file, to, patience), cancel);

    /// <summary>Keeps what the scanner said; an infected file is emptied.</summary>
    public async Task SetVerdict(string file, ScanVerdict verdict, CancellationToken cancel)
    {
        await Write("UPDATE file SET scan = $2 WHERE id = $1", cancel, file, (long)verdict);
        if (verdict is ScanVerdict.Infected)
            await Write("DELETE FROM file_chunk WHERE file = $1", cancel, file);
    }

    /// <summary>Writes the content out, a chunk in memory at a time. The caller has checked the right to it.</summary>
    /// <exception cref="CryptographicException">A chunk is missing, changed, or stands in another's place.</exception>
    public async Task CopyTo(string file, Stream to, CancellationToken cancel)
    {
        for (var n = 0; ; n++)
        {
            byte[]? data;
            bool last;
            await using (var reading = await store.OpenRead(cancel))
            {
                data = await reading.ExecuteScalarAsync<byte[]?>("SELECT data FROM file_chunk WHERE file = @file AND n = @n", new { file, n });
                last = await reading.ExecuteScalarAsync<long>("SELECT count(*) FROM file_chunk WHERE file = @file AND n = @n + 1", new { file, n }) == 0;
            }
            if (data is null)
                throw new CryptographicException("The file has no content any more.");
            await to.WriteAsync(sealer.Open(data, Context(file, n, last)), cancel);
            if (last)
                return;
        }
    }

    /// <summary>Deletes a file for good. Its claim goes last: until then no sweep and no upload may take it.</summary>
    public async Task Remove(string file, CancellationToken cancel)
    {
        await Write("DELETE FROM file WHERE id = $1", cancel, file);
        await Write("DELETE FROM claim WHERE kind = 'file' AND value = $1", cancel, file);
    }

    /// <summary>
    /// Looks once at each file that <see cref="Find"/> has refused for an hour, so that none is being linked: a linked one is marked for good,
    /// an unlinked one goes. Up to 100 of each at a call; returns how many were looked at.
    /// </summary>
    public async Task<int> Sweep(CancellationToken cancel)
    {
        const string Linked = "EXISTS (SELECT 1 FROM claim WHERE claim.kind = 'file' AND claim.value = file.id)";
        var before = (clock.GetUtcNow() - Kept - TimeSpan.FromHours(1)).ToUnixTimeMilliseconds();
        return await Write($"UPDATE file SET kept = 1 WHERE id IN (SELECT id FROM file WHERE kept = 0 AND created_at < $1 AND {Linked} LIMIT 100)", cancel,
            before)
            + await Write($"DELETE FROM file WHERE id IN (SELECT id FROM file WHERE kept = 0 AND created_at < $1 AND NOT {Linked} LIMIT 100)", cancel, before);
    }

    public void Dispose() => _inspections.Dispose();

    private static async Task Check(ByteSource source, string type, Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancel)
    {
        var head = await source.Peek(64, cancel);
        if (head.IsEmpty)
            throw new FileRefusedException(FileRefusal.Empty);
        if (type == FileNames.Png && head.Span.StartsWith(PngContent.Signature))
            await PngContent.Copy(source, sink, cancel);
        else if (type == FileNames.Jpeg && head.Span.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]))
            await JpegContent.Copy(source, sink, cancel);
        else if (type == FileNames.Pdf && PdfContent.IsHeader(head.Span))
            await PdfContent.Copy(source, sink, cancel);
        else
            throw new FileRefusedException(FileRefusal.Content);
    }

    // The objects of a PDF lie anywhere in it: it is read back whole, by two uploads at a time whatever number comes in.
    private async Task Inspect(string file, int size, CancellationToken cancel)
    {
        await _inspections.WaitAsync(cancel);
        try
        {
            var content = new byte[size];
            await CopyTo(file, new MemoryStream(content), cancel);
            PdfInspection.Check(content);
        }
        finally
        {
            _inspections.Release();
        }
    }

    // The uploader's journal: nothing of the file remains that another actor could tell of it.
    private ValueTask<int> Note(string uploader, string file)
    {
        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return Write("INSERT INTO journal (owner, entry, at, account, action, detail) VALUES ($1, $2, $3, $1, 'file-infected', $4)", CancellationToken.None,
            uploader, $"{at:x12}-file-infected-{file}", at, file);
    }

    private static string Context(string file, int n, bool last) => $"file/{file}/{n}/{last}";

    // Uploads wait behind messages.
    private ValueTask<int> Write(string statement, CancellationToken cancel, params object?[] values) =>
        store.Execute(statement, CommitLane.Bulk, cancel, values);

    private Task Append(string file, int n, ReadOnlyMemory<byte> clear, bool last, CancellationToken cancel) =>
        Write("INSERT INTO file_chunk (file, n, data) VALUES ($1, $2, $3)", cancel, file, (long)n, sealer.Seal(clear.Span, Context(file, n, last))).AsTask();

    private async Task<long> Unlinked(string uploader)
    {
        await using var reading = await store.OpenRead();
        return await reading.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM file WHERE uploader = @uploader AND NOT EXISTS (SELECT 1 FROM claim WHERE kind = 'file' AND value = file.id)",
                new { uploader });
    }

    /// <summary>Cuts a stream into sealed chunks; the last one says so, which makes a shortened file unreadable.</summary>
    private sealed class ChunkWriter(FileStore store, string file)
    {
        private readonly byte[] _buffer = new byte[ChunkSize];
        private int _filled;
        private int _n;

        public long Size { get; private set; }

        public async ValueTask Write(ReadOnlyMemory<byte> part)
        {
            while (!part.IsEmpty)
            {
                // A full buffer waits for the next byte: only then it is known not to be the last chunk.
                if (_filled == ChunkSize)
                    await Flush(last: false, CancellationToken.None);
                var fits = Math.Min(part.Length, ChunkSize - _filled);
                part[..fits].CopyTo(_buffer.AsMemory(_filled));
                _filled += fits;
                Size += fits;
                part = part[fits..];
            }
        }

        public Task End(CancellationToken cancel) => Flush(last: true, cancel);

        private async Task Flush(bool last, CancellationToken cancel)
        {
            await store.Append(file, _n, _buffer.AsMemory(0, _filled), last, cancel);
            _n++;
            _filled = 0;
        }
    }
}
