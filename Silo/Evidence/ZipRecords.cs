using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Grains.Interfaces.Employees.Evidence;
using Grains.Text;

namespace Silo.Evidence;

/// <summary>
/// The records of a ZIP archive around files that are stored as they are (APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.14 to 4.3.16). Sizes and checks are known before a
/// file is written, so that each part is final when it is there and an archive goes on from where a dead node has left it.
/// </summary>
internal static class ZipRecords
{
    // From there on an offset or a count stands in a record of its own.
    private const uint Beyond = uint.MaxValue;
    private const ushort ManyEntries = ushort.MaxValue;
    private const ushort Utf8Names = 0x0800;
    private const ushort Plain = 20;
    private const ushort Large = 45;
    // Made on Unix: a regular file that its owner may write and all may read.
    private const ushort MadeBy = (3 << 8) | Large;
    private const uint RegularFile = 0x81A40000;

    /// <summary>Before a file's content.</summary>
    public static byte[] Header(EvidenceEntry entry, DateTimeOffset at)
    {
        var to = new Writer();
        to.Add(0x04034b50u);
        Describe(to, entry, at, Plain);
        to.Add((ushort)0);
        to.Add(Encoding.UTF8.GetBytes(entry.Name));
        return to.Bytes;
    }

    /// <summary>Of each file, after the last of them.</summary>
    public static byte[] Listed(EvidenceEntry entry, DateTimeOffset at)
    {
        var (to, far) = (new Writer(), entry.StartsAt >= Beyond);
        to.Add(0x02014b50u);
        to.Add(MadeBy);
        Describe(to, entry, at, far ? Large : Plain);
        to.Add((ushort)(far ? 12 : 0));
        to.Add((ushort)0);
        to.Add((ushort)0);
        to.Add((ushort)0);
        to.Add(RegularFile);
        to.Add(far ? Beyond : (uint)entry.StartsAt);
        to.Add(Encoding.UTF8.GetBytes(entry.Name));
        if (far)
        {
            to.Add((ushort)1);
            to.Add((ushort)8);
            to.Add((ulong)entry.StartsAt);
        }
        return to.Bytes;
    }

    /// <summary>After the list of files, which begins at an offset.</summary>
    public static byte[] End(long files, long startsAt, long size)
    {
        var to = new Writer();
        if (files >= ManyEntries || startsAt >= Beyond || size >= Beyond)
        {
            to.Add(0x06064b50u);
            to.Add(44ul);
            to.Add(MadeBy);
            to.Add(Large);
            to.Add(0u);
            to.Add(0u);
            to.Add((ulong)files);
            to.Add((ulong)files);
            to.Add((ulong)size);
            to.Add((ulong)startsAt);
            to.Add(0x07064b50u);
            to.Add(0u);
            to.Add((ulong)(startsAt + size));
            to.Add(1u);
        }
        to.Add(0x06054b50u);
        to.Add(0u);
        to.Add((ushort)Math.Min(files, ManyEntries));
        to.Add((ushort)Math.Min(files, ManyEntries));
        to.Add((uint)Math.Min(size, Beyond));
        to.Add((uint)Math.Min(startsAt, Beyond));
        to.Add((ushort)0);
        return to.Bytes;
    }

    private static void Describe(Writer to, EvidenceEntry entry, DateTimeOffset at, ushort needs)
    {
        var local = Paris.Local(at);
        to.Add(needs);
        to.Add(Utf8Names);
        to.Add((ushort)0);
        to.Add((ushort)((local.Hour << 11) | (local.Minute << 5) | (local.Second / 2)));
        to.Add((ushort)(((local.Year - 1980) << 9) | (local.Month << 5) | local.Day));
        to.Add((uint)entry.Crc);
        to.Add(checked((uint)entry.Size));
        to.Add(checked((uint)entry.Size));
        to.Add((ushort)Encoding.UTF8.GetByteCount(entry.Name));
    }

    /// <summary>Numbers with their lowest byte first.</summary>
    private sealed class Writer
    {
        private readonly ArrayBufferWriter<byte> _to = new();

        public byte[] Bytes => _to.WrittenSpan.ToArray();

        public void Add(ReadOnlySpan<byte> bytes) => _to.Write(bytes);

        public void Add(ushort number)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_to.GetSpan(sizeof(ushort)), number);
            _to.Advance(sizeof(ushort));
        }

        public void Add(uint number)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_to.GetSpan(sizeof(uint)), number);
            _to.Advance(sizeof(uint));
        }

        public void Add(ulong number)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(_to.GetSpan(sizeof(ulong)), number);
            _to.Advance(sizeof(ulong));
        }
    }
}
