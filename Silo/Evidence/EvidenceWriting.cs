using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using Grains.Employees.Evidence;
using Grains.Interfaces.Employees.Evidence;
using Grains.Text;
using Silo.Files;
using Silo.Messaging;

namespace Silo.Evidence;

/// <summary>
/// What one run of a step writes. A file is read twice, first for its size and its checks, then to be copied: what stands before it in the archive is then
/// final, and no more of it is in memory than what comes at a time.
/// </summary>
internal sealed class EvidenceWriting(
    FileStore files, IReadOnlyList<MailPortal> portals, EvidenceDue due, Func<int, ReadOnlyMemory<byte>, CancellationToken, ValueTask> put) : IEvidenceWriting
{
    private readonly byte[] _part = new byte[EvidenceArchive.PartSize];
    private int _filled;
    private int _parts;
    private int _entries = due.Entries;

    public long Size { get; private set; } = due.Size;

    public async Task<EvidenceEntry?> AddProof(string path, string file, CancellationToken cancel)
    {
        if (await files.Describe(file, cancel) is not { } found || !files.MayBeRead(found.Verdict))
            return null;
        var ending = found.Type switch { FileNames.Png => "png", FileNames.Jpeg => "jpg", _ => "pdf" };
        return await Add($"{path}.{ending}", to => files.CopyTo(file, to, cancel), cancel);
    }

    public async Task<EvidenceEntry> AddIndex(EvidenceIndex index, CancellationToken cancel)
    {
        using var file = new MemoryStream();
        using (var paper = EvidencePaper.Of(index, portals.FirstOrDefault(p => p.Slug == index.Portal)))
            paper.Save(file);
        return await Add(EvidencePaper.Name(index), async to => await to.WriteAsync(file.GetBuffer().AsMemory(0, (int)file.Length), cancel), cancel);
    }

    public Task<EvidenceEntry> AddTable(Func<IAsyncEnumerable<EvidenceContent>> lines, CancellationToken cancel) => Add(EvidenceTexts.TableName, async to =>
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(text, FrenchCsv.Configuration, leaveOpen: true);
        foreach (var column in EvidenceLabels.Columns)
            csv.WriteField(column);
        await csv.NextRecordAsync();
        await foreach (var line in lines())
        {
            foreach (var cell in EvidenceLabels.Cells(line))
                csv.WriteField(cell);
            await csv.NextRecordAsync();
        }
        await csv.FlushAsync();
    }, cancel);

    public Task<EvidenceEntry> AddFingerprints(Func<IAsyncEnumerable<EvidenceEntry>> entries, CancellationToken cancel) =>
        Add(EvidenceTexts.FingerprintsName, async to =>
        {
            await foreach (var entry in entries())
                await to.WriteAsync(Encoding.ASCII.GetBytes($"{entry.Sha256}  {entry.Name}\n"), cancel);
        }, cancel);

    public async Task End(IAsyncEnumerable<EvidenceEntry> entries, CancellationToken cancel)
    {
        var (startsAt, count) = (Size, 0L);
        await foreach (var entry in entries)
        {
            await Write(ZipRecords.Listed(entry, due.AskedAt), cancel);
            count++;
        }
        await Write(ZipRecords.End(count, startsAt, Size - startsAt), cancel);
    }

    public async Task<int> Flush(CancellationToken cancel)
    {
        if (_filled > 0)
            await put(_parts++, _part.AsMemory(0, _filled), cancel);
        _filled = 0;
        return _parts;
    }

    private async Task<EvidenceEntry> Add(string name, Func<Stream, Task> content, CancellationToken cancel)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (crc, size) = (new Crc32(), 0L);
        await using (var looked = new SinkStream((part, _) =>
        {
            sha.AppendData(part.Span);
            crc.Append(part.Span);
            size += part.Length;
            return ValueTask.CompletedTask;
        }))
            await content(looked);
        var entry = new EvidenceEntry(++_entries, name, Size, size, crc.GetCurrentHashAsUInt32(), Convert.ToHexStringLower(sha.GetHashAndReset()));
        await Write(ZipRecords.Header(entry, due.AskedAt), cancel);
        var begins = Size;
        await using (var copied = new SinkStream(Write))
            await content(copied);
        return Size - begins == size ? entry : throw new IOException("A file has changed while it was copied.");
    }

    private async ValueTask Write(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        Size += bytes.Length;
        while (!bytes.IsEmpty)
        {
            var fits = Math.Min(bytes.Length, _part.Length - _filled);
            bytes[..fits].CopyTo(_part.AsMemory(_filled));
            (_filled, bytes) = (_filled + fits, bytes[fits..]);
            if (_filled < _part.Length)
                continue;
            await put(_parts++, _part, cancel);
            _filled = 0;
        }
    }
}
