using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using Grains.Interfaces.Employees.Evidence;
using Grains.Tests.Fixtures;
using Silo.Evidence;

namespace Grains.Tests.Employees.Evidence;

/// <summary>The records of an archive, as another make reads them.</summary>
public sealed class ZipRecordsTests
{
    private static readonly byte[] Word = Encoding.UTF8.GetBytes("Été");

    [Fact]
    public void Name_date_and_content_are_read_back()
    {
        using var file = Archive(0, 1);
        using var zip = new ZipArchive(file);

        var entry = Assert.Single(zip.Entries);
        Assert.Equal(("dossier/00000-été.txt", new DateTime(2026, 11, 24, 10, 0, 0)), (entry.FullName, entry.LastWriteTime.DateTime));
        Assert.Equal(Word, Content(entry));
    }

    [Theory]
    [InlineData(65_534)]
    [InlineData(65_535)]
    [InlineData(70_000)]
    public void More_files_than_the_old_count_holds_are_read_back(int files)
    {
        using var file = Archive(0, files);
        using var zip = new ZipArchive(file);

        Assert.Equal(files, zip.Entries.Count);
        Assert.Equal(Word, Content(zip.Entries[^1]));
    }

    [Theory]
    [InlineData(uint.MaxValue - 40L)]
    [InlineData((long)uint.MaxValue)]
    [InlineData(6_000_000_000)]
    public void Files_beyond_four_gigabytes_are_read_back(long before)
    {
        using var file = Archive(before, 2);
        using var zip = new ZipArchive(file);

        Assert.All(zip.Entries, e => Assert.Equal(Word, Content(e)));
        Assert.Equal(2, zip.Entries.Count);
    }

    // Behind so many bytes of nothing.
    private static BehindNothing Archive(long before, int files)
    {
        using var to = new MemoryStream();
        var entries = new List<EvidenceEntry>();
        for (var i = 0; i < files; i++)
        {
            entries.Add(new EvidenceEntry(i + 1, $"dossier/{i:D5}-été.txt", before + to.Length, Word.Length, Crc32.HashToUInt32(Word), ""));
            to.Write(ZipRecords.Header(entries[^1], GrainHost.Morning));
            to.Write(Word);
        }
        var listed = before + to.Length;
        foreach (var entry in entries)
            to.Write(ZipRecords.Listed(entry, GrainHost.Morning));
        to.Write(ZipRecords.End(files, listed, before + to.Length - listed));
        return new BehindNothing(before, to.ToArray());
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    private sealed class BehindNothing(long before, byte[] rest) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => before + rest.Length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var n = (int)Math.Min(count, Length - Position);
            for (var i = 0; i < n; i++, Position++)
                buffer[offset + i] = Position < before ? (byte)0 : rest[Position - before];
            return Math.Max(0, n);
        }

        public override long Seek(long offset, SeekOrigin origin) =>
            Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => Length + offset };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
